package dev.leaktriage.log;

import java.io.IOException;

/** Bytes on their way into a window that fail where there are too many of them, or too many on a line. */
final class LimitedFeed implements Feed {
    private final Feed feed;
    private final String name;
    private final Limits limits;
    private long textBytes;
    private long lineBytes;

    LimitedFeed(Feed feed, String name, Limits limits) {
        this.feed = feed;
        this.name = name;
        this.limits = limits;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int read = feed.read(target, from, length);
        if (read > 0) {
            textBytes += read;
            Limits.check(textBytes, limits.textBytes(), name, "bytes of text", "text-bytes");
            checkLines(target, from, from + read);
        }
        return read;
    }

    /** Lines that begin and end within one piece are shorter than any sensible limit, and need not be counted. */
    private void checkLines(byte[] bytes, int from, int to) throws IOException {
        int first = Lines.newline(bytes, from, to);
        lineBytes += first - from;
        Limits.check(lineBytes, limits.lineBytes(), name, "bytes on a line", "line-bytes");
        if (first == to) {
            return;
        }
        int last = to;
        while (bytes[last - 1] != '\n') {
            last--;
        }
        lineBytes = to - last;
    }

    @Override
    public boolean wouldWait() throws IOException {
        return feed.wouldWait();
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
