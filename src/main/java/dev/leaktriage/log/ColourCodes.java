package dev.leaktriage.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Takes ANSI colour codes out of a text, wherever they stand.
 *
 * <p>They go before anything else looks at the bytes: a code may stand inside a word that the reader searches
 * for. A text without an escape character costs one look at every eight bytes.
 */
final class ColourCodes {
    /** A longer sequence that begins like a code is text. */
    static final int LONGEST = 32;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte ESCAPE = 0x1b;
    private static final long ESCAPES = 0x1b1b1b1b1b1b1b1bL;
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;

    private int unfinished;

    /** How many bytes at the end may be the beginning of a code whose rest was not there yet. */
    int unfinished() {
        return unfinished;
    }

    /**
     * Moves the text in {@code [from, to)} together over its colour codes.
     *
     * @return the end of what is left; the bytes that {@link #unfinished} counts stand behind it
     */
    int strip(byte[] bytes, int from, int to) {
        unfinished = 0;
        int read = escape(bytes, from, to);
        int written = read;
        while (read < to) {
            int after = codeEnd(bytes, read, to);
            if (after == to && !isLetter(bytes[to - 1]) && to - read < LONGEST) {
                unfinished = to - read;
                System.arraycopy(bytes, read, bytes, written, unfinished);
                return written;
            }
            boolean code = after > read && isLetter(bytes[after - 1]);
            int textStart = code ? after : read;
            int next = escape(bytes, code ? after : read + 1, to);
            System.arraycopy(bytes, textStart, bytes, written, next - textStart);
            written += next - textStart;
            read = next;
        }
        return written;
    }

    /** The end of what looks like a code from {@code at} on: behind its letter, or where it stops being one. */
    private static int codeEnd(byte[] bytes, int at, int to) {
        if (at + 1 < to && bytes[at + 1] != '[') {
            return at;
        }
        int end = Math.min(at + 2, to);
        while (end < to && (bytes[end] >= '0' && bytes[end] <= '9' || bytes[end] == ';')) {
            end++;
        }
        if (end == to) {
            return to;
        }
        return isLetter(bytes[end]) ? end + 1 : at;
    }

    private static boolean isLetter(byte c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** The offset of the first escape character in {@code [from, to)}, or {@code to}. */
    private static int escape(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + 8 <= to; at += 8) {
            long differences = (long) LONGS.get(bytes, at) ^ ESCAPES;
            if ((differences - ONES & ~differences & TOPS) != 0) {
                break;
            }
        }
        while (at < to && bytes[at] != ESCAPE) {
            at++;
        }
        return at;
    }
}
