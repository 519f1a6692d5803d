package dev.leaktriage.report;

import dev.leaktriage.model.Delta.CacheChange;
import java.util.Locale;

/** What became of a program-cache entry. */
enum CacheMove {
    ADDED,
    GONE,
    /** Of another size, or on other devices. */
    CHANGED;

    static CacheMove of(CacheChange change) {
        if (change.base().isEmpty()) {
            return ADDED;
        }
        return change.current().isEmpty() ? GONE : CHANGED;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
