package dev.leaktriage.recorder;

import java.util.Locale;
import java.util.Optional;

/** The logs that can be written of a run. */
public enum LogFormat {
    /** One record for each event, with stacks, sequence numbers and life-cycle lines. */
    TRACKER,
    /** What the allocation server prints. */
    SERVER,
    /** The blocks of the buffer-debug file. */
    BUFFER_DEBUG,
    /** What is made on device 0 at a given address: mirrors and views, without stacks and frees. */
    CREATION_LOG;

    /** The lower-case, hyphenated name. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The format with that name; empty if there is none. */
    public static Optional<LogFormat> ofLabel(String label) {
        for (LogFormat format : values()) {
            if (format.label().equals(label)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
