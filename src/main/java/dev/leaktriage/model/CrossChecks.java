package dev.leaktriage.model;

import java.util.List;

/**
 * What is said of memory besides events, held against the events.
 *
 * @param memories states of a memory, one entry for each file and memory, in that order
 * @param volumes counted allocations, by device and memory
 */
public record CrossChecks(List<MemoryCheck> memories, List<VolumeCheck> volumes) {
    /** Nothing but events. */
    public static final CrossChecks NONE = new CrossChecks(List.of(), List.of());

    public CrossChecks {
        memories = List.copyOf(memories);
        volumes = List.copyOf(volumes);
    }

    public boolean isEmpty() {
        return memories.isEmpty() && volumes.isEmpty();
    }
}
