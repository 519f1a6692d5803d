package dev.leaktriage.log;

import java.io.IOException;
import java.util.Arrays;

/** Bytes on their way into a window, the first of which were looked at. */
final class PeekedFeed implements Feed {
    private final Feed feed;
    private final byte[] head;
    private int given;

    /**
     * Gives bytes that were looked at, then the rest.
     *
     * @param feed the rest
     */
    PeekedFeed(byte[] head, Feed feed) {
        this.head = head;
        this.feed = feed;
    }

    /**
     * Looks at the beginning: as much of it as it takes to tell a recording from other text, so that of a text that
     * grows no more is awaited than is there.
     */
    PeekedFeed(Feed feed) throws IOException {
        this.feed = feed;
        byte[] bytes = new byte[HeaptrackReader.HEAD_BYTES];
        int count = 0;
        while (count < bytes.length && HeaptrackReader.mayBegin(bytes, count)) {
            int read = feed.read(bytes, count, bytes.length - count);
            if (read < 0) {
                break;
            }
            count += read;
        }
        this.head = Arrays.copyOf(bytes, count);
    }

    byte[] head() {
        return head.clone();
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (given == head.length) {
            return feed.read(target, from, length);
        }
        int count = Math.min(length, head.length - given);
        System.arraycopy(head, given, target, from, count);
        given += count;
        return count;
    }

    @Override
    public boolean wouldWait() throws IOException {
        return given == head.length && feed.wouldWait();
    }

    @Override
    public String cutBecause() {
        return feed.cutBecause();
    }

    @Override
    public void close() throws IOException {
        feed.close();
    }
}
