package dev.leaktriage.recorder;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text under construction as UTF-8 bytes; appends without making objects.
 *
 * <p>It knows of each record the literal that decides: without it no reader takes the text for a record.
 */
final class LineBuffer {
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_NUMBER = 20;

    private byte[] bytes = new byte[1 << 12];
    private int length;
    private int[] decidedFrom = new int[1 << 6];
    private int[] decidedTo = new int[1 << 6];
    private int records;

    int length() {
        return length;
    }

    /** The text itself, in an array that is longer; the next append may move it. */
    byte[] bytes() {
        return bytes;
    }

    /** Drops everything behind a length. */
    void truncate(int newLength) {
        length = newLength;
        while (records > 0 && decidedTo[records - 1] > length) {
            records--;
        }
    }

    /** Appends a literal that decides a record: with its last byte, not before, the text becomes one. */
    LineBuffer deciding(String literal) {
        if (records == decidedFrom.length) {
            decidedFrom = Arrays.copyOf(decidedFrom, 2 * records);
            decidedTo = Arrays.copyOf(decidedTo, 2 * records);
        }
        int from = length;
        text(literal);
        decidedFrom[records] = from;
        decidedTo[records] = length;
        records++;
        return this;
    }

    /** How many records are decided here. */
    int records() {
        return records;
    }

    /** Where the deciding literal of a record begins. */
    int decidedFrom(int record) {
        return decidedFrom[record];
    }

    /** Where the deciding literal of a record ends. */
    int decidedTo(int record) {
        return decidedTo[record];
    }

    /** Where a record ends: where the line begins that decides the next one. */
    int end(int record) {
        if (record + 1 == records) {
            return length;
        }
        int end = decidedFrom[record + 1];
        while (end > decidedTo[record] && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    LineBuffer text(String text) {
        reserve(text.length());
        int at = length;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character >= 0x80) {
                return bytes(text.getBytes(StandardCharsets.UTF_8));
            }
            bytes[at++] = (byte) character;
        }
        length = at;
        return this;
    }

    LineBuffer bytes(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    /** A number that is not negative, in decimal. */
    LineBuffer decimal(long number) {
        reserve(LONGEST_NUMBER);
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = DIGITS[(int) (rest % 10)];
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /** A number as {@code 0x} and lower-case hexadecimal digits. */
    LineBuffer hex(long number) {
        reserve(LONGEST_NUMBER);
        int digits = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(number) + 3) / 4);
        bytes[length++] = '0';
        bytes[length++] = 'x';
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            bytes[length++] = DIGITS[(int) (number >>> shift) & 0xf];
        }
        return this;
    }

    LineBuffer newLine() {
        reserve(1);
        bytes[length++] = '\n';
        return this;
    }

    /** Where the line of a position ends: at its line end, or with the text. */
    int lineEnd(int from) {
        int end = from;
        while (end < length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    void dropFirst(int first) {
        System.arraycopy(bytes, first, bytes, 0, length - first);
        length -= first;
        int kept = 0;
        for (int record = 0; record < records; record++) {
            if (decidedFrom[record] >= first) {
                decidedFrom[kept] = decidedFrom[record] - first;
                decidedTo[kept] = decidedTo[record] - first;
                kept++;
            }
        }
        records = kept;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
