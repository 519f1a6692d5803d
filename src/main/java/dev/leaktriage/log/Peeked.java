package dev.leaktriage.log;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A stream whose first bytes were looked at and are given again. */
final class Peeked extends FilterInputStream {
    private final byte[] head;
    private final IOException failure;
    private int given;

    /**
     * Looks at the beginning of a stream.
     *
     * @param length how many bytes are looked at; fewer if the stream is shorter or damaged
     */
    Peeked(InputStream stream, int length) {
        super(stream);
        byte[] bytes = new byte[length];
        IOException thrown = null;
        int count = 0;
        try {
            for (int read = 0; read >= 0 && count < length; read = stream.read(bytes, count, length - count)) {
                count += read;
            }
        } catch (IOException brokenOff) {
            thrown = brokenOff;
        }
        head = Arrays.copyOf(bytes, count);
        failure = thrown;
    }

    byte[] head() {
        return head;
    }

    @Override
    public int read() throws IOException {
        return given < head.length ? head[given++] & 0xff : rest().read();
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (given == head.length) {
            return rest().read(target, from, length);
        }
        int count = Math.min(length, head.length - given);
        System.arraycopy(head, given, target, from, count);
        given += count;
        return count;
    }

    /** What was wrong while looking is told when a reader comes to the place. */
    private InputStream rest() throws IOException {
        if (failure != null) {
            throw failure;
        }
        return in;
    }

    @Override
    public int available() throws IOException {
        return head.length - given + in.available();
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
