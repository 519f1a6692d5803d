package dev.leaktriage.log;

import java.io.IOException;

/**
 * The part of a text that is in memory, without colour codes, moved forward over it.
 *
 * <p>Behind {@link #limit} may stand more of the text, in which nobody has looked for colour codes yet: who finds there
 * exactly what he expects need not wait for that.
 *
 * <p>Memory is bounded whatever the length of a line: a line longer than {@link #LINE_LIMIT} never needs to be
 * in the window as a whole.
 */
final class Window {
    /** A record line longer than this is not read as one, in bytes. */
    static final int LINE_LIMIT = 1 << 16;

    /** Small enough for the second-level cache, where the passes over it meet again. */
    private static final int CAPACITY = 1 << 19;

    /** So much is read in one go, if it need not be waited for: whole records, nearly always. */
    private static final int FILL_BYTES = CAPACITY / 2;

    /** How far behind what is wanted colour codes are looked for, at the least. */
    private static final int CLEAN_BYTES = 4096;

    /** Behind the end of the text, so that words may be read where bytes are meant. */
    private static final int PADDING = 64;

    private static final long EVERYTHING = Long.MAX_VALUE;
    /** An end that has not come into the window. */
    static final int UNKNOWN = Integer.MAX_VALUE;
    /** Behind the end of the wanted part no more is read at once than a line may need. */
    private static final int AHEAD = LINE_LIMIT;

    private static final Feed NOTHING = new Feed() {
        @Override
        public int read(byte[] target, int from, int length) {
            return -1;
        }

        @Override
        public void close() {}
    };

    private final byte[] bytes = new byte[CAPACITY + PADDING];
    private final ColourCodes colours = new ColourCodes();
    private Feed feed = NOTHING;
    private int limit;
    /** The end of what was read; what stands behind {@link #limit} may have colour codes in it. */
    private int readLimit;
    /** How many bytes before {@link #readLimit} were seen to begin a code, if nothing else stands behind the limit. */
    private int unfinished;

    private boolean ended;
    private final LineCount lineCount = new LineCount();
    /** What stood before the first byte that is still here. */
    private byte before;

    private long bytesRead;
    private long searchedBytes;
    /** How many bytes were dropped since the wanted part began, less where it began. */
    private long passed;

    private long wantedBytes;
    private int end;
    private long endOffset;
    private long endLine;

    /** Moves the window to the beginning of another text. */
    void open(Feed text) {
        open(text, EVERYTHING);
    }

    /**
     * Moves the window to a part of a text.
     *
     * @param bytes after how many of the feed's bytes the wanted part ends with the line that is open there
     */
    void open(Feed text, long bytes) {
        feed = text;
        wantedBytes = bytes;
        end = UNKNOWN;
        endLine = 0;
        endOffset = 0;
        passed = 0;
        limit = 0;
        readLimit = 0;
        unfinished = 0;
        ended = false;
        lineCount.begin(0);
        before = '\n';
        bytesRead = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int limit() {
        return limit;
    }

    /** The end of what is there, colour codes included; at or behind {@link #limit}. */
    int readLimit() {
        return readLimit;
    }

    /** True if {@link #limit} is the end of the text. */
    boolean complete() {
        return ended && limit == readLimit;
    }

    /** How many bytes of the text were read, colour codes included. */
    long bytesRead() {
        return bytesRead;
    }

    /** In how many bytes of all texts colour codes were looked for; where there are some, more than these. */
    long searchedBytes() {
        return searchedBytes;
    }

    /**
     * Makes sure that a whole line is in the window behind a position.
     *
     * @param from what lies before it is dropped if room is needed
     * @return the position's new offset
     */
    int keep(int from) throws IOException {
        return keep(from, from, 1);
    }

    /**
     * Makes sure that whole lines are in the window behind a position, or as much as a line may have. Where the text
     * would have to be waited for, no more than these lines are asked for.
     *
     * @param from what lies before it is dropped if room is needed
     * @param at the position, at or behind {@code from}
     * @return the new offset of {@code from}
     */
    int keep(int from, int at, int lines) throws IOException {
        if (limit - from >= LINE_LIMIT || complete() || mayClean(from, at, lines)) {
            return from;
        }
        boolean enough = feed.wouldWait() && readLimit <= CAPACITY - LINE_LIMIT && holds(at, lines);
        if (enough) {
            return from;
        }
        drop(from);
        fill(at - from, lines);
        return 0;
    }

    /**
     * Takes colour codes out of what is wanted.
     *
     * @return true if it was there, codes included
     */
    private boolean mayClean(int from, int at, int lines) {
        while (isUnclean() && limit - from < LINE_LIMIT) {
            if (readLimit - from >= LINE_LIMIT && holds(at, lines)) {
                return true;
            }
            clean(limit + CLEAN_BYTES);
        }
        return limit - from >= LINE_LIMIT || complete();
    }

    /**
     * Makes sure that more of the text is in the window than before, for a reader that can do no more with what is there.
     *
     * @param from what lies before it may be dropped; it lies near the end of the window
     * @return the position's new offset
     */
    int more(int from) throws IOException {
        if (isUnclean()) {
            clean(readLimit);
            return from;
        }
        drop(from);
        fill(0, 0);
        clean(readLimit);
        return 0;
    }

    /**
     * Makes sure that whole lines, or half of what a line may have, are in the window shortly behind a position that
     * {@link #keep} was called for, and moves nothing.
     */
    void hold(int at, int lines) throws IOException {
        while (limit - at < LINE_LIMIT / 2 && !complete() && !holds(at, lines)) {
            if (!isUnclean()) {
                read();
            }
            clean(at + LINE_LIMIT / 2);
        }
    }

    private boolean holds(int at, int lines) {
        int from = at;
        for (int line = 0; line < lines; line++) {
            int newline = Lines.newline(bytes, from, limit);
            if (newline == limit) {
                return false;
            }
            from = newline + 1;
        }
        return true;
    }

    private void drop(int from) {
        lineAt(from);
        before = from > 0 ? bytes[from - 1] : before;
        System.arraycopy(bytes, from, bytes, 0, readLimit - from);
        limit -= from;
        readLimit -= from;
        lineCount.dropped(from);
        passed += from;
        end = end == UNKNOWN ? UNKNOWN : end - from;
    }

    private void fill(int at, int lines) throws IOException {
        do {
            read();
        } while (mayReadOn() || !mayClean(0, at, lines) && !(feed.wouldWait() && holds(at, lines)));
    }

    private boolean mayReadOn() throws IOException {
        return readLimit < FILL_BYTES && bytesRead < wantedBytes && !ended && !feed.wouldWait();
    }

    private void read() throws IOException {
        long before = bytesRead;
        boolean mayEnd = end == UNKNOWN && before >= wantedBytes;
        if (mayEnd) {
            clean(readLimit);
        }
        int from = readLimit;
        int read = feed.read(bytes, from, room(from));
        if (read < 0) {
            ended = true;
            takeUnfinished();
            return;
        }
        bytesRead += read;
        readLimit += read;
        unfinished = 0;
        if (mayEnd) {
            int newline = Lines.newline(bytes, from, readLimit);
            boolean ends = newline < readLimit;
            int clean = limit;
            clean(readLimit);
            if (ends) {
                endOffset = before + newline - from + 1;
                end = Lines.newline(bytes, clean, limit) + 1;
                endLine = lineCount.ahead(bytes, end);
            }
        }
    }

    private boolean isUnclean() {
        return limit + unfinished < readLimit;
    }

    /**
     * Takes colour codes out of what was read, at least up to a position. Where there are some, there are more: then out of
     * all of it, since what stands behind a code has to be moved.
     */
    private void clean(int position) {
        if (limit >= position || !isUnclean()) {
            return;
        }
        int to = Math.min(position, readLimit);
        searchedBytes += to - limit;
        int escape = ColourCodes.escape(bytes, limit, to);
        limit = escape;
        if (escape < to) {
            limit = colours.strip(bytes, escape, readLimit);
            unfinished = colours.unfinished();
            readLimit = limit + unfinished;
        }
        if (ended) {
            takeUnfinished();
        }
    }

    /** At the end of the text the beginning of a code is text. */
    private void takeUnfinished() {
        if (!isUnclean()) {
            limit = readLimit;
            unfinished = 0;
        }
    }

    private int room(int from) {
        int free = CAPACITY - from;
        if (wantedBytes == EVERYTHING) {
            return free;
        }
        return (int) Math.min(free, wantedBytes > bytesRead ? wantedBytes - bytesRead : AHEAD);
    }

    /** Takes the line that begins at a position for the wanted part's first one. */
    void beginAt(int position) {
        lineCount.begin(position);
        passed = -position;
        if (end != UNKNOWN) {
            endLine = lineCount.ahead(bytes, end);
        }
    }

    /** How far a position is from the beginning of the wanted part, in bytes without colour codes. */
    long distance(int position) {
        return passed + position;
    }

    /** Where the wanted part ends: at the beginning of a line, perhaps before the window; or {@link #UNKNOWN}. */
    int end() {
        return end;
    }

    /** How many bytes of the feed come before {@link #end}. */
    long endOffset() {
        return endOffset;
    }

    /** The line that begins at {@link #end}. */
    long endLine() {
        return endLine;
    }

    /**
     * How far the text behind a kept position is looked at as one line; what is looked at must not depend on how much of
     * the text happens to be here.
     */
    int reach(int kept) {
        return Math.min(limit, kept + LINE_LIMIT);
    }

    /** True if the text ends in the line that begins at a kept position, without a line end. */
    boolean endsInLine(int kept) {
        return complete() && kept < limit && limit - kept < LINE_LIMIT && Lines.newline(bytes, kept, limit) == limit;
    }

    /** See {@link LineCount#at}. */
    long lineAt(int position) {
        return lineCount.at(bytes, position);
    }

    /** See {@link LineCount#newlineBefore}. */
    void newlineBefore(int lineStart, int position) {
        lineCount.newlineBefore(bytes, lineStart, position);
    }

    /** See {@link LineCount#passed}; also, that there are no colour codes between them. */
    void passed(int lineStart, int position, int count) {
        lineCount.passed(lineStart, position, count);
        limit = Math.max(limit, position);
    }

    /** Start of the line that a position lies on, but not before {@code floor}. */
    int lineStart(int floor, int position) {
        int at = position;
        while (at > floor && bytes[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    /** True if a line begins at a position that was not dropped. */
    boolean startsLine(int position) {
        return (position == 0 ? before : bytes[position - 1]) == '\n';
    }
}
