package dev.leaktriage.log;

import dev.leaktriage.model.CountedEvents;
import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.LogEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one recording of heaptrack and hands its events on in the order of the text.
 *
 * <p>Lines that define something go through the plans one by one; allocations and deallocations, which are nearly all
 * lines, through a loop that is made of their plans.
 */
final class HeaptrackReader {
    /** Enough for the first line. */
    static final int HEAD_BYTES = 64;

    private static final byte[] OPENING = HeaptrackDialect.OPENING.getBytes(StandardCharsets.US_ASCII);
    private static final long FIRST_VERSION = 0x10000;
    /** It says so itself, and writes no version of the format, which was 1. */
    private static final long WITHOUT_FORMAT = 0x10200;

    private static final int NEWEST_FORMAT = 3;
    private static final int SIZED_STRINGS = 3;
    /** So many events take longer to book than to hand over. */
    private static final int WORTH_A_THREAD = 1024;

    private final Source source;
    private final RecordingText text;
    private final int file;
    private final EventSink sink;
    private final HeaptrackStacks stacks;
    private final HeaptrackDefinitions definitions;
    private final ReaderCounts counts;
    private final long[] records;
    private final boolean remembers;
    private final PlanCompiler compiler = new PlanCompiler(HeaptrackDialect.dialect());
    private final LogEvent event = new LogEvent();
    /** Where full batches go if there is a thread for them; null if there is none. */
    private final BatchHandover<CountedEvents> handover;

    private CountedEvents batch;
    private WholeLinePlans plans;
    private CountedLines loop;
    private int at;
    /** Number of the line that begins at {@link #at}. */
    private long line = 1;

    private int kinds;
    private String command = "";
    private boolean started;
    private boolean wanted = true;

    /**
     * Makes a reader of one text.
     *
     * @param file index of the file
     * @param sink gets the events
     * @param remembers false if every line is to be parsed anew, which is slow and must make no difference
     * @param threads with more than one, a second one hands events on
     */
    HeaptrackReader(
            Source source,
            Feed feed,
            int file,
            EventSink sink,
            HeaptrackStacks stacks,
            ReaderCounts counts,
            boolean remembers,
            int threads) {
        this.source = source;
        this.text = new RecordingText(feed, source.name());
        this.file = file;
        this.sink = sink;
        this.stacks = stacks;
        this.definitions = new HeaptrackDefinitions(source, text, stacks);
        this.counts = counts;
        this.records = counts.records("heaptrack");
        this.remembers = remembers;
        this.plans = new WholeLinePlans(compiler, "record", remembers);
        this.handover = threads > 1 ? new BatchHandover<>(this::newBatch, sink::accept) : null;
        this.batch = newBatch();
    }

    private CountedEvents newBatch() {
        CountedEvents events = new CountedEvents();
        events.file = file;
        return events;
    }

    /** True if more of a text must be seen to tell whether it is a recording. */
    static boolean mayBegin(byte[] bytes, int count) {
        int compared = Math.min(count, OPENING.length);
        return Arrays.equals(bytes, 0, compared, OPENING, 0, compared) && Lines.newline(bytes, 0, count) == count;
    }

    /** True if a text that begins so is a recording. */
    static boolean recognises(byte[] head) {
        int end = Lines.newline(head, 0, head.length);
        if (end == head.length || end < OPENING.length || !mayBegin(head, OPENING.length)) {
            return false;
        }
        try {
            WholeLinePlans plans = new WholeLinePlans(new PlanCompiler(HeaptrackDialect.dialect()), "record", false);
            return plans.match(head, 0, end).number(0, head) >= FIRST_VERSION;
        } catch (PlanCompiler.Malformed otherText) {
            return false;
        }
    }

    /** How many lines were given to ANTLR. */
    long parses() {
        return compiler.parses();
    }

    /**
     * Reads to the end, or until the sink wants no more.
     *
     * @return true if more events are wanted
     * @throws IOException if the text cannot be read, is of a version that is not known or was never interpreted; the
     *     message is one line that names it
     */
    boolean read() throws IOException {
        try {
            readLines();
        } finally {
            if (handover != null) {
                handover.close();
            }
        }
        counts.text(text.bytesRead(), line - 1 + (at < text.limit() && wanted ? 1 : 0));
        return wanted;
    }

    private void readLines() throws IOException {
        stacks.begin();
        while (wanted) {
            readCounted();
            int end = Lines.newline(text.bytes(), at, text.limit());
            if (end < text.limit()) {
                line(end);
                continue;
            }
            if (text.complete()) {
                ended();
                break;
            }
            text.more(at);
            at = 0;
        }
        inTurn();
    }

    private void readCounted() throws IOException {
        while (loop != null && wanted) {
            beginBatch();
            int before = batch.count;
            at = loop.read(text.bytes(), at, text.limit(), kinds, batch);
            records[0] += batch.count - before;
            line += batch.count - before;
            if (batch.count < CountedEvents.MOST) {
                return;
            }
            flush();
        }
    }

    private void beginBatch() {
        if (batch.count == 0) {
            batch.line = line;
        }
    }

    /** Hands on what was read; a few events are not worth another thread. */
    private void flush() throws IOException {
        if (handover != null && batch.count >= WORTH_A_THREAD) {
            batch = handover.hand(batch);
            batch.count = 0;
            return;
        }
        if (batch.count > 0 && inTurn()) {
            wanted = sink.accept(batch);
        }
        batch.count = 0;
    }

    /** Waits until the sink is ready for the next event; false if it wants none. */
    private boolean inTurn() throws IOException {
        wanted &= handover == null || handover.await();
        return wanted;
    }

    private void emit() throws IOException {
        if (inTurn()) {
            wanted = sink.accept(event);
        }
    }

    private void line(int end) throws IOException {
        try {
            Plan plan = plans.match(text.bytes(), at, end);
            boolean counted = plan.rule().equals("allocated") || plan.rule().equals("freed");
            if (!counted) {
                flush();
            }
            definitions.line(at, end);
            record(plan);
            records[0]++;
        } catch (PlanCompiler.Malformed malformed) {
            flush();
            malformed(malformed, end);
        }
        at = end + 1;
        line++;
    }

    private void record(Plan plan) throws IOException, PlanCompiler.Malformed {
        switch (plan.rule()) {
            case "version" -> version(plan);
            case "command" -> command = definitions.remainder(plan, 0);
            case "raw" -> raw();
            case "kind" -> kind(plan);
            case "allocated" -> counted(definitions.number(plan, 0, kinds), 0);
            case "freed" -> counted(definitions.number(plan, 0, kinds), -1);
            case "time" -> start();
            case "pointerTotal" -> whole(plan);
            default -> definitions.take(plan);
        }
    }

    /** Every raw recording has such a line before all events; behind them it is a line that is broken. */
    private void raw() throws IOException, PlanCompiler.Malformed {
        if (kinds > 0) {
            throw new PlanCompiler.Malformed(0, "an interpreted recording has no such line");
        }
        throw new IOException(source.name() + ": a raw heaptrack recording, which does not name the functions yet;"
                + " interpret it first: heaptrack_interpret < RAW > RECORDING");
    }

    private void version(Plan plan) throws IOException {
        long format = plan.slots() > 1 ? plan.number(1, text.bytes()) : 0;
        if (plan.slots() == 1 && plan.number(0, text.bytes()) == WITHOUT_FORMAT) {
            format = 1;
        }
        if (format == 0) {
            throw new IOException(source.name() + ": a heaptrack recording of version 0, the versions 1 to "
                    + NEWEST_FORMAT + " can be read; record the program again with a newer heaptrack");
        }
        if (format < 0 || format > NEWEST_FORMAT) {
            throw new IOException(source.name() + ": a heaptrack recording of version " + Long.toHexString(format)
                    + ", the versions 1 to " + NEWEST_FORMAT + " can be read");
        }
        if (format >= SIZED_STRINGS) {
            plans = new WholeLinePlans(compiler, "sizedRecord", remembers);
        }
    }

    /** Tells that events will follow; what the recording says of its process has been read by then. */
    private void start() throws IOException {
        if (started) {
            return;
        }
        started = true;
        fill(EventKind.RECORDING_STARTED, 1);
        event.text = command;
        emit();
    }

    private void fill(EventKind kind, long atLine) {
        event.clear();
        event.kind = kind;
        event.form = LogEvent.Form.COUNTED;
        event.file = file;
        event.line = atLine;
    }

    private void kind(Plan plan) throws IOException, PlanCompiler.Malformed {
        start();
        long sizeBytes = plan.number(0, text.bytes());
        long trace = plan.number(1, text.bytes());
        boolean defined = sizeBytes >= 0 && trace >= 0 && trace <= stacks.traces();
        fill(EventKind.KIND_DEFINED, line);
        event.sizeBytes = defined ? sizeBytes : 0;
        event.stack = defined ? -stacks.stackOf((int) trace) : 0;
        emit();
        kinds++;
        if (!defined) {
            definitions.number(plan, 1, stacks.traces() + 1);
            throw definitions.malformed(plan, 0, "the size is out of range");
        }
    }

    private void counted(int kind, int sign) throws IOException {
        start();
        beginBatch();
        batch.kinds[batch.count++] = kind ^ sign;
        if (batch.count == CountedEvents.MOST) {
            flush();
        }
        if (loop == null && remembers) {
            compileLoop();
        }
    }

    private void compileLoop() {
        Plan allocated = plans.known("allocated");
        Plan freed = plans.known("freed");
        boolean known = allocated != null && freed != null;
        if (known && CountedLines.fits(allocated) && CountedLines.fits(freed)) {
            loop = CountedLines.of(allocated, freed);
        }
    }

    private void whole(Plan plan) throws IOException, PlanCompiler.Malformed {
        start();
        if (definitions.whole(plan)) {
            fill(EventKind.RECORDING_WHOLE, line);
            emit();
        }
    }

    private void malformed(PlanCompiler.Malformed failure, int end) throws IOException {
        String content = new String(text.bytes(), at, end - at, StandardCharsets.ISO_8859_1);
        counts.malformed(Malformation.at(
                file, line, content, Math.min(content.length(), failure.offset()), failure.getMessage()));
        start();
        fill(EventKind.MALFORMED, line);
        emit();
    }

    /** A text that does not end in a line end was cut off: the number that it ends in may have lost digits. */
    private void ended() throws IOException {
        flush();
        start();
        if (at < text.limit()) {
            fill(EventKind.NOTE, line);
            event.cut = true;
            emit();
        }
    }
}
