package dev.leaktriage.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reads a pipe on a thread of its own, because reading from one that nobody writes to cannot be interrupted.
 *
 * <p>Memory is bounded: the thread waits where nobody takes what it has read.
 */
final class PumpedStream extends InputStream implements Growing {
    private static final int PIECE_BYTES = 1 << 16;
    private static final int MOST_PIECES = 16;
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(MOST_PIECES);
    private final Follow follow;
    private volatile IOException failure;
    private byte[] piece = END;
    private int taken;
    private boolean ended;

    /** Opens a stream, which may wait too. */
    interface Opener {
        InputStream open() throws IOException;
    }

    PumpedStream(Opener opener, Follow follow) {
        this.follow = follow;
        Thread pump = new Thread(() -> pump(opener), "pump");
        pump.setDaemon(true);
        pump.start();
    }

    private void pump(Opener opener) {
        try {
            try (InputStream stream = opener.open()) {
                byte[] bytes = new byte[PIECE_BYTES];
                for (int read = stream.read(bytes); read >= 0; read = stream.read(bytes)) {
                    if (read > 0) {
                        pieces.put(Arrays.copyOf(bytes, read));
                    }
                }
            } catch (IOException broken) {
                failure = broken;
            }
            pieces.put(END);
        } catch (InterruptedException unwanted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length > 0 && taken == piece.length && !next()) {
            return -1;
        }
        int count = Math.min(length, piece.length - taken);
        System.arraycopy(piece, taken, target, from, count);
        taken += count;
        return count;
    }

    /** Waits for the next piece; false if there is none. */
    private boolean next() throws IOException {
        while (!ended && !follow.hasNoPatience()) {
            byte[] next = poll();
            if (next.length > 0) {
                follow.grew();
                piece = next;
                taken = 0;
                return true;
            }
            ended |= follow.isOver();
        }
        ended = true;
        if (failure != null) {
            throw failure;
        }
        return false;
    }

    /** What came, or nothing if nothing came for some time. */
    private byte[] poll() {
        try {
            byte[] next = pieces.poll(follow.poll().toNanos(), TimeUnit.NANOSECONDS);
            ended = next == END;
            return next == null ? END : next;
        } catch (InterruptedException interrupted) {
            follow.stop();
            return END;
        }
    }

    @Override
    public int read() throws IOException {
        return OneByte.of(this);
    }

    @Override
    public int available() {
        boolean some = taken < piece.length || !pieces.isEmpty();
        return some ? Math.max(1, piece.length - taken) : 0;
    }

    @Override
    public String cutBecause() {
        return "";
    }

    @Override
    public void close() {
        ended = true;
    }
}
