package dev.leaktriage.model;

/**
 * Handles and bytes over a whole run. Law: allocated - freed - superseded = live, in both units.
 *
 * @param allocated handles that were allocated, views included
 * @param freed handles that a logged free closed while they were live
 * @param superseded handles that were closed by inference, because their memory was handed out again; they
 *     stay counted here when their late free comes
 * @param allocatedBytes logical bytes of the handles counted by {@code allocated}; likewise the next two
 * @param temporary handles that the very next event freed, as heaptrack counts them; only of logs that count
 *     allocations without addresses
 */
public record Totals(
        long allocated,
        long freed,
        long superseded,
        long allocatedBytes,
        long freedBytes,
        long supersededBytes,
        long temporary) {

    /** Totals of which no handle is known to be temporary. */
    public Totals(
            long allocated, long freed, long superseded, long allocatedBytes, long freedBytes, long supersededBytes) {
        this(allocated, freed, superseded, allocatedBytes, freedBytes, supersededBytes, 0);
    }

    public long live() {
        return allocated - freed - superseded;
    }

    /** Logical bytes of the live handles. */
    public long liveBytes() {
        return allocatedBytes - freedBytes - supersededBytes;
    }

    public Totals plus(Totals other) {
        return new Totals(
                allocated + other.allocated,
                freed + other.freed,
                superseded + other.superseded,
                allocatedBytes + other.allocatedBytes,
                freedBytes + other.freedBytes,
                supersededBytes + other.supersededBytes,
                temporary + other.temporary);
    }
}
