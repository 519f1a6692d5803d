package dev.leaktriage.report;

import dev.leaktriage.model.Delta.CacheChange;
import java.util.Locale;

/** What became of a program-cache entry. */
enum CacheMove {
    ADDED,
    GONE,
    RESIZED;

    static CacheMove of(CacheChange change) {
        if (change.base().isEmpty()) {
            return ADDED;
        }
        return change.current().isEmpty() ? GONE : RESIZED;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
