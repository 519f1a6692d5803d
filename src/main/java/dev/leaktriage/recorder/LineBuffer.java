package dev.leaktriage.recorder;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text under construction as UTF-8 bytes; appends without making objects. */
final class LineBuffer {
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_NUMBER = 20;

    private byte[] bytes = new byte[1 << 12];
    private int length;

    int length() {
        return length;
    }

    /** Drops everything behind a length. */
    void truncate(int newLength) {
        length = newLength;
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

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    void writeTo(OutputStream out, int first) throws IOException {
        out.write(bytes, 0, first);
    }

    void dropFirst(int first) {
        System.arraycopy(bytes, first, bytes, 0, length - first);
        length -= first;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
