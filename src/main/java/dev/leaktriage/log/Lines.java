package dev.leaktriage.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Line ends in raw bytes. */
final class Lines {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;
    private static final long POINTS = 0x2e2e2e2e2e2e2e2eL;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    private static final long EVEN_BYTES = 0x00ff00ff00ff00ffL;
    private static final long PAIRS = 0x0001000100010001L;
    private static final long BYTE_NUMBERS = 0x0001020304050607L;
    /** Four words, which are counted in one go. */
    private static final int BLOCK_BYTES = 32;
    /** So many bytes are counted before a column of a byte's width may be full. */
    private static final int FULL_COLUMN = 255 / 4 * BLOCK_BYTES;

    private Lines() {}

    /**
     * Counts the newlines in {@code [from, to)}, eight bytes at a time, each in a column of its own. To take four words in
     * one go is a quarter faster under C1, which unrolls no loops.
     */
    static int count(byte[] bytes, int from, int to) {
        int newlines = 0;
        int at = from;
        while (at + BLOCK_BYTES <= to) {
            int end = Math.min(to - BLOCK_BYTES + 1, at + FULL_COLUMN);
            long columns = 0;
            for (; at < end; at += BLOCK_BYTES) {
                columns += newlines(bytes, at)
                        + newlines(bytes, at + 8)
                        + newlines(bytes, at + 16)
                        + newlines(bytes, at + 24);
            }
            newlines += sum(columns);
        }
        for (; at < to; at++) {
            newlines += bytes[at] == '\n' ? 1 : 0;
        }
        return newlines;
    }

    /** Has a 1 in the place of each of eight bytes that is a newline. */
    private static long newlines(byte[] bytes, int at) {
        return zeroBytes((long) LONGS.get(bytes, at) ^ NEWLINES) >>> 7;
    }

    private static int sum(long columns) {
        long pairs = (columns & EVEN_BYTES) + (columns >>> 8 & EVEN_BYTES);
        return (int) (pairs * PAIRS >>> 48);
    }

    /** The offset of the first newline in {@code [from, to)}, or {@code to}. */
    static int newline(byte[] bytes, int from, int to) {
        return first(bytes, from, to, '\n', NEWLINES);
    }

    /** The offset of the first point in {@code [from, to)}, or {@code to}. */
    static int point(byte[] bytes, int from, int to) {
        return first(bytes, from, to, '.', POINTS);
    }

    private static int first(byte[] bytes, int from, int to, char wanted, long pattern) {
        int at = from;
        for (; at + 8 <= to; at += 8) {
            long found = zeroBytes((long) LONGS.get(bytes, at) ^ pattern);
            if (found != 0) {
                return at + firstByte(found);
            }
        }
        while (at < to && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    /** The number of the lowest byte that has its top bit, in a word of nothing but top bits. */
    static int firstByte(long found) {
        return (int) (((found & -found) >>> 7) * BYTE_NUMBERS >>> 56);
    }

    /** Has the top bit of every byte that is zero, and no other bit; exact, without carries between bytes. */
    private static long zeroBytes(long word) {
        return ~((word & LOW_BITS) + LOW_BITS | word | LOW_BITS);
    }

    /**
     * The end of the content of the line that {@code from} lies in: without its line end and without
     * carriage returns before that.
     *
     * @param to the end of the line, newline excluded, or any later offset
     */
    static int contentEnd(byte[] bytes, int from, int to) {
        return trimmedEnd(bytes, from, newline(bytes, from, to));
    }

    /** Takes carriage returns off the end of {@code [from, end)}. */
    static int trimmedEnd(byte[] bytes, int from, int end) {
        int at = end;
        while (at > from && bytes[at - 1] == '\r') {
            at--;
        }
        return at;
    }

    /**
     * The offset after the line end, if nothing but blanks and a carriage return stands between
     * {@code from} and it.
     *
     * @param complete true if {@code limit} is the end of the text, which ends the last line too
     * @return -1 if something else stands there
     */
    static int afterLineEnd(byte[] bytes, int from, int limit, boolean complete) {
        int at = from;
        while (at < limit) {
            byte c = bytes[at];
            if (c == '\n') {
                return at + 1;
            }
            boolean beforeNewline = at + 1 < limit ? bytes[at + 1] == '\n' : complete;
            if (c != ' ' && c != '\t' && !(c == '\r' && beforeNewline)) {
                return -1;
            }
            at++;
        }
        return complete ? limit : -1;
    }

    /**
     * True if no record can go on at {@code from}: the line ends there, or a byte follows that is no printable
     * ASCII.
     *
     * <p>Law: in every dialect's lexer such a byte is a token of its own, and every dialect's rules take it for the
     * beginning of what is no longer the record.
     *
     * @param complete true if {@code limit} is the end of the text
     */
    static boolean endsRecord(byte[] bytes, int from, int limit, boolean complete) {
        if (afterLineEnd(bytes, from, limit, complete) >= 0) {
            return true;
        }
        int at = from;
        while (at < limit && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        boolean foreign = at < limit && bytes[at] < ' ' && bytes[at] != '\n';
        return foreign && (bytes[at] != '\r' || at + 1 < limit);
    }
}
