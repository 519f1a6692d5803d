package dev.leaktriage.report;

import dev.leaktriage.model.Delta.FindingChange;
import java.util.Locale;

/** What became of a finding. */
enum FindingMove {
    NEW,
    MORE,
    FEWER,
    FIXED;

    static FindingMove of(FindingChange change) {
        if (change.base().isEmpty()) {
            return NEW;
        }
        if (change.current().isEmpty()) {
            return FIXED;
        }
        return change.currentCount() > change.baseCount() ? MORE : FEWER;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
