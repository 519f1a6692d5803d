package dev.leaktriage.log;

import dev.leaktriage.model.Recognition;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What the reader counts beside the events. */
final class ReaderCounts {
    /** More malformed lines than this are counted, but not shown. */
    private static final int SHOWN = 200;

    private final TreeMap<String, long[]> records = new TreeMap<>();
    private final List<Malformation> malformations = new ArrayList<>();
    private long malformed;
    private long prefixed;
    private long bytes;
    private long lines;

    /** The counter of a dialect's records. */
    long[] records(String dialect) {
        return records.computeIfAbsent(dialect, name -> new long[1]);
    }

    void malformed(Malformation malformation) {
        malformed++;
        if (malformations.size() < SHOWN) {
            malformations.add(malformation);
        }
    }

    /** How many malformed lines there were so far. */
    long malformed() {
        return malformed;
    }

    void prefixed() {
        prefixed++;
    }

    void text(long bytes, long lines) {
        this.bytes += bytes;
        this.lines += lines;
    }

    List<Malformation> malformations() {
        return List.copyOf(malformations);
    }

    Recognition recognition() {
        TreeMap<String, Long> byDialect = new TreeMap<>();
        records.forEach((dialect, count) -> {
            if (count[0] > 0) {
                byDialect.put(dialect, count[0]);
            }
        });
        return new Recognition(bytes, lines, byDialect, malformed, prefixed);
    }
}
