package dev.leaktriage.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

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

    /** For each word: it, the bits of its bytes that are no digits, and the top bits of those that are. */
    private static final int PARTS = 3;

    private final long[] words = new long[LONGEST / Long.BYTES * PARTS];
    private int length = -1;

    /** How many bytes it has; -1 if nothing is remembered. */
    int length() {
        return length;
    }

    /** Remembers {@code [from, to)}; if that is too long, nothing. */
    void remember(byte[] bytes, int from, int to) {
        length = to - from <= LONGEST ? to - from : -1;
        for (int at = from, word = 0; at < from + length; at += Long.BYTES, word += PARTS) {
            remember(bytes, at, Math.min(at + Long.BYTES, to), word);
        }
    }

    private void remember(byte[] bytes, int from, int to, int word) {
        long text = 0;
        long fixed = 0;
        long digits = 0;
        for (int i = 0; i < to - from; i++) {
            byte c = bytes[from + i];
            boolean digit = c >= '0' && c <= '9';
            text |= (c & 0xffL) << i * Byte.SIZE;
            fixed |= (digit ? 0 : 0xffL) << i * Byte.SIZE;
            digits |= (digit ? 0x80L : 0) << i * Byte.SIZE;
        }
        words[word] = text;
        words[word + 1] = fixed;
        words[word + 2] = digits;
    }

    /** True if something is remembered that has digits, which may be others another time. */
    boolean hasDigits() {
        for (int word = 2; word < (length + Long.BYTES - 1) / Long.BYTES * PARTS; word += PARTS) {
            if (words[word] != 0) {
                return true;
            }
        }
        return false;
    }

    /** Remembers nothing. */
    void forget() {
        length = -1;
    }

    /** True if a prefix is remembered and {@code [from, to)} begins with it, digits aside. */
    boolean begins(byte[] bytes, int from, int to) {
        int end = from + length;
        if (length < 0 || end > to) {
            return false;
        }
        if (end + Long.BYTES > bytes.length) {
            // The last bytes of an array may be too few for a word.
            return begins(Arrays.copyOfRange(bytes, from, end + Long.BYTES), 0, length);
        }
        for (int at = from, word = 0; at < end; at += Long.BYTES, word += PARTS) {
            long other = (long) LONGS.get(bytes, at);
            if (((other ^ words[word]) & words[word + 1] | Digits.others(other) & words[word + 2]) != 0) {
                return false;
            }
        }
        return true;
    }
}
