package dev.leaktriage.log;

import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.ServerEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the records in a text, or in a range of it, and hands their events on.
 *
 * <p>Outside a record it jumps from anchor to anchor. At an anchor it tries the plans of the lines that begin like this;
 * only a line of a new shape goes to ANTLR. A record behind another is expected to look like one of the last few, and
 * its stack lines are predicted.
 */
final class RecordScanner {
    /** What is shown and searched of a line on either side of an anchor, in bytes. */
    private static final int LINE_CONTEXT = 4096;
    /** So much of a record's line is looked at, in bytes. */
    private static final int LONGEST_LINE = Window.LINE_LIMIT / 2;
    /** A text that ends with at least so much of an anchor ends inside a record. */
    private static final int TELLING_PREFIX = 7;

    private static final long NOTHING = Long.MAX_VALUE;

    private final Language language;
    private final Window window = new Window();
    private final ReaderCounts counts;
    private final List<PlanCompiler> compilers = new ArrayList<>();
    private final Target[] targets;
    private final Anchors anchors;
    private final WrappedLines wrapped;
    private final NumberedStack numbered;
    private final BlockBody block;
    private final LogEvent event = new LogEvent();
    private final ExpectedLines expected;

    private Receiver receiver = ignored -> true;
    /** Where the events wait if a range is read; null if the receiver takes them at once. */
    private EventBatch batch;

    private Anchors sought;
    private int file;
    /** How far before the place where the search goes on its line begins, if what was read there is no record. */
    private int behind;

    private boolean wanted;
    private long firstFound;

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
        this.language = language;
        this.counts = counts;
        expected = new ExpectedLines(language, LONGEST_LINE);
        anchors = language.anchors();
        sought = anchors;
        targets = language.targets(remembers, counts, compilers).toArray(Target[]::new);
        wrapped = new WrappedLines(anchors);
        numbered = new NumberedStack(window, stacks);
        block = new BlockBody(window, stacks, anchors, counts);
    }

    /** How many lines were given to ANTLR so far. */
    long parses() {
        return compilers.stream().mapToLong(PlanCompiler::parses).sum();
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
    boolean read(Source.Feed feed, int number, Receiver events) throws IOException {
        receiver = events;
        batch = null;
        file = number;
        sought = anchors;
        behind = 0;
        wanted = true;
        window.open(feed);
        scan(0);
        counts.text(window.bytesRead(), linesToEnd());
        return wanted;
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
    Optional<RangeEnd> readRange(Source.Feed feed, RangeStart start, int number, EventBatch events) throws IOException {
        receiver = events::add;
        batch = events;
        file = number;
        sought = start.testsSpoke() ? language.allAnchors() : anchors;
        behind = 0;
        wanted = true;
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
                sought != anchors));
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
        while (wanted) {
            at = searched || behind > 0 ? at : known(at);
            if (!wanted) {
                return at;
            }
            at = (searched ? window.more(at - behind) : window.keep(at - behind)) + behind;
            searched = false;
            if (at >= window.end()) {
                return at;
            }
            int next = behind > 0 ? -1 : expected(at);
            if (next >= 0) {
                at = next;
                continue;
            }
            int limit = Math.min(window.limit(), window.end());
            int hit = sought.next(window.bytes(), at, limit);
            if (hit >= 0) {
                found(hit);
                at = record(at, hit);
                continue;
            }
            if (limit == window.end()) {
                return limit;
            }
            if (window.complete()) {
                found(at);
                tail(at);
                return at;
            }
            behind = 0;
            int settled = limit - Target.LEAD - language.allAnchors().longest();
            at = Math.max(at, window.lineStart(Math.max(at, settled - LINE_CONTEXT), Math.max(at, settled)));
            searched = true;
        }
        return at;
    }

    private void found(int at) {
        firstFound = Math.min(firstFound, window.distance(at));
    }

    /**
     * Reads the record on the line that begins at a position, if it looks like one of the last few.
     *
     * @return the position at which to go on, or -1
     */
    private int expected(int at) throws IOException {
        byte[] bytes = window.bytes();
        if (!expected.find(bytes, at, window.limit(), window.complete()) || !window.startsLine(at)) {
            return -1;
        }
        found(at);
        ExpectedLine line = expected.line();
        int start = expected.start();
        event.clear();
        line.fill(bytes, start, event);
        return header(line.target(), line.kind(), at, start, expected.next(), expected.end());
    }

    /**
     * Reads records of which nothing is new, in text that may have colour codes where something is: they are found only
     * where every byte is one that is expected.
     *
     * <p>Law: what is read is what {@link #expected(int)} and the stack's reader would read. A stack ends for them where a
     * line is no frame; here it ends only before a record that is found in the same way.
     *
     * @return where the first record begins of which this is not known
     */
    private int known(int from) throws IOException {
        byte[] bytes = window.bytes();
        int limit = window.readLimit();
        int at = from;
        boolean found = at < limit && window.startsLine(at) && expected.find(bytes, at, limit, false);
        while (found && wanted && at < window.end()) {
            ExpectedLine line = expected.line();
            int next = expected.next();
            boolean prefixed = expected.start() > at;
            if (batch != null && line.add(window.lineAt(at), prefixed, batch)) {
                found = expected.find(bytes, next, limit, false);
                found(at);
                window.passed(at, next, 1);
                count(line.target(), prefixed);
                at = next;
                continue;
            }
            begin(line, at, expected.start());
            RecordKind.Body body = line.kind().body();
            boolean hasStack = body == RecordKind.Body.NUMBERED_STACK;
            int after = hasStack ? numbered.known(next, limit, event) : next;
            boolean ordinary = line.hasOnlyNumbers() && (hasStack || body == RecordKind.Body.NONE);
            if (after < 0 || !ordinary || isHalf()) {
                return at;
            }
            found = expected.find(bytes, after, limit, false);
            if (hasStack && !(found && expected.line().endsStack())) {
                return at;
            }
            found(at);
            window.passed(at, after, event.lines);
            emit(line.target());
            at = after;
        }
        return at;
    }

    private void begin(ExpectedLine line, int lineStart, int start) {
        event.clear();
        line.fill(window.bytes(), start, event);
        event.kind = line.kind().event();
        event.form = line.kind().form();
        event.file = file;
        event.line = window.lineAt(lineStart);
        event.prefixed = lineStart < start;
    }

    private boolean isEnd(int limit) {
        return window.complete() && limit == window.limit();
    }

    /** A text that ends in the beginning of an anchor ends inside a record. */
    private void tail(int floor) throws IOException {
        byte[] bytes = window.bytes();
        int limit = window.limit();
        List<String> literals = language.literals();
        for (int number = 0; number < targets.length; number++) {
            if (targets[number].isWeak()) {
                continue;
            }
            String literal = literals.get(number);
            for (int length = Math.min(literal.length() - 1, limit - floor); length >= TELLING_PREFIX; length--) {
                byte[] prefix = literal.substring(0, length).getBytes(StandardCharsets.US_ASCII);
                if (Arrays.equals(bytes, limit - length, limit, prefix, 0, length)) {
                    halfRecord(limit - length);
                    return;
                }
            }
        }
    }

    private void halfRecord(int at) throws IOException {
        event.clear();
        event.file = file;
        event.line = window.lineAt(at);
        event.kind = EventKind.NOTE;
        event.cut = true;
        wanted = receiver.accept(event);
    }

    /** Reads the record at an anchor; gives the position at which to go on. */
    private int record(int from, int found) throws IOException {
        if (behind > 0 && Lines.newline(window.bytes(), from, found) < found) {
            behind = 0;
        }
        int first = Math.max(from - behind, found - LINE_CONTEXT);
        int floor = window.keep(first, found, 1);
        int at = from + floor - first;
        int hit = found + floor - first;
        byte[] bytes = window.bytes();
        PlanCompiler.Malformed failure = null;
        int failureStart = hit;
        Target failed = null;
        int limit = 0;
        for (int rank = 0; ; rank++) {
            limit = Math.min(window.limit(), hit + LONGEST_LINE);
            int number = sought.at(bytes, hit, limit, rank);
            if (number < 0) {
                break;
            }
            Target target = targets[number];
            if (target.isForeign(bytes, floor, hit)) {
                continue;
            }
            int start = target.isWholeLine() ? window.lineStart(floor, hit) : target.start(bytes, floor, hit);
            if (target.isWholeLine() && (behind > 0 || !window.startsLine(start))) {
                continue;
            }
            int lines = target.isWrapped() ? wrapped(target, floor, start) : 0;
            int lineStart = window.lineStart(floor, start);
            if (lines > 1) {
                return header(target, target.plans().matched(), lineStart, start, wrapped.next(lines), start);
            }
            try {
                event.clear();
                int end = target.plans().read(bytes, start, limit, isEnd(limit), event);
                int next = nextLine(end, limit);
                boolean plain = rank == 0 && next >= 0 && !target.isWholeLine() && !target.isWrapped();
                if (plain && behind == 0 && at <= lineStart && window.startsLine(lineStart)) {
                    expected.add(target, bytes, lineStart, start, hit, end, window.limit());
                }
                return header(target, target.plans().matched(), lineStart, start, next, end);
            } catch (PlanCompiler.Malformed malformed) {
                if (failure == null && target.isTelling(start < hit)) {
                    failure = malformed;
                    failureStart = start;
                    failed = target;
                }
            }
        }
        if (failure != null) {
            malformed(failed, floor, failureStart, failure);
        }
        int passed = Math.min(TELLING_PREFIX, sought.lengthAt(bytes, hit, limit));
        behind = behind > 0 ? hit + passed - floor : 0;
        return hit + passed;
    }

    /**
     * Reads a record together with as many of the lines after it as it reaches into.
     *
     * @return how many lines it has; with 0 or 1 the event's contents are undefined
     */
    private int wrapped(Target target, int floor, int start) throws IOException {
        byte[] bytes = window.bytes();
        window.hold(start, WrappedLines.MOST);
        wrapped.join(bytes, window.lineStart(floor, start), start, Math.min(window.limit(), start + LONGEST_LINE));
        int best = 0;
        for (int lines = 2; lines <= wrapped.count(); lines++) {
            best = reaches(target, lines) ? lines : best;
        }
        if (best > 0) {
            reaches(target, best);
            event.lines = best;
        }
        return best;
    }

    private boolean reaches(Target target, int lines) {
        try {
            event.clear();
            return wrapped.lines(target.plans().parse(wrapped.joined(lines), event)) == lines;
        } catch (PlanCompiler.Malformed malformed) {
            return false;
        }
    }

    private void malformed(Target target, int floor, int start, PlanCompiler.Malformed failure) throws IOException {
        byte[] bytes = window.bytes();
        int newline = Lines.newline(bytes, start, Math.min(window.limit(), start + LINE_CONTEXT));
        if (window.complete() && newline == window.limit()) {
            halfRecord(start);
            return;
        }
        int lineStart = window.lineStart(floor, start);
        int end = Lines.trimmedEnd(bytes, start, newline);
        String line = new String(bytes, lineStart, end - lineStart, StandardCharsets.UTF_8);
        String before = new String(bytes, lineStart, start - lineStart, StandardCharsets.UTF_8);
        int offset = Math.min(line.length(), before.length() + failure.offset());
        counts.malformed(Malformation.at(file, window.lineAt(start), line, offset, failure.getMessage()));
        event.clear();
        event.file = file;
        event.line = window.lineAt(start);
        event.kind = EventKind.MALFORMED;
        event.form = target.form();
        wanted = receiver.accept(event);
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
        event.file = file;
        event.line = window.lineAt(lineStart);
        event.prefixed = lineStart < start;
        event.cut = window.complete() && next == window.limit() && window.bytes()[next - 1] != '\n';
        long malformedBefore = counts.malformed();
        int after = next < 0 ? end : body(target, kind, next, lineStart, start);
        behind = next < 0 && event.kind.isOfTests() ? end - lineStart : 0;
        if (isHalf()) {
            half(after, counts.malformed() > malformedBefore);
        } else {
            emit(target);
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

    private void emit(Target target) throws IOException {
        wanted = receiver.accept(event);
        if (!event.kind.isOfTests()) {
            count(target, event.prefixed);
        }
        sought = target.opensLate() ? language.allAnchors() : sought;
    }

    private void count(Target target, boolean prefixed) {
        target.count();
        if (prefixed) {
            counts.prefixed();
        }
    }

    private boolean isHalf() {
        return switch (event.kind) {
            case ALLOCATED -> event.device < 0 || event.address == LogEvent.UNSTATED || event.sizeBytes < 0;
            case FREED -> event.device < 0 || event.address == LogEvent.UNSTATED;
            default -> false;
        };
    }

    /**
     * A block record that lacks what identifies its buffer is none; if the file ends in it, that is why. A header
     * without any detail is ordinary text.
     *
     * @param told true if one of its lines is malformed, which is why
     */
    private void half(int after, boolean told) throws IOException {
        boolean cut = event.cut || window.complete() && after == window.limit();
        if (cut) {
            event.kind = EventKind.NOTE;
            event.cut = true;
            wanted = receiver.accept(event);
            return;
        }
        if (event.lines > 1 && !told) {
            String message = "the record states no " + missing() + ", without which it is no buffer";
            counts.malformed(new Malformation(file, event.line, 1, message, ""));
        }
    }

    private String missing() {
        if (event.device < 0) {
            return "device";
        }
        return event.address == LogEvent.UNSTATED ? "address" : "size";
    }
}
