package dev.leaktriage.log;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a text that may still grow: reading waits for more. */
final class FollowFeed implements Feed {
    private final Feed feed;
    private final InputStream plain;
    private final Growing raw;
    private final Follow follow;

    /**
     * Makes one.
     *
     * @param feed reads {@code plain}
     * @param plain the text, which is decompressed
     * @param raw what it is made of
     */
    FollowFeed(Feed feed, InputStream plain, Growing raw, Follow follow) {
        this.feed = feed;
        this.plain = plain;
        this.raw = raw;
        this.follow = follow;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int read = feed.read(target, from, length);
        if (read > 0) {
            follow.countLines(Lines.count(target, from, from + read));
        }
        return read;
    }

    @Override
    public boolean wouldWait() throws IOException {
        return plain.available() == 0;
    }

    @Override
    public String cutBecause() {
        return raw.cutBecause().isEmpty() ? feed.cutBecause() : raw.cutBecause();
    }

    @Override
    public void close() throws IOException {
        feed.close();
    }
}
