package dev.leaktriage.benchmarks;

import java.io.IOException;
import java.io.OutputStream;

/** Counts what goes through it. */
final class CountedStream extends OutputStream {
    private final OutputStream target;
    private long bytes;

    CountedStream(OutputStream target) {
        this.target = target;
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void write(int one) throws IOException {
        bytes++;
        target.write(one);
    }

    @Override
    public void write(byte[] source, int from, int length) throws IOException {
        bytes += length;
        target.write(source, from, length);
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
