package dev.leaktriage.model;

import java.util.Locale;
import java.util.Optional;

/** The kinds of finding, each with its severity, in the order in which reports list them. */
public enum FindingId {
    LEAK(Severity.ERROR),
    OUT_OF_MEMORY(Severity.ERROR),
    DOUBLE_FREE(Severity.ERROR),
    LOG_DAMAGED(Severity.WARNING),
    CACHE_GROWTH(Severity.WARNING),
    RETAINED_BY_CACHE(Severity.WARNING),
    ASYMMETRIC_DEVICES(Severity.WARNING),
    DANGLING_VIEW(Severity.WARNING),
    LOST_FREE(Severity.WARNING),
    SIZE_MISMATCH(Severity.WARNING),
    SUPPRESSION_EXPIRED(Severity.WARNING),
    SUPPRESSION_EXCEEDED(Severity.WARNING),
    SUPPRESSION_TOO_BROAD(Severity.WARNING),
    SUPPRESSION_UNUSED(Severity.WARNING),
    SUPPRESSED_LEAK(Severity.NOTE),
    FREE_WITHOUT_ALLOCATION(Severity.NOTE),
    MALFORMED_RECORD(Severity.NOTE),
    /** A call stack has more frames than are read. */
    DEEP_STACK(Severity.NOTE),
    /** What an allocator says of its memory is not what the events make of it. */
    MEMORY_DIFFERS(Severity.NOTE);

    private final Severity severity;

    FindingId(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }

    /** The lower-case, hyphenated form that outputs and {@code --fail-on} use. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The id with that label; empty if there is none. */
    public static Optional<FindingId> ofLabel(String label) {
        for (FindingId id : values()) {
            if (id.label().equals(label)) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }
}
