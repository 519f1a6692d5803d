package dev.leaktriage.log;

import java.util.Arrays;

/**
 * What stood before a line that was understood, so that the same before another line need not be looked at again.
 *
 * <p>Text that differs from it in digits only counts as the same, as time stamps do; no law about a prefix may
 * depend on which digits stand in it.
 */
final class Prefix {
    private static final int LONGEST = 256;

    private final byte[] text = new byte[LONGEST];
    private int length = -1;

    /** How many bytes it has; -1 if nothing is remembered. */
    int length() {
        return length;
    }

    /** Remembers {@code [from, to)}; if that is too long, nothing. */
    void remember(byte[] bytes, int from, int to) {
        length = to - from <= LONGEST ? to - from : -1;
        if (length > 0) {
            System.arraycopy(bytes, from, text, 0, length);
        }
    }

    /** Remembers nothing. */
    void forget() {
        length = -1;
    }

    /** True if a prefix is remembered and {@code [from, to)} begins with it, digits aside. */
    boolean begins(byte[] bytes, int from, int to) {
        if (length < 0 || from + length > to) {
            return false;
        }
        int at = Arrays.mismatch(bytes, from, from + length, text, 0, length);
        return at < 0 || differsInDigits(bytes, from, at);
    }

    private boolean differsInDigits(byte[] bytes, int from, int first) {
        for (int at = first; at < length; at++) {
            byte one = bytes[from + at];
            byte other = text[at];
            if (one != other && !(isDigit(one) && isDigit(other))) {
                return false;
            }
        }
        System.arraycopy(bytes, from + first, text, first, length - first);
        return true;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }
}
