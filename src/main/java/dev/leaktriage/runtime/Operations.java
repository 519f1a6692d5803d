package dev.leaktriage.runtime;

import dev.leaktriage.model.NearestWord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The operations that the runtime knows. */
public final class Operations {
    private static final String NS = "ttnn::operations::";
    private static final String BINARY = NS + "binary::BinaryDeviceOperation";
    private static final String MATMUL = NS + "matmul::MatmulDeviceOperation";
    private static final String NORM = NS + "normalization::";
    private static final String MOVE = NS + "data_movement::";

    private static final List<Operation> TABLE = List.of(
            of("add", BINARY, binary(0), BINARY + "::ElementWiseMultiCore", 2, OutputRule.LIKE_FIRST, 0, 12_288),
            of("subtract", BINARY, binary(1), BINARY + "::ElementWiseMultiCore", 2, OutputRule.LIKE_FIRST, 0, 12_288),
            of("multiply", BINARY, binary(2), BINARY + "::ElementWiseMultiCore", 2, OutputRule.LIKE_FIRST, 0, 14_336),
            unary("gelu", "ttnn::operations::unary::UnaryOpType)6", 10_240),
            unary("relu", "ttnn::operations::unary::UnaryOpType)4", 8_192),
            of("matmul", MATMUL, NS + "matmul::MatmulOperation", mcast("2D"), 2, OutputRule.MATRIX_PRODUCT, 0, 24_576),
            of(
                    "linear",
                    MATMUL,
                    NS + "matmul::LinearOperation",
                    mcast("1D"),
                    2,
                    OutputRule.MATRIX_PRODUCT,
                    0,
                    26_624,
                    22_528),
            of(
                    "softmax",
                    NORM + "softmax::SoftmaxDeviceOperation",
                    NORM + "softmax::ExecuteSoftmax",
                    NORM + "softmax::SoftmaxProgramFactoryAttentionOptimized",
                    1,
                    OutputRule.LIKE_FIRST,
                    0,
                    20_480),
            of(
                    "layer_norm",
                    NORM + "LayerNormDeviceOperation",
                    NORM + "ExecuteLayerNorm",
                    NORM + "LayerNormMultiCoreProgramFactory",
                    1,
                    OutputRule.LIKE_FIRST,
                    1,
                    28_672),
            of(
                    "rms_norm",
                    NORM + "rmsnorm::RMSNormDeviceOperation",
                    NORM + "rmsnorm::ExecuteRMSNorm",
                    NORM + "rmsnorm::RMSNormMultiCoreProgramFactory",
                    1,
                    OutputRule.LIKE_FIRST,
                    0,
                    22_528),
            of(
                    "conv2d",
                    NS + "conv::conv2d::Conv2dDeviceOperation",
                    NS + "conv::conv2d::Conv2dOperation",
                    NS + "conv::conv2d::Conv2dShardedProgramFactory",
                    2,
                    OutputRule.MATRIX_PRODUCT,
                    2,
                    53_248,
                    51_200),
            of(
                    "embedding",
                    NS + "embedding::EmbeddingsDeviceOperation",
                    NS + "embedding::EmbeddingOperation",
                    NS + "embedding::EmbeddingsFusedProgramFactory",
                    2,
                    OutputRule.LOOKUP,
                    0,
                    14_336),
            of(
                    "concat",
                    MOVE + "ConcatDeviceOperation",
                    MOVE + "ConcatOperation",
                    MOVE + "ConcatProgramFactory",
                    2,
                    OutputRule.CONCATENATION,
                    0,
                    16_384),
            of(
                    "tilize",
                    MOVE + "tilize::TilizeDeviceOperation",
                    MOVE + "ExecuteTilize",
                    MOVE + "tilize::TilizeMultiCoreProgramFactory",
                    1,
                    OutputRule.LIKE_FIRST,
                    0,
                    8_192),
            of(
                    "sum",
                    NS + "reduction::generic::ReduceDeviceOperation",
                    NS + "reduction::Reduce",
                    NS + "reduction::generic::ReduceMultiCoreWProgramFactory",
                    1,
                    OutputRule.ROW_SUMS,
                    0,
                    18_432),
            of(
                    "all_gather",
                    NS + "ccl::AllGatherDeviceOperation",
                    NS + "ccl::ExecuteAllGather",
                    NS + "ccl::AllGatherProgramFactory",
                    1,
                    OutputRule.GATHERED,
                    1,
                    40_960,
                    36_864),
            of(
                    "rotary_embedding",
                    NS + "experimental::transformer::RotaryEmbeddingDeviceOperation",
                    NS + "experimental::transformer::ExecuteRotaryEmbedding",
                    NS + "experimental::transformer::RotaryEmbeddingProgramFactory",
                    1,
                    OutputRule.LIKE_FIRST,
                    0,
                    18_432),
            of(
                    "scaled_dot_product_attention_decode",
                    NS + "transformer::sdpa_decode::SdpaDecodeDeviceOperation",
                    NS + "transformer::ExecuteScaledDotProductAttentionDecode",
                    NS + "transformer::sdpa_decode::SdpaDecodeProgramFactory",
                    1,
                    OutputRule.LIKE_FIRST,
                    0,
                    67_584));

    private Operations() {}

    /**
     * The operation with that name.
     *
     * @throws IllegalArgumentException if there is none; the text lists those there are
     */
    public static Operation named(String name) {
        Map<String, Operation> byName = new TreeMap<>();
        TABLE.forEach(operation -> byName.put(operation.name(), operation));
        Operation operation = byName.get(name);
        if (operation == null) {
            throw new IllegalArgumentException(
                    "unknown operation '" + name + "'" + NearestWord.hint(name, byName.keySet()) + " (known are "
                            + String.join(", ", byName.keySet()) + ")");
        }
        return operation;
    }

    /** Every operation, in the order of the table. */
    public static List<Operation> all() {
        return TABLE;
    }

    private static String binary(int type) {
        return NS + "binary::BinaryOperation<(ttnn::operations::binary::BinaryOpType)" + type + ">";
    }

    private static String mcast(String dimensions) {
        return NS + "matmul::program::MatmulMultiCoreReuseMcast" + dimensions + "ProgramFactory";
    }

    private static Operation unary(String name, String type, long kernelBytes) {
        return of(
                name,
                NS + "unary::UnaryDeviceOperation",
                NS + "unary::ExecuteUnary<(" + type + ">",
                NS + "unary::program::UnaryProgramFactory",
                1,
                OutputRule.LIKE_FIRST,
                0,
                kernelBytes);
    }

    private static Operation of(
            String name,
            String deviceOperation,
            String invoker,
            String factory,
            int inputs,
            OutputRule output,
            int intermediates,
            long... kernelBytes) {
        List<Long> programs = Arrays.stream(kernelBytes).boxed().toList();
        long circularBufferBytes = programs.get(0);
        return new Operation(
                name, deviceOperation, invoker, factory, inputs, output, programs, intermediates, circularBufferBytes);
    }
}
