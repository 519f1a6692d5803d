package dev.leaktriage.classify;

/** A text that is no JSON; the message is one clause of plain English. */
final class BrokenJson extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /**
     * @param line 1-based
     * @param column 1-based
     */
    BrokenJson(int line, int column, String message) {
        super(message);
        this.line = line;
        this.column = column;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }
}
