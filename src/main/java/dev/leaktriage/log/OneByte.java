package dev.leaktriage.log;

import java.io.IOException;
import java.io.InputStream;

/** The read of a single byte, for streams that are made to be read by the piece. */
final class OneByte {
    private OneByte() {}

    /** As {@link InputStream#read()}, by way of {@link InputStream#read(byte[], int, int)}. */
    static int of(InputStream in) throws IOException {
        byte[] one = new byte[1];
        return in.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }
}
