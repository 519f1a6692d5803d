package dev.leaktriage.ledger;

import dev.leaktriage.model.LogPosition;
import java.util.List;
import java.util.Optional;

/**
 * Log positions as single numbers: the file's index above the line, or above a mark, the line and a node on it.
 *
 * @param files the files' names, by index
 */
record Positions(List<String> files) {
    /** The position that means: none. */
    static final long NONE = 0;

    private static final int LINE_BITS = 44;
    /** Nodes share a line in documents that have few lines; beyond this many lines or nodes the line must do. */
    private static final int NODE_BITS = 27;

    private static final long MOST_NODES = 1L << NODE_BITS;
    private static final long MOST_LINES_OF_NODES = 1L << LINE_BITS - 1 - NODE_BITS;
    private static final long HAS_NODE = 1L << LINE_BITS - 1;

    Positions {
        files = List.copyOf(files);
    }

    static long pack(int file, long line) {
        return (long) file << LINE_BITS | line;
    }

    /**
     * The position of a node.
     *
     * @param node its number, where the line holds several; else 0 or less
     */
    static long pack(int file, long line, long node) {
        if (node <= 0 || node >= MOST_NODES || line >= MOST_LINES_OF_NODES) {
            return pack(file, line);
        }
        return pack(file, HAS_NODE | line << NODE_BITS | node);
    }

    static int file(long packed) {
        return (int) (packed >>> LINE_BITS);
    }

    static long line(long packed) {
        long place = place(packed);
        return (place & HAS_NODE) == 0 ? place : (place ^ HAS_NODE) >>> NODE_BITS;
    }

    /** A number that sorts as the positions of one file do, nodes of a line included. */
    static long place(long packed) {
        return packed & (1L << LINE_BITS) - 1;
    }

    private static long node(long packed) {
        return (packed & HAS_NODE) == 0 ? 0 : packed & MOST_NODES - 1;
    }

    LogPosition of(long packed) {
        return new LogPosition(files.get(file(packed)), line(packed), node(packed));
    }

    /** The position, or empty for {@link #NONE}. */
    Optional<LogPosition> ifAny(long packed) {
        return packed == NONE ? Optional.empty() : Optional.of(of(packed));
    }
}
