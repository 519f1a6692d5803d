package dev.leaktriage.log;

import dev.leaktriage.model.Recognition;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What the reader counts beside the events. */
public final class ReaderCounts {
    /** More malformed lines than this are counted, but not shown. */
    private static final int SHOWN = 200;

    private final TreeMap<String, long[]> records = new TreeMap<>();
    private final List<Malformation> malformations = new ArrayList<>();
    private long malformed;
    private long prefixed;
    private long bytes;
    private long lines;

    /** The counter of a dialect's records. */
    public long[] records(String dialect) {
        return records.computeIfAbsent(dialect, name -> new long[1]);
    }

    /** Counts a line or node that does not parse, and keeps the first ones to be shown. */
    public void malformed(Malformation malformation) {
        malformed++;
        if (malformations.size() < SHOWN) {
            malformations.add(malformation);
        }
    }

    /** How many malformed lines there were so far. */
    long malformed() {
        return malformed;
    }

    void prefixed(int records) {
        prefixed += records;
    }

    /** Adds a text that was read, as it is after decompression. */
    public void text(long bytes, long lines) {
        this.bytes += bytes;
        this.lines += lines;
    }

    /** Gives what was counted so far, and begins anew. */
    ReaderCounts take() {
        ReaderCounts taken = new ReaderCounts();
        taken.add(this, 0);
        records.values().forEach(count -> count[0] = 0);
        malformations.clear();
        malformed = 0;
        prefixed = 0;
        bytes = 0;
        lines = 0;
        return taken;
    }

    /**
     * Adds what was counted in the text that follows.
     *
     * @param linesBefore how many lines of the file stand before that text
     */
    void add(ReaderCounts next, long linesBefore) {
        next.records.forEach((dialect, count) -> records(dialect)[0] += count[0]);
        int room = SHOWN - malformations.size();
        next.malformations.stream()
                .limit(room)
                .map(malformation -> malformation.movedBy(linesBefore))
                .forEach(malformations::add);
        malformed += next.malformed;
        prefixed += next.prefixed;
        text(next.bytes, next.lines);
    }

    /** The first of them, in the order of the text. */
    public List<Malformation> malformations() {
        return List.copyOf(malformations);
    }

    /** Everything that was counted so far. */
    public Recognition recognition() {
        TreeMap<String, Long> byDialect = new TreeMap<>();
        records.forEach((dialect, count) -> {
            if (count[0] > 0) {
                byDialect.put(dialect, count[0]);
            }
        });
        return new Recognition(bytes, lines, byDialect, malformed, prefixed);
    }
}
