package dev.leaktriage.model;

/**
 * Handles, counted and added up; as the difference of two sums its numbers may be negative.
 *
 * @param sizeBytes logical bytes
 * @param occupiedBytes bytes taken from devices
 */
public record Sum(long handles, long sizeBytes, long occupiedBytes) {
    public static final Sum ZERO = new Sum(0, 0, 0);

    public static Sum of(LiveHandle handle) {
        return new Sum(1, handle.sizeBytes(), handle.occupiedBytes());
    }

    public Sum plus(Sum other) {
        return new Sum(handles + other.handles, sizeBytes + other.sizeBytes, occupiedBytes + other.occupiedBytes);
    }

    public Sum minus(Sum other) {
        return new Sum(handles - other.handles, sizeBytes - other.sizeBytes, occupiedBytes - other.occupiedBytes);
    }

    /** By hand, as is {@link #equals}: to link a record's own methods takes milliseconds of every start. */
    @Override
    public int hashCode() {
        return Long.hashCode(31 * (31 * handles + sizeBytes) + occupiedBytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sum sum
                && sum.handles == handles
                && sum.sizeBytes == sizeBytes
                && sum.occupiedBytes == occupiedBytes;
    }

    /** The sign of the difference to nothing: that of the occupied bytes, else of the logical ones, else of the handles. */
    public int sign() {
        if (occupiedBytes != 0) {
            return Long.signum(occupiedBytes);
        }
        return Long.signum(sizeBytes != 0 ? sizeBytes : handles);
    }
}
