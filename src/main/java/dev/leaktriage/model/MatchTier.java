package dev.leaktriage.model;

import java.util.Locale;
import java.util.Optional;

/** How much of two call stacks had to be ignored to see that they are the same site, least first. */
public enum MatchTier {
    /** The stacks are equal letter by letter. */
    EXACT("equal stacks"),
    /** Equal but for line numbers. */
    SOURCE_LINE("source lines ignored"),
    /** Equal but for line numbers, source files, libraries, offsets and addresses. */
    MODULE("source files, modules and offsets ignored"),
    /**
     * Equal but for those and template arguments, lambda numbers, clones that a compiler makes, anonymous
     * namespaces and hexadecimal constants.
     */
    TEMPLATE("template arguments, lambda numbers and compiler clones folded"),
    /** Not equal, but the greater part of the frames is common: the site moved. */
    MOVED("moved: most of the frames are common");

    private final String meaning;

    MatchTier(String meaning) {
        this.meaning = meaning;
    }

    /** What it means, in plain English. */
    public String meaning() {
        return meaning;
    }

    /** The lower-case, hyphenated form that outputs use. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The tier with that label; empty if there is none. */
    public static Optional<MatchTier> ofLabel(String label) {
        for (MatchTier tier : values()) {
            if (tier.label().equals(label)) {
                return Optional.of(tier);
            }
        }
        return Optional.empty();
    }
}
