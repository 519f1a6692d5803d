package dev.leaktriage.benchmarks;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a time stamp before every line, as GitHub does. */
final class StampedStream extends OutputStream {
    private static final long TICKS_PER_SECOND = 10_000_000;

    private final OutputStream target;
    private final byte[] stamp = "2026-01-01T00:00:00.0000000Z ".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private long ticks;
    private boolean atLineStart = true;

    StampedStream(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] source, int from, int length) throws IOException {
        int start = from;
        for (int at = from; at < from + length; at++) {
            if (atLineStart) {
                stamp();
            }
            if (source[at] == '\n') {
                target.write(source, start, at + 1 - start);
                start = at + 1;
                atLineStart = true;
            }
        }
        target.write(source, start, from + length - start);
    }

    private void stamp() throws IOException {
        ticks += 1237;
        long seconds = ticks / TICKS_PER_SECOND;
        digits(11, 2, seconds / 3600 % 24);
        digits(14, 2, seconds / 60 % 60);
        digits(17, 2, seconds % 60);
        digits(20, 7, ticks % TICKS_PER_SECOND);
        target.write(stamp);
        atLineStart = false;
    }

    private void digits(int at, int count, long value) {
        long rest = value;
        for (int digit = count - 1; digit >= 0; digit--) {
            stamp[at + digit] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
