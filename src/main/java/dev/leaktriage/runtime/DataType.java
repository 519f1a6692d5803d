package dev.leaktriage.runtime;

/** The element types of tensors; the block formats exist in tiles only. */
public enum DataType {
    BFLOAT16(2048, 2),
    FLOAT32(4096, 4),
    UINT32(4096, 4),
    UINT16(2048, 2),
    BFLOAT8_B(1088, 0),
    BFLOAT4_B(576, 0);

    private final long tileBytes;
    private final long elementBytes;

    DataType(long tileBytes, long elementBytes) {
        this.tileBytes = tileBytes;
        this.elementBytes = elementBytes;
    }

    /** Bytes of a tile of 32 by 32 elements. */
    public long tileBytes() {
        return tileBytes;
    }

    /**
     * Bytes of one element outside a tile.
     *
     * @throws IllegalArgumentException for a block format
     */
    public long elementBytes() {
        if (elementBytes == 0) {
            throw new IllegalArgumentException(this + " exists in tiles only; use the TILE layout");
        }
        return elementBytes;
    }
}
