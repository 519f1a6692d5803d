package dev.leaktriage.model;

import java.util.List;

/**
 * One compiled program held by the program cache, on all devices of its mesh.
 *
 * @param id unique within the analysis, such as {@code ttnn::add} or {@code ttnn::add#2}
 * @param operation the operation it was compiled for; empty if the stack does not name one
 * @param devices where it is held, ascending
 * @param sizeBytes logical bytes on each device
 * @param occupiedBytes bytes taken from each device
 * @param confidence the weakest confidence among its handles
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
        LogPosition allocatedAt) {
    public CacheEntry {
        devices = List.copyOf(devices);
    }
}
