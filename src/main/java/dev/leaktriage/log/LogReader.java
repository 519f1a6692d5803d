package dev.leaktriage.log;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Recognition;
import dev.leaktriage.model.ServerEvents;
import dev.leaktriage.model.Stacks;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reads logs of any mixture of dialects and hands their events on in the order of the text. */
public final class LogReader {
    /** Large enough that what a range costs beside its bytes does not count, small enough that events need not wait. */
    private static final int RANGE_BYTES = 1 << 21;

    private final StackTrie stacks = new StackTrie();
    private final HeaptrackStacks recordedStacks = new HeaptrackStacks();
    private final ReaderCounts counts = new ReaderCounts();
    private final Supplier<Language> languages;
    private final int threads;
    private final int rangeBytes;
    private final SortedMap<Integer, String> cuts = new TreeMap<>();
    private final boolean remembers;
    /** True if a text may be a recording as a whole. */
    private final boolean recordings;

    /** Made for the first text that is no recording, for it takes longer than to read a small one; null until then. */
    private Language language;

    private RecordScanner scanner;
    private RangeReader ranges;
    private long recordingParses;
    private int file;
    private long unfreed;

    /** Makes a reader of all dialects, which reads with one thread. */
    public LogReader() {
        this(1);
    }

    /**
     * Makes a reader of all dialects.
     *
     * @param threads how many threads may read a large file at once, at least 1; with more than one, the events come in
     *     the order of the text, one at a time, but not all from the same thread, and more may have been read before a
     *     sink gets one
     */
    public LogReader(int threads) {
        this(Dialects.all(), Language::ofAll, true, threads, RANGE_BYTES);
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
        this(dialects, remembers, 1, RANGE_BYTES);
    }

    LogReader(List<Dialect> dialects, boolean remembers, int threads, int rangeBytes) {
        this(dialects, () -> new Language(dialects), remembers, threads, rangeBytes);
    }

    private LogReader(
            List<Dialect> dialects, Supplier<Language> languages, boolean remembers, int threads, int rangeBytes) {
        this.languages = languages;
        this.threads = threads;
        this.rangeBytes = rangeBytes;
        this.remembers = remembers;
        this.recordings = dialects.stream().anyMatch(Dialect::isOfWholeTexts);
    }

    /** Makes what the first reader of a log that is no recording has to wait for. */
    public static void prepare() {
        Language.ofAll();
    }

    /** The stacks that the events' stack numbers mean. */
    public Stacks stacks() {
        return new Stacks() {
            @Override
            public CallStack stack(int stack) {
                return stack < 0 ? recordedStacks.stack(-stack) : stacks.stack(stack);
            }

            @Override
            public void prepare(int[] wanted) {
                stacks.prepare(Arrays.stream(wanted).filter(stack -> stack > 0).toArray());
            }
        };
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
        return (scanner == null ? 0 : scanner.parses()) + (ranges == null ? 0 : ranges.parses()) + recordingParses;
    }

    /** In how many bytes one thread looked for colour codes so far. */
    long searchedBytes() {
        return scanner == null ? 0 : scanner.searchedBytes();
    }

    /**
     * Reads a source to its end, or until the sink wants no more.
     *
     * @param sink gets the events
     * @return true if more events are wanted
     * @throws IOException if the source cannot be read or is above its limits; the message is one line that names it
     */
    public boolean read(Source source, EventSink sink) throws IOException {
        Optional<RangedFile> text = source.ranged();
        boolean wanted = text.isPresent() ? readFile(source, text.get(), sink) : readWhole(source, sink);
        file++;
        return wanted;
    }

    /** Counts a file that something else reads, so that the numbers of files stay those of the run. */
    public void skip() {
        file++;
    }

    private boolean readFile(Source source, RangedFile text, EventSink sink) throws IOException {
        try (text) {
            boolean inRanges = threads > 1
                    && RangeReader.isWorthwhile(text.sizeBytes(), threads, rangeBytes)
                    && !isRecording(new PeekedFeed(text.from(0)));
            return inRanges ? ranges().read(text, file, limited(source, sink)) : readWhole(source, sink);
        }
    }

    private boolean readWhole(Source source, EventSink sink) throws IOException {
        boolean ahead = source.isSlow() && threads > 1;
        try (PeekedFeed feed = new PeekedFeed(ahead ? new AheadFeed(source.open()) : source.open())) {
            boolean wanted =
                    isRecording(feed) ? readRecording(source, feed, sink) : readRecords(feed, limited(source, sink));
            if (!feed.cutBecause().isEmpty()) {
                cuts.put(file, feed.cutBecause());
            }
            return wanted;
        }
    }

    /** With one thread, all that was read was handed on whenever the sink wants no more. */
    private boolean readRecords(Feed feed, RecordScanner.Receiver receiver) throws IOException {
        return threads > 1
                ? scanner().readAhead(feed, file, receiver)
                : scanner().read(feed, file, receiver);
    }

    private Language language() {
        language = language == null ? languages.get() : language;
        return language;
    }

    private RecordScanner scanner() {
        scanner = scanner == null ? new RecordScanner(language(), remembers, stacks, counts) : scanner;
        return scanner;
    }

    private RangeReader ranges() {
        ranges = ranges == null ? new RangeReader(language(), remembers, stacks, counts, threads, rangeBytes) : ranges;
        return ranges;
    }

    private boolean isRecording(PeekedFeed feed) {
        return recordings && HeaptrackReader.recognises(feed.head());
    }

    private boolean readRecording(Source source, Feed feed, EventSink sink) throws IOException {
        HeaptrackReader reader =
                new HeaptrackReader(source, feed, file, sink, recordedStacks, counts, remembers, threads);
        boolean wanted = reader.read();
        recordingParses += reader.parses();
        return wanted;
    }

    private RecordScanner.Receiver limited(Source source, EventSink sink) {
        return new RecordScanner.Receiver() {
            @Override
            public boolean accept(LogEvent event) throws IOException {
                checkLimits(source, event);
                return sink.accept(event);
            }

            @Override
            public boolean accept(ServerEvents events) throws IOException {
                if (source.limits() != Limits.NONE) {
                    return RecordScanner.Receiver.super.accept(events);
                }
                for (int i = 0; i < events.count(); i++) {
                    unfreed = events.isFree(i) ? Math.max(0, unfreed - 1) : unfreed + 1;
                }
                return sink.accept(events);
            }

            @Override
            public void expect(int count, long[] devices, long[] addresses) {
                sink.expect(count, devices, addresses);
            }
        };
    }

    private void checkLimits(Source source, LogEvent event) throws IOException {
        switch (event.kind) {
            case ALLOCATED -> unfreed++;
            case FREED -> unfreed = Math.max(0, unfreed - 1);
            default -> {}
        }
        Limits limits = source.limits();
        if (limits == Limits.NONE) {
            return;
        }
        Limits.check(unfreed, limits.liveBuffers(), source.name(), "live buffers", "live-buffers");
        Limits.check(stacks.lines(), limits.stackLines(), source.name(), "distinct lines of stacks", "stack-lines");
        Limits.check(stacks.bytes(), limits.stackBytes(), source.name(), "bytes of distinct stacks", "stack-bytes");
    }
}
