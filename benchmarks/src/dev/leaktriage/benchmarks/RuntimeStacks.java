package dev.leaktriage.benchmarks;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import java.util.ArrayList;
import java.util.List;

/** Call stacks such as a tracker prints: four frames, leaf first. */
final class RuntimeStacks {
    private static final List<String> OPERATIONS = List.of(
            "binary::BinaryDeviceOperation", "matmul::MatmulDeviceOperation", "conv::conv2d::Conv2dDeviceOperation");
    private static final int CALLERS = 32;

    private RuntimeStacks() {}

    /** The same stacks at every call, as objects of their own. */
    static List<CallStack> ofEveryOperation() {
        List<CallStack> stacks = new ArrayList<>();
        for (String operation : OPERATIONS) {
            for (int caller = 0; caller < CALLERS; caller++) {
                stacks.add(new CallStack(
                        List.of(
                                frame("tt::tt_metal::create_device_tensor()"),
                                frame("ttnn::operations::" + operation + "::create_output_tensors()"),
                                frame("ttnn::operations::" + operation + "::invoke()"),
                                frame("model::layer" + caller + "()")),
                        true));
            }
        }
        return List.copyOf(stacks);
    }

    private static Frame frame(String symbol) {
        return new Frame(symbol, "");
    }
}
