package dev.leaktriage.log;

import java.io.IOException;

/**
 * The part of a text that is in memory, without colour codes, moved forward over it, and the number of the line
 * that a position in it lies on.
 *
 * <p>Memory is bounded whatever the length of a line: a line longer than {@link #LINE_LIMIT} never needs to be
 * in the window as a whole.
 */
final class Window {
    /** A record line longer than this is not read as one, in bytes. */
    static final int LINE_LIMIT = 1 << 16;

    /** Small enough for the second-level cache, where the passes over it meet again. */
    private static final int CAPACITY = 1 << 19;

    /** Behind the end of the text, so that words may be read where bytes are meant. */
    private static final int PADDING = 64;

    private static final long EVERYTHING = Long.MAX_VALUE;
    /** An end that has not come into the window. */
    static final int UNKNOWN = Integer.MAX_VALUE;
    /** Behind the end of the wanted part no more is read at once than a line may need. */
    private static final int AHEAD = LINE_LIMIT;

    private static final Source.Feed NOTHING = new Source.Feed() {
        @Override
        public int read(byte[] target, int from, int length) {
            return -1;
        }

        @Override
        public void close() {}
    };

    private final byte[] bytes = new byte[CAPACITY + PADDING];
    private final ColourCodes colours = new ColourCodes();
    private Source.Feed feed = NOTHING;
    private int limit;
    private boolean complete;
    private int countedTo;
    private long line;
    /** What stood before the first byte that is still here. */
    private byte before;

    private long bytesRead;
    /** How many bytes were dropped since the wanted part began, less where it began. */
    private long passed;

    private long wantedBytes;
    private int end;
    private long endOffset;
    private long endLine;

    /** Moves the window to the beginning of another text. */
    void open(Source.Feed text) {
        open(text, EVERYTHING);
    }

    /**
     * Moves the window to a part of a text.
     *
     * @param bytes after how many of the feed's bytes the wanted part ends with the line that is open there
     */
    void open(Source.Feed text, long bytes) {
        feed = text;
        wantedBytes = bytes;
        end = UNKNOWN;
        endLine = 0;
        endOffset = 0;
        passed = 0;
        limit = 0;
        complete = false;
        countedTo = 0;
        line = 1;
        before = '\n';
        bytesRead = 0;
        colours.reset();
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

    /** How many bytes of the text were read, colour codes included. */
    long bytesRead() {
        return bytesRead;
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
        if (limit - from >= LINE_LIMIT || complete) {
            return from;
        }
        boolean enough = feed.wouldWait() && limit <= CAPACITY - LINE_LIMIT && holds(at, lines);
        if (enough) {
            return from;
        }
        drop(from);
        fill(at - from, lines);
        return 0;
    }

    /**
     * Makes sure that more of the text is in the window than before, for a reader that can do no more with what is there.
     *
     * @param from what lies before it is dropped; it lies near the end of the window
     * @return the position's new offset
     */
    int more(int from) throws IOException {
        drop(from);
        fill(0, 0);
        return 0;
    }

    /**
     * Makes sure that whole lines, or half of what a line may have, are in the window shortly behind a position that
     * {@link #keep} was called for, and moves nothing.
     */
    void hold(int at, int lines) throws IOException {
        while (limit - at < LINE_LIMIT / 2 && !complete && !holds(at, lines)) {
            read();
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
        System.arraycopy(bytes, from, bytes, 0, limit + colours.unfinished() - from);
        limit -= from;
        countedTo -= from;
        passed += from;
        end = end == UNKNOWN ? UNKNOWN : end - from;
    }

    private void fill(int at, int lines) throws IOException {
        do {
            read();
        } while (!complete && limit < LINE_LIMIT && !(feed.wouldWait() && holds(at, lines)));
    }

    private void read() throws IOException {
        int from = limit + colours.unfinished();
        long before = bytesRead;
        int read = feed.read(bytes, from, room(from));
        if (read < 0) {
            limit = from;
            complete = true;
            return;
        }
        boolean mayEnd = end == UNKNOWN && before >= wantedBytes;
        int newline = mayEnd ? Lines.newline(bytes, from, from + read) : from + read;
        bytesRead += read;
        int stripped = limit;
        limit = colours.strip(bytes, limit, from + read);
        if (newline < from + read) {
            endOffset = before + newline - from + 1;
            end = Lines.newline(bytes, stripped, limit) + 1;
            endLine = line + Lines.count(bytes, countedTo, end);
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
        countedTo = position;
        line = 1;
        passed = -position;
        if (end != UNKNOWN) {
            endLine = line + Lines.count(bytes, position, end);
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
        return complete && kept < limit && limit - kept < LINE_LIMIT && Lines.newline(bytes, kept, limit) == limit;
    }

    /** 1-based number of the line that a position lies on; positions before an earlier call's give that one's. */
    long lineAt(int position) {
        if (position > countedTo) {
            line += Lines.count(bytes, countedTo, position);
            countedTo = position;
        }
        return line;
    }

    /**
     * Tells that no newline lies between two positions but perhaps at the end, so that nobody needs to count.
     *
     * @param position just behind a line, or the end of the text
     */
    void newlineBefore(int lineStart, int position) {
        if (countedTo == lineStart && bytes[position - 1] == '\n') {
            line++;
            countedTo = position;
        }
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
