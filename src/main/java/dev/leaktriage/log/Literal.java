package dev.leaktriage.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Text that is compared again and again, eight bytes at a time. */
final class Literal {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] text;
    private final int words;
    private final int paddedLength;
    private final byte[] padded;
    /** Has the bits of the last word that belong to the text. */
    private final long lastMask;

    Literal(byte[] text) {
        this.text = text;
        this.words = (text.length + 7) / 8;
        this.paddedLength = words * 8;
        this.padded = Arrays.copyOf(text, paddedLength);
        int inLastWord = text.length - 8 * (words - 1);
        this.lastMask = inLastWord == 8 ? -1 : (1L << 8 * inLastWord) - 1;
    }

    byte[] bytes() {
        return text.clone();
    }

    /** The offset after the text if it stands at {@code from} and wholly before {@code limit}, else -1. */
    int end(byte[] bytes, int from, int limit) {
        int end = from + text.length;
        if (end > limit) {
            return -1;
        }
        if (from + paddedLength > bytes.length) {
            return Arrays.equals(bytes, from, end, text, 0, text.length) ? end : -1;
        }
        for (int at = 0; at < paddedLength - 8; at += 8) {
            if ((long) LONGS.get(bytes, from + at) != (long) LONGS.get(padded, at)) {
                return -1;
            }
        }
        return words == 0 || lastDiffers(bytes, from) == 0 ? end : -1;
    }

    private long lastDiffers(byte[] bytes, int from) {
        int last = paddedLength - 8;
        return ((long) LONGS.get(bytes, from + last) ^ (long) LONGS.get(padded, last)) & lastMask;
    }
}
