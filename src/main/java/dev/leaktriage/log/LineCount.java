package dev.leaktriage.log;

/** The number of the line that a position in a window lies on, counted as the window moves forward. */
final class LineCount {
    private int countedTo;
    private long line;

    /** Takes the line that begins at a position for the first one. */
    void begin(int position) {
        countedTo = position;
        line = 1;
    }

    /** Tells that so many bytes before what was counted are gone. */
    void dropped(int bytes) {
        countedTo -= bytes;
    }

    /** 1-based number of the line that a position lies on; positions before an earlier call's give that one's. */
    long at(byte[] bytes, int position) {
        if (position > countedTo) {
            line += Lines.count(bytes, countedTo, position);
            countedTo = position;
        }
        return line;
    }

    /** The same for a position that lies ahead, without going there. */
    long ahead(byte[] bytes, int position) {
        return line + Lines.count(bytes, countedTo, position);
    }

    /**
     * Tells that no newline lies between two positions but perhaps at the end, so that nobody needs to count.
     *
     * @param position just behind a line, or the end of the text
     */
    void newlineBefore(byte[] bytes, int lineStart, int position) {
        if (countedTo == lineStart && bytes[position - 1] == '\n') {
            line++;
            countedTo = position;
        }
    }

    /**
     * Tells that so many lines, and nothing else, stand between two positions.
     *
     * @param lineStart where a line begins
     */
    void passed(int lineStart, int position, int lines) {
        if (countedTo == lineStart) {
            line += lines;
            countedTo = position;
        }
    }
}
