package dev.leaktriage.ledger;

import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;

/**
 * Makes a free and an allocation of the two records of a reallocation: one says what and to which size, the next one
 * where to.
 *
 * <p>An allocator that frees and allocates for itself logs that between the two, and then they say nothing new.
 */
final class Reallocations {
    private final Replay replay;
    private final LogEvent begun = new LogEvent();
    private long begunClock = -1;

    Reallocations(Replay replay) {
        this.replay = replay;
        begun.clear();
    }

    /** Takes the first record: the address of what there is, 0 or none for nothing, and the size that is wanted. */
    void begins(LogEvent event, long clock) {
        begun.address = event.address;
        begun.sizeBytes = event.sizeBytes;
        begun.process = event.process;
        begun.identity = event.identity;
        begun.device = event.device;
        begunClock = clock;
    }

    /** Takes the second record, the address of what there is now. */
    void ends(LogEvent event, Life life, int space, long clock) {
        boolean follows = clock == begunClock + 1
                && begun.process == event.process
                && begun.identity == event.identity
                && begun.device == event.device;
        begunClock = -1;
        if (!follows || event.address <= 0) {
            return;
        }
        long address = event.address;
        if (begun.address > 0) {
            event.kind = EventKind.FREED;
            event.address = begun.address;
            event.sizeBytes = LogEvent.UNSTATED;
            event.memory = Memory.UNSTATED;
            replay.freed(event, life, space);
        }
        event.kind = EventKind.ALLOCATED;
        event.address = address;
        event.sizeBytes = begun.sizeBytes;
        replay.allocated(event, life, space, false);
    }
}
