package dev.leaktriage.runtime;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** A place in the tree of calls; the same path of calls is always the same object, with one call stack. */
final class StackPath {
    private final StackPath caller;
    private final NativeFrame frame;
    private final StackStyle style;
    private final Map<NativeFrame, StackPath> callees = new IdentityHashMap<>();
    private CallStack stack;

    private StackPath(StackPath caller, NativeFrame frame, StackStyle style) {
        this.caller = caller;
        this.frame = frame;
        this.style = style;
    }

    static StackPath root(StackStyle style) {
        StackPath root = new StackPath(null, null, style);
        root.stack = CallStack.NONE;
        return root;
    }

    StackPath call(NativeFrame callee) {
        return callees.computeIfAbsent(callee, frame -> new StackPath(this, frame, style));
    }

    CallStack stack() {
        if (stack == null) {
            stack = new CallStack(frames(), true);
        }
        return stack;
    }

    private List<Frame> frames() {
        List<Frame> frames = new ArrayList<>();
        for (StackPath path = this; path.caller != null; path = path.caller) {
            String symbol = path.frame.symbol(style);
            if (!symbol.isEmpty()) {
                frames.add(new Frame(symbol, path.frame.library()));
            }
        }
        return frames;
    }
}
