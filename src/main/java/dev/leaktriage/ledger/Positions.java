package dev.leaktriage.ledger;

import dev.leaktriage.model.LogPosition;
import java.util.List;
import java.util.Optional;

/**
 * Log positions as single numbers: the file's index above the line.
 *
 * @param files the files' names, by index
 */
record Positions(List<String> files) {
    /** The position that means: none. */
    static final long NONE = 0;

    private static final int LINE_BITS = 44;

    Positions {
        files = List.copyOf(files);
    }

    static long pack(int file, long line) {
        return (long) file << LINE_BITS | line;
    }

    static int file(long packed) {
        return (int) (packed >>> LINE_BITS);
    }

    static long line(long packed) {
        return packed & (1L << LINE_BITS) - 1;
    }

    LogPosition of(long packed) {
        return new LogPosition(files.get(file(packed)), line(packed));
    }

    /** The position, or empty for {@link #NONE}. */
    Optional<LogPosition> ifAny(long packed) {
        return packed == NONE ? Optional.empty() : Optional.of(of(packed));
    }
}
