package dev.leaktriage.model;

import java.util.Locale;
import java.util.Optional;

/** How sure a verdict is, strongest first. */
public enum Confidence {
    DEFINITE,
    PROBABLE,
    POSSIBLE;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The lower-case, hyphenated form that outputs and rule files use. */
    public String label() {
        return label;
    }

    /** The constant with that label; empty if there is none. */
    public static Optional<Confidence> ofLabel(String label) {
        for (Confidence constant : values()) {
            if (constant.label().equals(label)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }
}
