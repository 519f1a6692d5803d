package dev.leaktriage.model;

import java.util.Locale;
import java.util.Optional;

/** What a live buffer is, decided by exactly one rule. */
public enum Verdict {
    PROGRAM_CACHE,
    VIEW,
    SYSTEM,
    TRACE,
    LEAK,
    UNRESOLVED;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The lower-case, hyphenated form that outputs and rule files use. */
    public String label() {
        return label;
    }

    /** The constant with that label; empty if there is none. */
    public static Optional<Verdict> ofLabel(String label) {
        for (Verdict constant : values()) {
            if (constant.label().equals(label)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }
}
