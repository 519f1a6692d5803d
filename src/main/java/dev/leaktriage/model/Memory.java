package dev.leaktriage.model;

import java.util.Locale;
import java.util.Optional;

/** The memory kind of a buffer, in the order in which reports sort it. */
public enum Memory {
    DRAM,
    L1,
    L1_SMALL,
    TRACE,
    SYSTEM_MEMORY,
    CB,
    /** The log does not say; its label is empty. */
    UNSTATED;

    /** The name as logs and reports write it; empty for {@link #UNSTATED}. */
    public String label() {
        return this == UNSTATED ? "" : name();
    }

    /** The kind with that label, in any case; empty if no kind is called so. */
    public static Optional<Memory> ofLabel(String label) {
        String wanted = label.toUpperCase(Locale.ROOT);
        for (Memory memory : values()) {
            if (memory.label().equals(wanted)) {
                return Optional.of(memory);
            }
        }
        return Optional.empty();
    }
}
