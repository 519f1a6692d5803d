package dev.leaktriage.log;

import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Recognition;
import dev.leaktriage.model.Stacks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads logs of any mixture of dialects and hands their events on in the order of the text.
 *
 * <p>Outside a record the reader jumps from anchor to anchor. At an anchor it tries the plans of the lines that
 * begin like this; only a line of a new shape goes to ANTLR. The stack lines of a record are predicted.
 */
public final class LogReader {
    /** What is shown and searched of a line on either side of an anchor, in bytes. */
    private static final int LINE_CONTEXT = 4096;
    /** A text that ends with at least so much of an anchor ends inside a record. */
    private static final int TELLING_PREFIX = 7;

    private final StackTrie stacks = new StackTrie();
    private final ReaderCounts counts = new ReaderCounts();
    private final List<PlanCompiler> compilers = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final List<String> literals = new ArrayList<>();
    private final Anchors anchors;
    private final Anchors allAnchors;
    private final WrappedLines wrapped;
    private final LogEvent event = new LogEvent();
    private final SortedMap<Integer, String> cuts = new TreeMap<>();

    private EventSink sink = ignored -> true;
    private Anchors sought;
    private Window window;
    private NumberedStack numbered;
    private BlockBody block;
    private int file;
    /** How far before the place where the search goes on its line begins, if what was read there is no record. */
    private int behind;

    private boolean wanted = true;
    private Source source;
    private long unfreed;

    /** Makes a reader of all dialects. */
    public LogReader() {
        this(Dialects.all());
    }

    LogReader(List<Dialect> dialects) {
        this(dialects, true);
    }

    /**
     * Makes a reader of some dialects.
     *
     * @param remembers false if every line is to be parsed anew, which is slow and must make no difference
     */
    LogReader(List<Dialect> dialects, boolean remembers) {
        dialects.forEach(dialect -> add(dialect, remembers, false));
        anchors = new Anchors(List.copyOf(literals));
        dialects.forEach(dialect -> add(dialect, remembers, true));
        allAnchors = new Anchors(literals);
        wrapped = new WrappedLines(anchors);
    }

    /** Adds the anchors of a dialect that are late ones, or those that are not. */
    private void add(Dialect dialect, boolean remembers, boolean late) {
        List<String> tokens = dialect.anchors().stream()
                .filter(token -> dialect.late().contains(token) == late)
                .toList();
        if (tokens.isEmpty()) {
            return;
        }
        PlanCompiler compiler = new PlanCompiler(dialect);
        compilers.add(compiler);
        List<String> openings = dialect.details().stream().map(dialect::literal).toList();
        DetailPlans details = new DetailPlans(new LinePlans(compiler, "detail", remembers), openings);
        for (String token : tokens) {
            LinePlans plans = new LinePlans(compiler, "record", remembers);
            targets.add(new Target(dialect, token, plans, details, counts.records(dialect.name())));
            literals.add(dialect.literal(token));
        }
    }

    /** The stacks that the events' stack numbers mean. */
    public Stacks stacks() {
        return stacks;
    }

    /** What was recognised so far. */
    public Recognition recognition() {
        return counts.recognition();
    }

    /** The first lines that start like a record and do not parse, in the order of the text. */
    public List<Malformation> malformations() {
        return counts.malformations();
    }

    /** For each file whose text broke off before its end, by its index: why. */
    public SortedMap<Integer, String> cuts() {
        return new TreeMap<>(cuts);
    }

    /** How many lines were given to ANTLR so far. */
    public long parses() {
        return compilers.stream().mapToLong(PlanCompiler::parses).sum();
    }

    /**
     * Reads a source to its end, or until the sink wants no more.
     *
     * @param receiver gets the events
     * @return true if more events are wanted
     * @throws IOException if the source cannot be read or is above its limits; the message is one line that names it
     */
    public boolean read(Source text, EventSink receiver) throws IOException {
        sink = receiver;
        source = text;
        sought = anchors;
        behind = 0;
        try (Source.Feed feed = source.open()) {
            window = new Window(feed);
            numbered = new NumberedStack(window, stacks);
            block = new BlockBody(window, stacks, anchors, counts);
            scan();
            ended(feed);
        }
        file++;
        return wanted;
    }

    private void ended(Source.Feed feed) throws IOException {
        int limit = window.limit();
        boolean unfinished = limit > 0 && window.bytes()[limit - 1] != '\n';
        counts.text(window.bytesRead(), window.lineAt(limit) - (unfinished ? 0 : 1));
        if (!feed.cutBecause().isEmpty()) {
            cuts.put(file, feed.cutBecause());
        }
    }

    private void scan() throws IOException {
        int at = 0;
        boolean searched = false;
        while (wanted) {
            at = (searched ? window.more(at - behind) : window.keep(at - behind)) + behind;
            searched = false;
            int hit = sought.next(window.bytes(), at, window.limit());
            if (hit < 0) {
                if (window.complete()) {
                    tail(at);
                    return;
                }
                behind = 0;
                int settled = window.limit() - Target.LEAD - allAnchors.longest();
                at = Math.max(at, window.lineStart(Math.max(at, settled - LINE_CONTEXT), Math.max(at, settled)));
                searched = true;
                continue;
            }
            if (behind > 0 && Lines.newline(window.bytes(), at, hit) < hit) {
                behind = 0;
            }
            int floor = Math.max(at - behind, hit - LINE_CONTEXT);
            int kept = window.keep(floor, hit, 1);
            hit += kept - floor;
            at = record(kept, hit);
        }
    }

    /** A text that ends in the beginning of an anchor ends inside a record. */
    private void tail(int floor) {
        byte[] bytes = window.bytes();
        int limit = window.limit();
        for (int number = 0; number < literals.size(); number++) {
            if (targets.get(number).isWeak()) {
                continue;
            }
            String literal = literals.get(number);
            for (int length = Math.min(literal.length() - 1, limit - floor); length >= TELLING_PREFIX; length--) {
                byte[] prefix = literal.substring(0, length).getBytes(StandardCharsets.US_ASCII);
                if (java.util.Arrays.equals(bytes, limit - length, limit, prefix, 0, length)) {
                    halfRecord(limit - length);
                    return;
                }
            }
        }
    }

    private void halfRecord(int at) {
        event.clear();
        event.file = file;
        event.line = window.lineAt(at);
        event.kind = EventKind.NOTE;
        event.cut = true;
        wanted = sink.accept(event);
    }

    /** Reads the record at an anchor; gives the position at which to go on. */
    private int record(int floor, int hit) throws IOException {
        byte[] bytes = window.bytes();
        PlanCompiler.Malformed failure = null;
        int failureStart = hit;
        Target failed = null;
        for (int rank = 0; ; rank++) {
            int number = sought.at(bytes, hit, window.limit(), rank);
            if (number < 0) {
                break;
            }
            Target target = targets.get(number);
            if (target.isForeign(bytes, floor, hit)) {
                continue;
            }
            int start = target.isWholeLine() ? window.lineStart(floor, hit) : target.start(bytes, floor, hit);
            if (target.isWholeLine() && (behind > 0 || !window.startsLine(start))) {
                continue;
            }
            int lines = target.isWrapped() ? wrapped(target, floor, start) : 0;
            if (lines > 1) {
                return header(target, floor, start, wrapped.next(lines), start);
            }
            try {
                event.clear();
                int end = target.plans().read(bytes, start, window.limit(), window.complete(), event);
                return header(target, floor, start, nextLine(end), end);
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
        behind = behind > 0 ? hit + TELLING_PREFIX - floor : 0;
        return hit + TELLING_PREFIX;
    }

    /**
     * Reads a record together with as many of the lines after it as it reaches into.
     *
     * @return how many lines it has; with 0 or 1 the event's contents are undefined
     */
    private int wrapped(Target target, int floor, int start) throws IOException {
        byte[] bytes = window.bytes();
        window.hold(start, WrappedLines.MOST);
        wrapped.join(bytes, window.lineStart(floor, start), start, window.limit());
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

    private void malformed(Target target, int floor, int start, PlanCompiler.Malformed failure) {
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
        wanted = sink.accept(event);
    }

    /**
     * Completes the event of a record whose header has been read.
     *
     * @param next start of the line after the header; -1 if another record stands behind it on its line
     * @param end end of the header's part of its line
     */
    private int header(Target target, int floor, int start, int next, int end) throws IOException {
        RecordKind kind = target.plans().matched();
        event.kind = kind.event();
        event.form = kind.form();
        event.file = file;
        event.line = window.lineAt(start);
        int lineStart = window.lineStart(floor, start);
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
    private int nextLine(int end) {
        byte[] bytes = window.bytes();
        int limit = window.limit();
        int next = Lines.afterLineEnd(bytes, end, limit, window.complete());
        if (next >= 0) {
            return next;
        }
        int searched = Math.min(limit, end + LINE_CONTEXT);
        int newline = Lines.newline(bytes, end, searched);
        boolean wholeLine = newline < searched || searched == limit && window.complete();
        if (!wholeLine || anchors.next(bytes, end, newline) >= 0) {
            return -1;
        }
        return Math.min(newline + 1, limit);
    }

    private int body(Target target, RecordKind kind, int next, int lineStart, int start) throws IOException {
        window.lineAt(next);
        int margin = margin(lineStart, start);
        return switch (kind.body()) {
            case NONE, MESSAGE -> next;
            case NUMBERED_STACK -> numbered.read(next, event);
            case BLOCK -> block.details(target.details(), next, start - lineStart, event);
            case FRAMES -> block.frames(next, margin, false, event);
            case DASHED_FRAMES -> block.frames(next, margin, true, event);
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
        checkLimits();
        if (!event.kind.isOfTests()) {
            target.count();
            if (event.prefixed) {
                counts.prefixed();
            }
        }
        sought = target.opensLate() ? allAnchors : sought;
        wanted = sink.accept(event);
    }

    private void checkLimits() throws IOException {
        switch (event.kind) {
            case ALLOCATED -> unfreed++;
            case FREED -> unfreed = Math.max(0, unfreed - 1);
            default -> {}
        }
        Limits limits = source.limits();
        Limits.check(unfreed, limits.liveBuffers(), source.name(), "live buffers", "live-buffers");
        Limits.check(stacks.lines(), limits.stackLines(), source.name(), "distinct lines of stacks", "stack-lines");
        Limits.check(stacks.bytes(), limits.stackBytes(), source.name(), "bytes of distinct stacks", "stack-bytes");
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
    private void half(int after, boolean told) {
        boolean cut = event.cut || window.complete() && after == window.limit();
        if (cut) {
            event.kind = EventKind.NOTE;
            event.cut = true;
            wanted = sink.accept(event);
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
