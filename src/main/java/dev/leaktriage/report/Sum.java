package dev.leaktriage.report;

import dev.leaktriage.model.LiveHandle;

/**
 * Live handles, counted and added up.
 *
 * @param sizeBytes logical bytes
 * @param occupiedBytes bytes taken from devices
 */
record Sum(long handles, long sizeBytes, long occupiedBytes) {
    static final Sum ZERO = new Sum(0, 0, 0);

    static Sum of(LiveHandle handle) {
        return new Sum(1, handle.sizeBytes(), handle.occupiedBytes());
    }

    Sum minus(Sum other) {
        return new Sum(handles - other.handles, sizeBytes - other.sizeBytes, occupiedBytes - other.occupiedBytes);
    }

    Sum plus(Sum other) {
        return new Sum(handles + other.handles, sizeBytes + other.sizeBytes, occupiedBytes + other.occupiedBytes);
    }
}
