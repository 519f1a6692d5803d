package dev.leaktriage.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What stood before a line that was understood, so that the same before another line need not be looked at again.
 *
 * <p>Text that differs from it in digits only counts as the same, as time stamps do; no law about a prefix may
 * depend on which digits stand in it. Eight bytes are compared at once: those that are no digits here must be the same,
 * the others must be digits.
 */
final class Prefix {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LONGEST = 256;
    private static final long ZEROS = 0x3030303030303030L;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    /** Reaches a byte's top bit when it is added to ten or more. */
    private static final long BELOW_TEN = 0x7676767676767676L;

    private final long[] words = new long[LONGEST / Long.BYTES];
    /** The bits of the bytes that are no digits. */
    private final long[] fixed = new long[words.length];
    /** The top bits of the bytes that are digits. */
    private final long[] digits = new long[words.length];

    private int length = -1;

    /** How many bytes it has; -1 if nothing is remembered. */
    int length() {
        return length;
    }

    /** Remembers {@code [from, to)}; if that is too long, nothing. */
    void remember(byte[] bytes, int from, int to) {
        length = to - from <= LONGEST ? to - from : -1;
        for (int word = 0; word * Long.BYTES < length; word++) {
            remember(bytes, from + word * Long.BYTES, to, word);
        }
    }

    private void remember(byte[] bytes, int from, int to, int word) {
        words[word] = 0;
        fixed[word] = 0;
        digits[word] = 0;
        for (int i = 0; i < Long.BYTES && from + i < to; i++) {
            byte c = bytes[from + i];
            words[word] |= (c & 0xffL) << i * Byte.SIZE;
            if (isDigit(c)) {
                digits[word] |= 0x80L << i * Byte.SIZE;
            } else {
                fixed[word] |= 0xffL << i * Byte.SIZE;
            }
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
        int word = 0;
        int at = from;
        for (int end = from + length; at < end && at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            if (!isAlike((long) LONGS.get(bytes, at), word++)) {
                return false;
            }
        }
        return at >= from + length || isAlike(rest(bytes, at), word);
    }

    private boolean isAlike(long other, int word) {
        long values = other ^ ZEROS;
        long notDigits = (values & LOW_BITS) + BELOW_TEN | values;
        return ((other ^ words[word]) & fixed[word] | notDigits & digits[word]) == 0;
    }

    /** The last bytes of an array, which are too few for a word. */
    private static long rest(byte[] bytes, int from) {
        long word = 0;
        for (int at = from; at < bytes.length; at++) {
            word |= (bytes[at] & 0xffL) << (at - from) * Byte.SIZE;
        }
        return word;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }
}
