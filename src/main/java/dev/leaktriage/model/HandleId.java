package dev.leaktriage.model;

import java.util.OptionalInt;

/**
 * The identity of one tracked allocation.
 *
 * <p>An address alone is never an identity: addresses are reused at once, and two processes have
 * independent address spaces.
 *
 * @param life index of the process life in {@link Census#lives()}
 * @param device as the log states it (a device or, in block records, a mesh); {@link #NO_DEVICE} if it is on none
 * @param address an offset inside every bank of the device, unsigned; {@link LogEvent#UNSTATED} if the log counts
 *     allocations without addresses
 * @param generation the how-manieth allocation event of its process life this is, from 1; it tells apart
 *     the handles that had the same address one after the other
 */
public record HandleId(int life, int device, Memory memory, long address, long generation) {
    /** The device of a handle that lies on none, such as a block of a program's own heap. */
    public static final int NO_DEVICE = -1;

    public boolean onDevice() {
        return device != NO_DEVICE;
    }

    /** The device; empty if it is on none. */
    public OptionalInt ifOnDevice() {
        return onDevice() ? OptionalInt.of(device) : OptionalInt.empty();
    }
}
