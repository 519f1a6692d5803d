package dev.leaktriage.log;

import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;
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
    /** How many shapes of lines are expected behind a record. */
    private static final int MOST_EXPECTED = 4;

    private final Language language;
    private final Window window = new Window();
    private final ReaderCounts counts = new ReaderCounts();
    private final List<PlanCompiler> compilers = new ArrayList<>();
    private final Target[] targets;
    private final Anchors anchors;
    private final WrappedLines wrapped;
    private final NumberedStack numbered;
    private final BlockBody block;
    private final LogEvent event = new LogEvent();
    private final List<ExpectedLine> expected = new ArrayList<>();

    private Receiver receiver = ignored -> true;
    private Anchors sought;
    private int file;
    /** How far before the place where the search goes on its line begins, if what was read there is no record. */
    private int behind;

    private boolean wanted;

    /** Takes the events. */
    interface Receiver {
        /**
         * Takes one.
         *
         * @param event valid only during the call
         * @return false if no more events are wanted
         */
        boolean accept(LogEvent event) throws IOException;
    }

    /**
     * Makes a scanner.
     *
     * @param remembers false if every line is to be parsed anew, which is slow and must make no difference
     * @param stacks gets the stacks
     */
    RecordScanner(Language language, boolean remembers, StackTrie stacks) {
        this.language = language;
        anchors = language.anchors();
        sought = anchors;
        targets = language.targets(remembers, counts, compilers).toArray(Target[]::new);
        wrapped = new WrappedLines(anchors);
        numbered = new NumberedStack(window, stacks);
        block = new BlockBody(window, stacks, anchors, counts);
    }

    /** What was counted so far. */
    ReaderCounts counts() {
        return counts;
    }

    /** How many lines were given to ANTLR so far. */
    long parses() {
        return compilers.stream().mapToLong(PlanCompiler::parses).sum();
    }

    /**
     * Reads a whole text.
     *
     * @param number the text's index
     * @return false if the receiver wanted no more
     */
    boolean read(Source.Feed feed, int number, Receiver events) throws IOException {
        receiver = events;
        file = number;
        sought = anchors;
        behind = 0;
        wanted = true;
        window.open(feed);
        scan(0);
        int limit = window.limit();
        boolean unfinished = limit > 0 && window.bytes()[limit - 1] != '\n';
        counts.text(window.bytesRead(), window.lineAt(limit) - (unfinished ? 0 : 1));
        return wanted;
    }

    private void scan(int start) throws IOException {
        int at = start;
        boolean searched = false;
        while (wanted) {
            at = (searched ? window.more(at - behind) : window.keep(at - behind)) + behind;
            searched = false;
            int next = behind > 0 ? -1 : expected(at);
            if (next >= 0) {
                at = next;
                continue;
            }
            int hit = sought.next(window.bytes(), at, window.limit());
            if (hit < 0) {
                if (window.complete()) {
                    tail(at);
                    return;
                }
                behind = 0;
                int settled =
                        window.limit() - Target.LEAD - language.allAnchors().longest();
                at = Math.max(at, window.lineStart(Math.max(at, settled - LINE_CONTEXT), Math.max(at, settled)));
                searched = true;
                continue;
            }
            at = record(at, hit);
        }
    }

    /**
     * Reads the record on the line that begins at a position, if it looks like one of the last few.
     *
     * @return the position at which to go on, or -1
     */
    private int expected(int at) throws IOException {
        byte[] bytes = window.bytes();
        for (int i = 0; i < expected.size(); i++) {
            ExpectedLine line = expected.get(i);
            int start = line.start(bytes, at, window.limit());
            if (start < 0) {
                continue;
            }
            int limit = Math.min(window.limit(), start + LONGEST_LINE);
            int end = line.match(bytes, start, limit);
            int next = end < 0 ? -1 : Lines.afterLineEnd(bytes, end, limit, isEnd(limit));
            if (next >= 0 && window.startsLine(at)) {
                event.clear();
                line.fill(bytes, start, event);
                return header(line.target(), line.kind(), at, start, next, end);
            }
        }
        return -1;
    }

    private boolean isEnd(int limit) {
        return window.complete() && limit == window.limit();
    }

    /** Expects lines like one whose record was found by the first literal on it. */
    private void expect(Target target, int lineStart, int start, int hit) {
        Optional<Plan> plan = target.plans().reusable();
        if (plan.isEmpty() || !window.startsLine(lineStart)) {
            return;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (expected.get(i).hasShapeOf(plan.get())) {
                if (expected.get(i).start(window.bytes(), lineStart, window.limit()) == start) {
                    return;
                }
                expected.remove(i);
            }
        }
        ExpectedLine line = new ExpectedLine(target, plan.get(), window.bytes(), lineStart, start, hit);
        if (line.holdsFor(language, window.bytes(), lineStart)) {
            expected.add(0, line);
        }
        if (expected.size() > MOST_EXPECTED) {
            expected.remove(MOST_EXPECTED);
        }
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
                if (plain && behind == 0 && at <= lineStart) {
                    expect(target, lineStart, start, hit);
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
        if (event.lines == 1 && window.bytes()[next - 1] == '\n') {
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
            target.count();
            if (event.prefixed) {
                counts.prefixed();
            }
        }
        sought = target.opensLate() ? language.allAnchors() : sought;
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
