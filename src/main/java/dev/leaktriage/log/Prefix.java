package dev.leaktriage.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What stood before a line that was understood, so that the same before another line need not be looked at again.
 *
 * <p>Text that differs from it in digits only counts as the same, as time stamps do; no law about a prefix may
 * depend on which digits stand in it.
 */
final class Prefix {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LONGEST = 256;

    private final byte[] text = new byte[LONGEST];
    private int length = -1;
    private long oneWordMask;

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
        oneWordMask = length < 8 ? (1L << 8 * Math.max(0, length)) - 1 : -1;
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
        boolean inOneWord = length <= 8 && from + 8 <= bytes.length;
        if (inOneWord && ((word(bytes, from) ^ word(text, 0)) & oneWordMask) == 0) {
            return true;
        }
        int at = Arrays.mismatch(bytes, from, from + length, text, 0, length);
        return at < 0 || differsInDigits(bytes, from, at);
    }

    private static long word(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
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
