package dev.leaktriage.model;

import java.util.List;
import java.util.Optional;

/**
 * One compiled program held by the program cache, on all devices of its mesh.
 *
 * @param id unique within the analysis, such as {@code ttnn::add} or {@code ttnn::add#2}
 * @param operation the operation it was compiled for; empty if the stack does not name one
 * @param devices where it is held, ascending
 * @param sizeBytes logical bytes on each device
 * @param occupiedBytes bytes taken from each device
 * @param confidence the weakest confidence among its handles
 * @param workload the workload that it is, where an inspector's files tell
 */
public record CacheEntry(
        String id,
        String run,
        int life,
        String operation,
        Memory memory,
        long address,
        List<Integer> devices,
        long sizeBytes,
        long occupiedBytes,
        Confidence confidence,
        LogPosition allocatedAt,
        Optional<WorkloadLife> workload) {
    public CacheEntry {
        devices = List.copyOf(devices);
    }

    /** An entry of which nothing is known but its buffer. */
    public CacheEntry(
            String id,
            String run,
            int life,
            String operation,
            Memory memory,
            long address,
            List<Integer> devices,
            long sizeBytes,
            long occupiedBytes,
            Confidence confidence,
            LogPosition allocatedAt) {
        this(
                id,
                run,
                life,
                operation,
                memory,
                address,
                devices,
                sizeBytes,
                occupiedBytes,
                confidence,
                allocatedAt,
                Optional.empty());
    }

    /** The same entry, of which the workload is known. */
    public CacheEntry with(WorkloadLife known) {
        return new CacheEntry(
                id,
                run,
                life,
                operation,
                memory,
                address,
                devices,
                sizeBytes,
                occupiedBytes,
                confidence,
                allocatedAt,
                Optional.of(known));
    }
}
