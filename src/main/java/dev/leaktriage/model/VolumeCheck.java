package dev.leaktriage.model;

import java.util.Optional;

/**
 * How much lines that only count allocations tell of, held against the allocations that the log records.
 *
 * @param memory unstated if the log does not name the memory of each buffer, and then all of the device is meant
 * @param counted what the lines count
 * @param recorded what the records of owners are
 * @param apartFrom the first line at which the two were more than one allocation apart; empty if they never were
 */
public record VolumeCheck(int device, Memory memory, Volume counted, Volume recorded, Optional<LogPosition> apartFrom) {

    /**
     * Some allocations.
     *
     * @param first the first of them; empty if there are none
     */
    public record Volume(long allocations, long bytes, Optional<LogPosition> first) {}

    /** True if the two tell of the same number of allocations and of bytes. */
    public boolean agrees() {
        return counted.allocations == recorded.allocations && counted.bytes == recorded.bytes;
    }
}
