package dev.leaktriage.runtime;

import java.util.List;

/** The operations a program calls; each allocates its output, and its kernels where they are not cached. */
public final class Ttnn {
    private Ttnn() {}

    /** Makes a tensor on a mesh. */
    public static Tensor toDevice(MeshDevice mesh, TensorSpec spec) {
        return mesh.host().call(RuntimeFrames.TO_DEVICE, () -> Tensor.allocate(mesh, spec));
    }

    public static Tensor add(Tensor left, Tensor right) {
        return call("add", left, right);
    }

    public static Tensor multiply(Tensor left, Tensor right) {
        return call("multiply", left, right);
    }

    public static Tensor matmul(Tensor left, Tensor right) {
        return call("matmul", left, right);
    }

    public static Tensor linear(Tensor input, Tensor weight) {
        return call("linear", input, weight);
    }

    public static Tensor softmax(Tensor input) {
        return call("softmax", input);
    }

    public static Tensor layerNorm(Tensor input) {
        return call("layer_norm", input);
    }

    public static Tensor rmsNorm(Tensor input) {
        return call("rms_norm", input);
    }

    public static Tensor gelu(Tensor input) {
        return call("gelu", input);
    }

    public static Tensor conv2d(Tensor input, Tensor weight) {
        return call("conv2d", input, weight);
    }

    public static Tensor embedding(Tensor indices, Tensor table) {
        return call("embedding", indices, table);
    }

    public static Tensor concat(Tensor... parts) {
        return call("concat", parts);
    }

    public static Tensor allGather(Tensor input) {
        return call("all_gather", input);
    }

    public static Tensor scaledDotProductAttentionDecode(Tensor query) {
        return call("scaled_dot_product_attention_decode", query);
    }

    /** Calls an operation by name. */
    public static Tensor call(String operation, Tensor... inputs) {
        return launch(Operations.named(operation), List.of(inputs), LaunchOptions.NORMAL)
                .output();
    }

    /**
     * Calls an operation.
     *
     * @throws FatalException if memory runs out
     */
    public static Launch launch(Operation operation, List<Tensor> inputs, LaunchOptions options) {
        return Launch.of(operation, inputs, options);
    }
}
