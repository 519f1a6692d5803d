package dev.leaktriage.model;

import java.util.Optional;

/**
 * One handle from its allocation to its end, whether it is live at the end of the run or not.
 *
 * @param sizeBytes logical bytes
 * @param occupiedBytes bytes taken from the device; 0 for a view
 * @param banks over how many banks it is spread, as its record says; 0 if it does not
 * @param meshAllocation equal for the same allocation on the devices of one mesh
 * @param allocatedEvent the allocation, counted as in {@link Timeline.Sample}
 * @param endedEvent the event that ended it; 0 if it is live at the end
 * @param endedAt empty if it is live at the end
 * @param category a verdict's label, or {@link MemoryHistory#FREED_LATER}; empty until it is judged
 */
public record Lifetime(
        HandleId id,
        Site site,
        boolean view,
        int meshAllocation,
        long sizeBytes,
        long occupiedBytes,
        int banks,
        long allocatedEvent,
        LogPosition allocatedAt,
        Ending ending,
        long endedEvent,
        Optional<LogPosition> endedAt,
        String category) {

    /** How a life ends. */
    public enum Ending {
        LIVE,
        FREED,
        /** Its memory was handed out again before its free was logged. */
        SUPERSEDED
    }

    /** The same life, judged. */
    public Lifetime judged(Site readable, String as) {
        return new Lifetime(
                id,
                readable,
                view,
                meshAllocation,
                sizeBytes,
                occupiedBytes,
                banks,
                allocatedEvent,
                allocatedAt,
                ending,
                endedEvent,
                endedAt,
                as);
    }
}
