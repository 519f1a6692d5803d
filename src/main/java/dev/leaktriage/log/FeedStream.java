package dev.leaktriage.log;

import java.io.IOException;
import java.io.InputStream;

/** A feed for readers that take a stream. */
final class FeedStream extends InputStream {
    private final Feed feed;

    FeedStream(Feed feed) {
        this.feed = feed;
    }

    @Override
    public int read() throws IOException {
        return OneByte.of(this);
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        return length == 0 ? 0 : feed.read(target, from, length);
    }

    @Override
    public void close() throws IOException {
        feed.close();
    }
}
