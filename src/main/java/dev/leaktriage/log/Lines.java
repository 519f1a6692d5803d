package dev.leaktriage.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Line ends in raw bytes. */
final class Lines {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;

    private Lines() {}

    /** Counts the newlines in {@code [from, to)}, eight bytes at a time. */
    static int count(byte[] bytes, int from, int to) {
        int newlines = 0;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            newlines += Long.bitCount(newlineBits((long) LONGS.get(bytes, at)));
        }
        for (; at < to; at++) {
            newlines += bytes[at] == '\n' ? 1 : 0;
        }
        return newlines;
    }

    /** The offset of the first newline in {@code [from, to)}, or {@code to}. */
    static int newline(byte[] bytes, int from, int to) {
        int at = from;
        for (; at + 8 <= to; at += 8) {
            long found = newlineBits((long) LONGS.get(bytes, at));
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Has the top bit of every byte that is a newline, and no other bit; exact, without carries between bytes. */
    private static long newlineBits(long word) {
        long differences = word ^ NEWLINES;
        return ~((differences & LOW_BITS) + LOW_BITS | differences | LOW_BITS);
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
