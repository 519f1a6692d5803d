package dev.leaktriage.log;

import dev.leaktriage.model.LogEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the record at a place of a window to its end, and hands its event on.
 *
 * <p>It tries the plans of the lines that begin like this one; only a line of a new shape goes to ANTLR.
 */
final class RecordReader {
    /** What is shown and searched of a line on either side of an anchor, in bytes. */
    static final int LINE_CONTEXT = 4096;
    /** So much of a record's line is looked at, in bytes. */
    static final int LONGEST_LINE = Window.LINE_LIMIT / 2;
    /** The beginning of an anchor that tells a record from other text, in bytes. */
    static final int TELLING_PREFIX = 7;

    private final Window window;
    private final ReaderCounts counts;
    private final List<PlanCompiler> compilers = new ArrayList<>();
    /** What records look like that have a literal, by its number. */
    private final Target[] targets;

    private final Anchors anchors;
    private final WrappedLines wrapped;
    private final NumberedStack numbered;
    private final BlockBody block;
    private final ExpectedLines expected;
    private final Outlet outlet;
    private final LogEvent event = new LogEvent();
    private final UnfinishedRecords unfinished;

    /** How far before the place where the search goes on its line begins, if what was read there is no record. */
    private int behind;

    /**
     * Makes a reader.
     *
     * @param remembers false if every line is to be parsed anew, which is slow and must make no difference
     * @param stacks gets the stacks
     * @param counts gets what is counted
     * @param outlet gets the events
     */
    RecordReader(
            Language language, boolean remembers, Window window, StackTrie stacks, ReaderCounts counts, Outlet outlet) {
        this.window = window;
        this.counts = counts;
        this.outlet = outlet;
        anchors = language.anchors();
        targets = language.targets(remembers, counts, compilers).toArray(Target[]::new);
        wrapped = new WrappedLines(anchors);
        numbered = new NumberedStack(window, stacks);
        block = new BlockBody(window, stacks, anchors, counts);
        expected = new ExpectedLines(language, LONGEST_LINE);
        unfinished = new UnfinishedRecords(window, counts, event, language.literals(), targets, outlet);
    }

    /** A reader of records that look like the last few that this one has read. */
    KnownRecords known() {
        return new KnownRecords(window, counts, numbered, expected, outlet);
    }

    /** How many lines were given to ANTLR so far. */
    long parses() {
        return compilers.stream().mapToLong(PlanCompiler::parses).sum();
    }

    /**
     * How far before the place where the search goes on its line begins, if what was read there is no record; else 0, and
     * a record may begin there.
     */
    int behind() {
        return behind;
    }

    /** Tells that the search goes on where no line was begun to be read. */
    void forgetLine() {
        behind = 0;
    }

    /**
     * Reads the record on the line that begins at a position, if it looks like one of the last few.
     *
     * @return the position at which to go on, or -1
     */
    int expected(int at) throws IOException {
        byte[] bytes = window.bytes();
        if (!expected.find(bytes, at, window.limit(), window.complete()) || !window.startsLine(at)) {
            return -1;
        }
        ExpectedLine line = expected.line();
        int start = expected.start();
        event.clear();
        line.fill(bytes, start, event);
        return header(line.target(), line.kind(), at, start, expected.next(), expected.end());
    }

    /**
     * Reads the record at a literal, or passes the literal if none is there.
     *
     * @param from where the search for the literal began
     * @param found where it was found
     * @return the position at which to go on
     */
    int record(int from, int found) throws IOException {
        if (behind > 0 && Lines.newline(window.bytes(), from, found) < found) {
            behind = 0;
        }
        int first = Math.max(from - behind, found - LINE_CONTEXT);
        int floor = window.keep(first, found, 1);
        int at = from + floor - first;
        int hit = found + floor - first;
        byte[] bytes = window.bytes();
        Optional<Failure> failure = Optional.empty();
        int limit = limit(hit);
        Anchors sought = outlet.sought();
        for (int rank = 0, number = sought.at(bytes, hit, limit, rank); number >= 0; ) {
            Target target = targets[number];
            int start = start(target, floor, hit);
            if (start >= 0) {
                try {
                    return record(target, floor, at, hit, start, rank == 0);
                } catch (PlanCompiler.Malformed malformed) {
                    boolean telling = failure.isEmpty() && target.isTelling(start < hit);
                    failure = telling ? Optional.of(new Failure(target, start, malformed)) : failure;
                }
            }
            limit = limit(hit);
            number = sought.at(bytes, hit, limit, ++rank);
        }
        if (failure.isPresent()) {
            Failure told = failure.get();
            unfinished.malformed(told.target(), told.start(), told.because(), floor);
        }
        int passed = Math.min(TELLING_PREFIX, sought.lengthAt(bytes, hit, limit));
        behind = behind > 0 ? hit + passed - floor : 0;
        return hit + passed;
    }

    /** How far is looked from a place in a record's line. */
    private int limit(int from) {
        return Math.min(window.limit(), from + LONGEST_LINE);
    }

    /** Where a record of a target begins whose literal is at a place; -1 if it is none of that target. */
    private int start(Target target, int floor, int hit) {
        if (target.isForeign(window.bytes(), floor, hit)) {
            return -1;
        }
        if (!target.isWholeLine()) {
            return target.start(window.bytes(), floor, hit);
        }
        int start = window.lineStart(floor, hit);
        return behind == 0 && window.startsLine(start) ? start : -1;
    }

    /**
     * Reads a record.
     *
     * @param at where the search for its literal began
     * @param hit where the literal was found
     * @param longest true if no longer literal is there
     */
    private int record(Target target, int floor, int at, int hit, int start, boolean longest)
            throws PlanCompiler.Malformed, IOException {
        int lines = target.isWrapped() ? wrapped(target, floor, start) : 0;
        int lineStart = window.lineStart(floor, start);
        if (lines > 1) {
            return header(target, target.plans().matched(), lineStart, start, wrapped.next(lines), start);
        }
        byte[] bytes = window.bytes();
        int limit = limit(hit);
        event.clear();
        int end = target.plans().read(bytes, start, limit, isEnd(limit), event);
        int next = nextLine(end, limit);
        boolean plain = longest && next >= 0 && !target.isWholeLine() && !target.isWrapped();
        if (plain && behind == 0 && at <= lineStart && window.startsLine(lineStart)) {
            expected.add(target, bytes, lineStart, start, hit, end, window.limit());
        }
        return header(target, target.plans().matched(), lineStart, start, next, end);
    }

    /** See {@link WrappedLines#read}. */
    private int wrapped(Target target, int floor, int start) throws IOException {
        window.hold(start, WrappedLines.MOST);
        return wrapped.read(target.plans(), window.bytes(), window.lineStart(floor, start), start, limit(start), event);
    }

    /** Why what begins like a record at a place is none. */
    private record Failure(Target target, int start, PlanCompiler.Malformed because) {}

    /** Reads the end of a text behind a position from which on it has no literal. */
    void tail(int floor) throws IOException {
        unfinished.tail(floor);
    }

    private boolean isEnd(int limit) {
        return window.complete() && limit == window.limit();
    }

    /**
     * Completes the event of a record whose header has been read.
     *
     * @param next start of the line after the header; -1 if another record stands behind it on its line
     * @param end end of the header's part of its line
     */
    private int header(Target target, RecordKind kind, int lineStart, int start, int next, int end) throws IOException {
        event.kind = kind.event();
        event.form = kind.form();
        event.file = outlet.file();
        event.line = window.lineAt(lineStart);
        event.prefixed = lineStart < start;
        event.cut = window.complete() && next == window.limit() && window.bytes()[next - 1] != '\n';
        long malformedBefore = counts.malformed();
        int after = next < 0 ? end : body(target, kind, next, lineStart, start);
        behind = next < 0 && event.kind.isOfTests() ? end - lineStart : 0;
        if (UnfinishedRecords.isHalf(event)) {
            unfinished.half(after, counts.malformed() > malformedBefore);
        } else {
            outlet.record(event, target);
        }
        return after;
    }

    /** Start of the line after a header; -1 if another record, or very much else, stands behind it on its line. */
    private int nextLine(int end, int limit) {
        byte[] bytes = window.bytes();
        int next = Lines.afterLineEnd(bytes, end, limit, isEnd(limit));
        if (next >= 0) {
            return next;
        }
        int searched = Math.min(limit, end + LINE_CONTEXT);
        int newline = Lines.newline(bytes, end, searched);
        boolean wholeLine = newline < searched || searched == limit && isEnd(limit);
        if (!wholeLine || anchors.next(bytes, end, newline) >= 0) {
            return -1;
        }
        return Math.min(newline + 1, limit);
    }

    private int body(Target target, RecordKind kind, int next, int lineStart, int start) throws IOException {
        if (event.lines == 1) {
            window.newlineBefore(lineStart, next);
        }
        window.lineAt(next);
        return switch (kind.body()) {
            case NONE, MESSAGE -> next;
            case NUMBERED_STACK -> numbered.read(next, event);
            case BLOCK -> block.details(target.details(), next, start - lineStart, event);
            case FRAMES -> block.frames(next, margin(lineStart, start), false, event);
            case DASHED_FRAMES -> block.frames(next, margin(lineStart, start), true, event);
        };
    }

    /** How many bytes stand before a header and the symbol or the blanks in front of it. */
    private int margin(int lineStart, int start) {
        byte[] bytes = window.bytes();
        int at = start;
        while (at > lineStart && bytes[at - 1] <= ' ') {
            at--;
        }
        return at - lineStart;
    }
}
