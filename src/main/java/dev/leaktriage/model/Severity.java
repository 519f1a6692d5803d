package dev.leaktriage.model;

import java.util.Locale;
import java.util.Optional;

/** How much a finding matters, worst first. */
public enum Severity {
    ERROR,
    WARNING,
    NOTE;

    /** The lower-case, hyphenated form that outputs and rule files use. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant with that label; empty if there is none. */
    public static Optional<Severity> ofLabel(String label) {
        for (Severity constant : values()) {
            if (constant.label().equals(label)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }
}
