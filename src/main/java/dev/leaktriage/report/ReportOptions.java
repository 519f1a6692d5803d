package dev.leaktriage.report;

/**
 * How outputs for people are laid out; files for programs do not depend on it.
 *
 * @param top how many rows a table shows at most, at least 1
 * @param colour true to paint text with ANSI colours
 * @param widthColumns where text wraps, 80 to 120
 */
public record ReportOptions(int top, boolean colour, int widthColumns) {
    /** Twenty rows, no colour, 100 columns. */
    public static final ReportOptions PLAIN = new ReportOptions(20, false, 100);

    public ReportOptions {
        if (top < 1) {
            throw new IllegalArgumentException("a table shows at least 1 row, not " + top);
        }
        if (widthColumns < 80 || widthColumns > 120) {
            throw new IllegalArgumentException("text is 80 to 120 columns wide, not " + widthColumns);
        }
    }

    public ReportOptions withTop(int rows) {
        return new ReportOptions(rows, colour, widthColumns);
    }

    public ReportOptions withColour(boolean painted) {
        return new ReportOptions(top, painted, widthColumns);
    }
}
