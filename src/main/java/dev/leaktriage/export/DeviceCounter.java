package dev.leaktriage.export;

import java.util.List;

/**
 * What a device held of one memory kind or of one verdict, over the run.
 *
 * @param device -1 for what has no device, and for all devices that are too many to be told apart
 * @param name such as {@code memory DRAM}, {@code verdict leak}
 * @param values from the beginning of the run to its end, in order
 */
record DeviceCounter(int device, String name, List<Value> values) {
    DeviceCounter {
        values = List.copyOf(values);
    }

    /** What is held after an event, until the next value. */
    record Value(long event, long bytes) {}
}
