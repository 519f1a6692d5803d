package dev.leaktriage.log;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Bytes that a thread of its own makes ready while those before them are looked at. */
final class AheadFeed implements Feed {
    private static final int PIECE_BYTES = 1 << 17;
    private static final int PIECES = 4;

    private final Feed feed;
    private final BlockingQueue<Piece> empty = new ArrayBlockingQueue<>(PIECES);
    private final BlockingQueue<Piece> full = new ArrayBlockingQueue<>(PIECES);
    private final Thread thread;
    private Piece piece = new Piece(new byte[0]);
    private int given;
    private volatile boolean closed;

    /** Some bytes, or what came instead of them. */
    private static final class Piece {
        private final byte[] bytes;
        /** How many bytes there are; -1 at the end. */
        private int length;

        private Optional<Throwable> failure = Optional.empty();

        Piece(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    AheadFeed(Feed feed) {
        this.feed = feed;
        for (int i = 0; i < PIECES; i++) {
            empty.add(new Piece(new byte[PIECE_BYTES]));
        }
        thread = new Thread(this::readAhead, "log-decompressor");
        thread.setDaemon(true);
        thread.start();
    }

    private void readAhead() {
        try {
            boolean more = true;
            while (more && !closed) {
                Piece next = empty.take();
                more = fill(next);
                full.put(next);
            }
        } catch (InterruptedException interrupted) {
            // Nobody wants the rest: the reader has closed this feed.
            Thread.currentThread().interrupt();
        }
    }

    private boolean fill(Piece next) {
        try {
            next.length = feed.read(next.bytes, 0, next.bytes.length);
            return next.length >= 0;
        } catch (IOException | RuntimeException | Error thrown) {
            next.failure = Optional.of(thrown);
            return false;
        }
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (given == piece.length) {
            next();
        }
        if (piece.length < 0) {
            return -1;
        }
        int count = Math.min(length, piece.length - given);
        System.arraycopy(piece.bytes, given, target, from, count);
        given += count;
        return count;
    }

    private void next() throws IOException {
        try {
            if (piece.bytes.length > 0) {
                empty.put(piece);
            }
            piece = full.take();
            given = 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading", interrupted);
        }
        if (piece.failure.isPresent()) {
            RangeReader.rethrow(piece.failure.get());
        }
    }

    @Override
    public String cutBecause() {
        return feed.cutBecause();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        feed.close();
    }
}
