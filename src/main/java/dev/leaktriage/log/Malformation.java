package dev.leaktriage.log;

/**
 * A line that starts like a record and does not parse.
 *
 * @param file index of the file
 * @param line 1-based
 * @param column 1-based, in characters, where the parser gave up
 * @param message what is wrong and what would be accepted
 * @param excerpt the line, shortened around the place, and a caret below the place
 */
public record Malformation(int file, long line, int column, String message, String excerpt) {
    private static final int CONTEXT = 60;

    /**
     * Describes a place in a line.
     *
     * @param text the line
     * @param offset where in it the parser gave up, 0-based
     */
    static Malformation at(int file, long line, String text, int offset, String message) {
        int from = Math.max(0, offset - CONTEXT);
        int to = Math.min(text.length(), offset + CONTEXT);
        String lead = from > 0 ? "…" : "";
        String shown = lead + text.substring(from, to) + (to < text.length() ? "…" : "");
        String caret = " ".repeat(lead.length() + offset - from) + "^";
        return new Malformation(file, line, offset + 1, message, shown + "\n" + caret);
    }

    /** The same so many lines further down. */
    Malformation movedBy(long lines) {
        return lines == 0 ? this : new Malformation(file, line + lines, column, message, excerpt);
    }
}
