package dev.leaktriage.log;

import java.io.IOException;
import java.util.Arrays;

/**
 * The part of a recording that is in memory, moved forward over it. Unlike {@link Window} it takes the bytes as they
 * are: a recording comes from no terminal.
 */
final class RecordingText {
    /** So many bytes behind the limit may be looked at, and mean nothing. */
    private static final int SPARE = 16;

    private static final int CAPACITY = 1 << 19;
    private static final int LONGEST_LINE = 1 << 28;

    private final Feed feed;
    private final String name;
    private byte[] bytes = new byte[CAPACITY + SPARE];
    private int limit;
    private boolean complete;
    private long bytesRead;

    /** @param name what messages call the text */
    RecordingText(Feed feed, String name) {
        this.feed = feed;
        this.name = name;
    }

    byte[] bytes() {
        return bytes;
    }

    int limit() {
        return limit;
    }

    /** True if {@link #limit} is the end of the text. */
    boolean complete() {
        return complete;
    }

    long bytesRead() {
        return bytesRead;
    }

    /**
     * Reads on, and drops what lies before a position; that is 0 from then on.
     *
     * @throws IOException if the text cannot be read, or a line of it is too long for anything that was recorded
     */
    void more(int from) throws IOException {
        System.arraycopy(bytes, from, bytes, 0, limit - from);
        limit -= from;
        if (limit == bytes.length - SPARE) {
            widen();
        }
        int read = feed.read(bytes, limit, bytes.length - SPARE - limit);
        if (read < 0) {
            complete = true;
            return;
        }
        limit += read;
        bytesRead += read;
    }

    private void widen() throws IOException {
        if (limit >= LONGEST_LINE) {
            throw new IOException(name + ": a line of more than " + LONGEST_LINE + " bytes, which no recording has");
        }
        bytes = Arrays.copyOf(bytes, 2 * limit + SPARE);
    }
}
