package dev.leaktriage.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * What a tensor is, apart from its values.
 *
 * @param shape its dimensions, outermost first
 */
public record TensorSpec(List<Integer> shape, DataType type, TensorLayout layout, MemoryConfig memory) {
    private static final int TILE_SIDE = 32;

    public TensorSpec {
        shape = List.copyOf(shape);
        if (shape.isEmpty() || shape.stream().anyMatch(dimension -> dimension < 1)) {
            throw new IllegalArgumentException("a tensor needs dimensions of at least 1, not " + shape);
        }
    }

    /** A tiled bfloat16 tensor, interleaved over DRAM. */
    public static TensorSpec of(Integer... shape) {
        return new TensorSpec(List.of(shape), DataType.BFLOAT16, TensorLayout.TILE, MemoryConfig.DRAM_INTERLEAVED);
    }

    /** The same tensor with other dimensions. */
    public TensorSpec withShape(List<Integer> dimensions) {
        return new TensorSpec(dimensions, type, layout, memory);
    }

    /** The same tensor in another place. */
    public TensorSpec in(MemoryConfig place) {
        return new TensorSpec(shape, type, layout, place);
    }

    /** The dimension counted from the innermost one, which is 0; 1 if there are not so many. */
    int fromInnermost(int index) {
        int position = shape.size() - 1 - index;
        return position < 0 ? 1 : shape.get(position);
    }

    /** The same shape with one dimension replaced, counted from the innermost one, which is 0. */
    List<Integer> withInnermost(int index, int dimension) {
        List<Integer> dimensions = new ArrayList<>(shape);
        while (dimensions.size() <= index) {
            dimensions.add(0, 1);
        }
        dimensions.set(dimensions.size() - 1 - index, dimension);
        return dimensions;
    }

    /** Bytes of a page: a tile, or a row. */
    public long pageSizeBytes() {
        return layout == TensorLayout.TILE ? type.tileBytes() : (long) fromInnermost(0) * type.elementBytes();
    }

    /**
     * Logical bytes on one device, padding to whole tiles included.
     *
     * @throws IllegalArgumentException if they are more than 64 bits can count
     */
    public long sizeBytes() {
        try {
            long matrices = 1;
            for (int index = 2; index < shape.size(); index++) {
                matrices = Math.multiplyExact(matrices, fromInnermost(index));
            }
            return Math.multiplyExact(matrices, matrixBytes());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a tensor of " + shape + " is larger than any memory", e);
        }
    }

    private long matrixBytes() {
        return layout == TensorLayout.TILE
                ? Math.multiplyExact(
                        Math.multiplyExact(tiles(fromInnermost(1)), tiles(fromInnermost(0))), type.tileBytes())
                : Math.multiplyExact(fromInnermost(1), pageSizeBytes());
    }

    private static long tiles(int dimension) {
        return ((long) dimension + TILE_SIDE - 1) / TILE_SIDE;
    }
}
