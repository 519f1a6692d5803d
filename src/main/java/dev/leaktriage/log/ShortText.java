package dev.leaktriage.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A text of at most {@value #LONGEST} bytes that is compared as four words, without a loop over them: unlike a
 * {@link Literal}, at a place where texts of many lengths follow each other.
 */
final class ShortText {
    static final int LONGEST = 4 * Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    final int length;
    private final long word0;
    private final long word1;
    private final long word2;
    private final long word3;
    /** The bits of a word that belong to the text. */
    private final long mask0;

    private final long mask1;
    private final long mask2;
    private final long mask3;

    ShortText(byte[] text) {
        if (text.length > LONGEST) {
            throw new IllegalArgumentException("a text of " + text.length + " bytes is not short");
        }
        byte[] padded = Arrays.copyOf(text, LONGEST);
        length = text.length;
        word0 = (long) LONGS.get(padded, 0);
        word1 = (long) LONGS.get(padded, 8);
        word2 = (long) LONGS.get(padded, 16);
        word3 = (long) LONGS.get(padded, 24);
        mask0 = mask(length);
        mask1 = mask(length - 8);
        mask2 = mask(length - 16);
        mask3 = mask(length - 24);
    }

    private static long mask(int bytes) {
        if (bytes >= Long.BYTES) {
            return -1;
        }
        return bytes <= 0 ? 0 : (1L << bytes * Byte.SIZE) - 1;
    }

    /** True if something else stands at a position, behind which there are {@value #LONGEST} bytes in the array. */
    boolean differs(byte[] bytes, int at) {
        long differences = ((long) LONGS.get(bytes, at) & mask0) ^ word0
                | ((long) LONGS.get(bytes, at + 8) & mask1) ^ word1
                | ((long) LONGS.get(bytes, at + 16) & mask2) ^ word2
                | ((long) LONGS.get(bytes, at + 24) & mask3) ^ word3;
        return differences != 0;
    }
}
