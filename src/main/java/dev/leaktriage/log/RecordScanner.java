package dev.leaktriage.log;

import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.ServerEvents;
import java.io.IOException;
import java.util.Optional;

/**
 * Finds the records in a text, or in a range of it, and hands their events on.
 *
 * <p>Outside a record it jumps from anchor to anchor. A record behind another is expected to look like one of the last
 * few.
 */
final class RecordScanner {
    private static final long NOTHING = Long.MAX_VALUE;

    private final Window window = new Window();
    private final StackTrie stacks;
    private final ReaderCounts counts;
    private final Outlet outlet;
    private final RecordReader records;
    private final KnownRecords known;
    /** How far before the end of what is searched a record may begin whose literal is not there as a whole yet. */
    private final int unsettled;

    private long firstFound;
    /** What hands on the events of a text that is read ahead of them; null where none is. */
    private HandoverFeed handover;

    /** Takes the events. */
    interface Receiver {
        /**
         * Takes one.
         *
         * @param event valid only during the call
         * @return false if no more events are wanted
         */
        boolean accept(LogEvent event) throws IOException;

        /** See {@link dev.leaktriage.model.EventSink#expect}. */
        default void expect(int count, long[] devices, long[] addresses) {}

        /** See {@link dev.leaktriage.model.EventSink#accept(ServerEvents)}. */
        default boolean accept(ServerEvents events) throws IOException {
            LogEvent event = new LogEvent();
            for (int i = 0; i < events.count(); i++) {
                events.get(i, event);
                if (!accept(event)) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Makes a scanner.
     *
     * @param remembers false if every line is to be parsed anew, which is slow and must make no difference
     * @param stacks gets the stacks
     * @param counts gets what is counted
     */
    RecordScanner(Language language, boolean remembers, StackTrie stacks, ReaderCounts counts) {
        this.stacks = stacks;
        this.counts = counts;
        this.outlet = new Outlet(language, counts);
        this.records = new RecordReader(language, remembers, window, stacks, counts, outlet);
        this.known = records.known();
        this.unsettled = Target.LEAD + language.allAnchors().longest();
    }

    /** How many lines were given to ANTLR so far. */
    long parses() {
        return records.parses();
    }

    /** See {@link Window#searchedBytes}. */
    long searchedBytes() {
        return window.searchedBytes();
    }

    /**
     * Reads a whole text.
     *
     * @param number the text's index
     * @return false if the receiver wanted no more
     */
    boolean read(Feed feed, int number, Receiver events) throws IOException {
        handover = null;
        outlet.begin(number, events);
        window.open(feed);
        scan(0);
        counts.text(window.bytesRead(), linesToEnd());
        return outlet.isWanted();
    }

    /**
     * Reads a whole text and closes it; events are handed on when more of it is read, and at its end.
     *
     * @param number the text's index
     * @return false if the receiver wanted no more
     */
    boolean readAhead(Feed feed, int number, Receiver events) throws IOException {
        try (HandoverFeed ahead = new HandoverFeed(feed, number, stacks, events)) {
            handover = ahead;
            outlet.beginRange(number, false, ahead.events());
            window.open(ahead);
            scan(0);
            counts.text(window.bytesRead(), linesToEnd());
            return ahead.handAllOn();
        }
    }

    private long linesToEnd() {
        int limit = window.limit();
        boolean unfinished = limit > 0 && window.bytes()[limit - 1] != '\n';
        return window.lineAt(limit) - (unfinished ? 0 : 1);
    }

    /**
     * Reads the records whose lines begin in a range, to their ends, and the lines of the range.
     *
     * <p>What is found depends on what stands before the range in two ways only: in which lines of it belong to a record
     * that began before, and in whether a test runner spoke.
     *
     * @param number the text's index
     * @return empty if no line begins near the beginning of the feed
     */
    Optional<RangeEnd> readRange(Feed feed, RangeStart start, int number, EventBatch events) throws IOException {
        handover = null;
        outlet.beginRange(number, start.testsSpoke(), events);
        firstFound = NOTHING;
        window.open(feed, start.bytes());
        int at = window.keep(0);
        if (start.amidLine()) {
            int newline = Lines.newline(window.bytes(), 0, window.reach(0));
            if (newline == window.reach(0)) {
                return Optional.empty();
            }
            at = newline + 1;
            window.beginAt(at);
        }
        int stopped = scan(skip(at, start.skippedBytes()));
        boolean ended = window.end() == Window.UNKNOWN;
        return Optional.of(new RangeEnd(
                firstFound == NOTHING ? window.distance(stopped) : firstFound,
                ended ? 0 : stopped - window.end(),
                ended ? window.bytesRead() : window.endOffset(),
                ended ? linesToEnd() : window.endLine() - 1,
                ended,
                outlet.testsSpoke()));
    }

    /**
     * Where and how the reading of a range begins.
     *
     * @param amidLine true if the range begins with the first line that begins behind the beginning of the feed
     * @param bytes how many bytes of the feed lie in the range; to these comes the rest of the line
     * @param skippedBytes how much of the range belongs to a record before it, without colour codes
     * @param testsSpoke true if a test runner spoke before
     */
    record RangeStart(boolean amidLine, long bytes, long skippedBytes, boolean testsSpoke) {}

    /**
     * What the ranges around a range need to know of it.
     *
     * @param firstFound how far from the beginning of its first line the first literal is, in bytes without colour codes;
     *     where there is none, the end
     * @param passedBytes how far its last record goes on behind it, in bytes without colour codes
     * @param nextOffset offset in the feed of the next range's first line
     * @param lines how many lines begin in it
     * @param isLast true if the text ends in its last record or line
     * @param testsSpoke true if a test runner spoke in it or before
     */
    record RangeEnd(
            long firstFound, long passedBytes, long nextOffset, long lines, boolean isLast, boolean testsSpoke) {
        /** The same for a feed that begins so many bytes behind the beginning of the text. */
        RangeEnd movedBy(long bytes) {
            return new RangeEnd(firstFound, passedBytes, nextOffset + bytes, lines, isLast, testsSpoke);
        }
    }

    private int skip(int from, long bytes) throws IOException {
        int at = from;
        long left = bytes;
        while (left > 0) {
            at = window.keep(at);
            int step = (int) Math.min(left, window.limit() - at);
            if (step == 0) {
                return at;
            }
            at += step;
            left -= step;
        }
        return at;
    }

    /** Reads from a position to the end of what is wanted; gives the position at which to go on. */
    private int scan(int start) throws IOException {
        int at = start;
        boolean searched = false;
        records.forgetLine();
        while (isWanted()) {
            at = searched || records.behind() > 0 ? at : known(at);
            if (!isWanted()) {
                return at;
            }
            int lineStart = at - records.behind();
            at = (searched ? window.more(lineStart) : window.keep(lineStart)) + records.behind();
            searched = false;
            if (at >= window.end()) {
                return at;
            }
            int next = records.behind() > 0 ? -1 : expected(at);
            if (next >= 0) {
                at = next;
                continue;
            }
            int limit = Math.min(window.limit(), window.end());
            int hit = outlet.sought().next(window.bytes(), at, limit);
            if (hit >= 0) {
                found(hit);
                at = records.record(at, hit);
                continue;
            }
            if (limit == window.end()) {
                return limit;
            }
            if (window.complete()) {
                found(at);
                records.tail(at);
                return at;
            }
            records.forgetLine();
            at = settled(at, limit);
            searched = true;
        }
        return at;
    }

    private boolean isWanted() {
        return outlet.isWanted() && (handover == null || handover.isWanted());
    }

    /** Where the search goes on that found nothing: where a line begins whose literal may not be there as a whole yet. */
    private int settled(int at, int limit) {
        int end = Math.max(at, limit - unsettled);
        return Math.max(at, window.lineStart(Math.max(at, limit - unsettled - RecordReader.LINE_CONTEXT), end));
    }

    /** See {@link KnownRecords#read}. */
    private int known(int at) throws IOException {
        int after = known.read(at);
        if (after > at) {
            found(at);
        }
        return after;
    }

    /** See {@link RecordReader#expected}. */
    private int expected(int at) throws IOException {
        long distance = window.distance(at);
        int after = records.expected(at);
        firstFound = after < 0 ? firstFound : Math.min(firstFound, distance);
        return after;
    }

    private void found(int at) {
        firstFound = Math.min(firstFound, window.distance(at));
    }
}
