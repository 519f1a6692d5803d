package dev.leaktriage.export;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is counted of each stack. */
public enum Quantity {
    /** What is live at the end; pprof calls such a thing {@code inuse_space}. */
    LIVE,
    /** What was live at the moment of the greatest occupied memory. */
    PEAK,
    /** What is live at the end and has the verdict {@code leak}. */
    LEAKED,
    /** What was allocated in all, whatever became of it; pprof calls such a thing {@code alloc_space}. */
    ALLOCATED;

    /** The lower-case form that the command line and files use. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant with that label; empty if there is none. */
    public static Optional<Quantity> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(quantity -> quantity.label().equals(label))
                .findFirst();
    }

    /** The labels of all quantities. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Quantity::label).toList();
    }
}
