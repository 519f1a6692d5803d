package dev.leaktriage.log;

import java.util.Arrays;

/** The plans of a dialect's detail lines, and the literals that begin them. */
final class DetailPlans {
    /** How much deeper than its header a detail may be indented, in bytes. */
    private static final int INDENT = 8;

    private final LinePlans plans;
    private final byte[][] openings;

    /**
     * Makes the plans.
     *
     * @param openings the literals one of which begins every detail line
     */
    DetailPlans(LinePlans plans, byte[][] openings) {
        this.plans = plans;
        this.openings = openings;
    }

    LinePlans plans() {
        return plans;
    }

    /**
     * Where on a line a detail begins: in the column of the detail before it, or else where after a blank a
     * literal stands that begins details. What stood before the header may stand before a detail, in part or whole.
     *
     * @param line start of the line
     * @param column how many bytes stand before the header on its line
     * @param expected how many bytes stand before the last detail
     * @param newline end of the line
     * @return the offset of the literal, or -1
     */
    int start(byte[] bytes, int line, int column, int expected, int newline) {
        if (opens(bytes, line + expected, newline)) {
            return line + expected;
        }
        int last = Math.min(newline, line + column + INDENT);
        for (int at = line; at <= last; at++) {
            boolean separate = at == line || bytes[at - 1] == ' ' || bytes[at - 1] == '\t';
            if (separate && opens(bytes, at, newline)) {
                return at;
            }
        }
        return -1;
    }

    private boolean opens(byte[] bytes, int from, int newline) {
        return lengthAt(bytes, from, newline) > 0;
    }

    /** Length of the literal for details that stands at {@code from}; 0 if none does. */
    int lengthAt(byte[] bytes, int from, int newline) {
        for (byte[] opening : openings) {
            int end = from + opening.length;
            if (end <= newline && Arrays.equals(bytes, from, end, opening, 0, opening.length)) {
                return opening.length;
            }
        }
        return 0;
    }
}
