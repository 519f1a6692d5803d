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
    static final byte ESCAPE = 0x1b;
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
            boolean code = after > read && isLetter(bytes[after - 1]);
            if (after == to && !code) {
                unfinished = to - read;
                System.arraycopy(bytes, read, bytes, written, unfinished);
                return written;
            }
            int textStart = code ? after : read;
            if (!code) {
                bytes[written] = ESCAPE;
            }
            read = move(bytes, code ? after : read + 1, textStart - written, to);
            written += read - textStart;
        }
        return written;
    }

    /**
     * Moves text together as far as it has no escape character, two words at a time where they fit into the gap.
     *
     * @param from where the text begins
     * @param shift how far it is moved to the left
     * @return the offset of the escape character, or {@code to}
     */
    private static int move(byte[] bytes, int from, int shift, int to) {
        int at = from;
        int last = shift < 2 * Long.BYTES ? -1 : to - 2 * Long.BYTES;
        for (; at <= last; at += 2 * Long.BYTES) {
            long word = (long) LONGS.get(bytes, at);
            long next = (long) LONGS.get(bytes, at + Long.BYTES);
            // What of them stands behind an escape character is overwritten by what follows that.
            LONGS.set(bytes, at - shift, word);
            LONGS.set(bytes, at + Long.BYTES - shift, next);
            if (mayHaveEscape(word, next)) {
                long found = escapes(word) & TOPS;
                if (found != 0) {
                    return at + Lines.firstByte(found);
                }
                found = escapes(next) & TOPS;
                if (found != 0) {
                    return at + Long.BYTES + Lines.firstByte(found);
                }
            }
        }
        while (at < to && bytes[at] != ESCAPE) {
            bytes[at - shift] = bytes[at];
            at++;
        }
        return at;
    }

    private static boolean hasEscape(long word) {
        return (escapes(word) & TOPS) != 0;
    }

    /** False if neither word has an escape character: where all is ASCII, true means that one of them has. */
    private static boolean mayHaveEscape(long word, long next) {
        return (((word ^ ESCAPES) - ONES | (next ^ ESCAPES) - ONES) & TOPS) != 0;
    }

    /** The lowest of its bytes' top bits is that of the first escape character; none is set if there is no such character. */
    private static long escapes(long word) {
        long differences = word ^ ESCAPES;
        return differences - ONES & ~differences;
    }

    /** The end of what looks like a code from {@code at} on: behind its letter, or where it stops being one. */
    private static int codeEnd(byte[] bytes, int at, int to) {
        if (at + 1 < to && bytes[at + 1] != '[') {
            return at;
        }
        int most = Math.min(to, at + LONGEST);
        int end = Math.min(at + 2, to);
        while (end < most && (bytes[end] >= '0' && bytes[end] <= '9' || bytes[end] == ';')) {
            end++;
        }
        if (end == most) {
            return end == at + LONGEST ? at : end;
        }
        return isLetter(bytes[end]) ? end + 1 : at;
    }

    private static boolean isLetter(byte c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** The offset of the first escape character in {@code [from, to)}, or {@code to}. */
    static int escape(byte[] bytes, int from, int to) {
        int at = from;
        // Four words at once: most texts have none for long.
        for (; at + 32 <= to; at += 32) {
            long marks = escapes((long) LONGS.get(bytes, at))
                    | escapes((long) LONGS.get(bytes, at + 8))
                    | escapes((long) LONGS.get(bytes, at + 16))
                    | escapes((long) LONGS.get(bytes, at + 24));
            if ((marks & TOPS) != 0) {
                break;
            }
        }
        for (; at + 8 <= to; at += 8) {
            if (hasEscape((long) LONGS.get(bytes, at))) {
                break;
            }
        }
        while (at < to && bytes[at] != ESCAPE) {
            at++;
        }
        return at;
    }
}
