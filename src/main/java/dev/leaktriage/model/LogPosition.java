package dev.leaktriage.model;

/**
 * A line of a log.
 *
 * @param file the file's name as reports cite it (no directories)
 * @param line 1-based, as {@code grep -n} counts: only {@code \n} ends a line
 * @param node the number that the document itself gives the record, where the line holds several; else 0
 */
public record LogPosition(String file, long line, long node) implements Comparable<LogPosition> {
    public LogPosition {
        if (line < 1) {
            throw new IllegalArgumentException("lines are counted from 1, not " + line);
        }
        if (node < 0) {
            throw new IllegalArgumentException("a node is numbered from 1, not " + node);
        }
    }

    /** A line that tells the record by itself. */
    public LogPosition(String file, long line) {
        this(file, line, 0);
    }

    @Override
    public int compareTo(LogPosition other) {
        int files = file.compareTo(other.file);
        if (files != 0) {
            return files;
        }
        int lines = Long.compare(line, other.line);
        return lines != 0 ? lines : Long.compare(node, other.node);
    }

    /** By hand, as is {@link #equals}: to link a record's own methods takes milliseconds of every start. */
    @Override
    public int hashCode() {
        return 31 * (31 * file.hashCode() + Long.hashCode(line)) + Long.hashCode(node);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogPosition position
                && position.line == line
                && position.node == node
                && position.file.equals(file);
    }

    /** {@code file:line}, with {@code (node N)} behind it where the line does not tell. */
    @Override
    public String toString() {
        return file + inFile();
    }

    /** The same without the file: {@code :line}. */
    public String inFile() {
        return ":" + line + (node == 0 ? "" : " (node " + node + ")");
    }
}
