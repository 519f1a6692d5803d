package dev.leaktriage.ledger;

import dev.leaktriage.model.LogEvent;
import java.util.HashMap;
import java.util.Map;

/**
 * The address space in which an event's address means something: that of its process, or one of its own where the
 * record tells the buffer apart by more than its address.
 */
final class Spaces {
    /** Above the numbers of processes; servers have those below 0. */
    private static final int FIRST_OWN = 1 << 30;

    private final Map<Key, Integer> own = new HashMap<>();

    private record Key(int life, int file, long identity) {}

    int of(LogEvent event, Life life) {
        if (event.identity == LogEvent.UNSTATED) {
            return life.index;
        }
        Key key = new Key(life.index, event.file, event.identity);
        return own.computeIfAbsent(key, ignored -> FIRST_OWN + own.size());
    }
}
