package dev.leaktriage.document;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts bytes and lines of a text that a parser reads. */
final class CountedText extends FilterInputStream {
    private long bytes;
    private long lineEnds;
    private byte last = '\n';

    CountedText(InputStream stream) {
        super(stream);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int read = in.read(target, from, length);
        for (int at = from; at < from + read; at++) {
            lineEnds += target[at] == '\n' ? 1 : 0;
        }
        if (read > 0) {
            bytes += read;
            last = target[from + read - 1];
        }
        return read;
    }

    /** Reads what a parser has left. */
    void drain(boolean wanted) throws IOException {
        byte[] rest = new byte[1 << 16];
        while (wanted && read(rest, 0, rest.length) >= 0) {
            // Counted by the call.
        }
    }

    long bytes() {
        return bytes;
    }

    /** A last line without line end included. */
    long lines() {
        return lineEnds + (last == '\n' ? 0 : 1);
    }
}
