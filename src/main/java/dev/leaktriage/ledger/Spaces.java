package dev.leaktriage.ledger;

import dev.leaktriage.model.LogEvent;
import java.util.HashMap;
import java.util.Map;

/**
 * The address space in which an event's address means something: that of its process, or one for a single buffer
 * where the record identifies the buffer by something else than its address.
 */
final class Spaces {
    /** Above the numbers of processes; servers have those below 0. */
    private static final int FIRST_OF_BUFFERS = 1 << 30;

    private final Map<Buffer, Integer> ofBuffers = new HashMap<>();

    private record Buffer(int life, int file, long identity) {}

    int of(LogEvent event, Life life) {
        if (event.identity == LogEvent.UNSTATED) {
            return life.index;
        }
        Buffer buffer = new Buffer(life.index, event.file, event.identity);
        return ofBuffers.computeIfAbsent(buffer, ignored -> FIRST_OF_BUFFERS + ofBuffers.size());
    }
}
