package dev.leaktriage.log;

import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Recognition;
import dev.leaktriage.model.Stacks;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads logs of any mixture of dialects and hands their events on in the order of the text. */
public final class LogReader {
    /** Large enough that what a range costs beside its bytes does not count, small enough that events need not wait. */
    private static final int RANGE_BYTES = 1 << 21;

    private final StackTrie stacks = new StackTrie();
    private final ReaderCounts counts = new ReaderCounts();
    private final RecordScanner scanner;
    private final RangeReader ranges;
    private final SortedMap<Integer, String> cuts = new TreeMap<>();
    private int file;
    private long unfreed;

    /** Makes a reader of all dialects, which reads with one thread. */
    public LogReader() {
        this(Dialects.all());
    }

    /**
     * Makes a reader of all dialects.
     *
     * @param threads how many threads may read a large file at once, at least 1; the events come in the order of the
     *     text, one at a time, but not all from the same thread
     */
    public LogReader(int threads) {
        this(Dialects.all(), true, threads, RANGE_BYTES);
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
        Language language = new Language(dialects);
        scanner = new RecordScanner(language, remembers, stacks, counts);
        ranges = new RangeReader(language, remembers, stacks, counts, threads, rangeBytes);
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
        return scanner.parses() + ranges.parses();
    }

    /**
     * Reads a source to its end, or until the sink wants no more.
     *
     * @param sink gets the events
     * @return true if more events are wanted
     * @throws IOException if the source cannot be read or is above its limits; the message is one line that names it
     */
    public boolean read(Source source, EventSink sink) throws IOException {
        RecordScanner.Receiver receiver = receiver(source, sink);
        Optional<RangedFile> inRanges = source.ranged().filter(file -> ranges.isWorthwhile(file.sizeBytes()));
        boolean wanted = inRanges.isPresent() ? readRanges(inRanges.get(), receiver) : readWhole(source, receiver);
        file++;
        return wanted;
    }

    /** Counts a file that something else reads, so that the numbers of files stay those of the run. */
    public void skip() {
        file++;
    }

    private RecordScanner.Receiver receiver(Source source, EventSink sink) {
        return new RecordScanner.Receiver() {
            @Override
            public boolean accept(LogEvent event) throws IOException {
                checkLimits(source, event);
                return sink.accept(event);
            }

            @Override
            public void expect(int count, long[] devices, long[] addresses) {
                sink.expect(count, devices, addresses);
            }
        };
    }

    private boolean readRanges(RangedFile text, RecordScanner.Receiver receiver) throws IOException {
        try (text) {
            return ranges.read(text, file, receiver);
        }
    }

    private boolean readWhole(Source source, RecordScanner.Receiver receiver) throws IOException {
        boolean ahead = source.isSlow() && ranges.hasSeveralThreads();
        try (Source.Feed feed = ahead ? new AheadFeed(source.open()) : source.open()) {
            boolean wanted = scanner.read(feed, file, receiver);
            if (!feed.cutBecause().isEmpty()) {
                cuts.put(file, feed.cutBecause());
            }
            return wanted;
        }
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
