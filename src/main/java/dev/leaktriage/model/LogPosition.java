package dev.leaktriage.model;

import java.util.Comparator;

/**
 * A line of a log.
 *
 * @param file the file's name as reports cite it (no directories)
 * @param line 1-based, as {@code grep -n} counts: only {@code \n} ends a line
 */
public record LogPosition(String file, long line) implements Comparable<LogPosition> {
    private static final Comparator<LogPosition> ORDER =
            Comparator.comparing(LogPosition::file).thenComparingLong(LogPosition::line);

    public LogPosition {
        if (line < 1) {
            throw new IllegalArgumentException("lines are counted from 1, not " + line);
        }
    }

    @Override
    public int compareTo(LogPosition other) {
        return ORDER.compare(this, other);
    }

    /** By hand, as is {@link #equals}: to link a record's own methods takes milliseconds of every start. */
    @Override
    public int hashCode() {
        return 31 * file.hashCode() + Long.hashCode(line);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogPosition position && position.line == line && position.file.equals(file);
    }

    /** {@code file:line}. */
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
