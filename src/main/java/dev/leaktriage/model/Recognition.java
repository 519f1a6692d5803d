package dev.leaktriage.model;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the reader made of the text.
 *
 * @param bytes how many bytes were read, after decompression
 * @param lines how many lines, a last one without line end included
 * @param recordsByDialect recognised records, by dialect
 * @param malformed lines that start like a record and do not parse
 * @param prefixed records that had something before them on their line
 */
public record Recognition(
        long bytes, long lines, SortedMap<String, Long> recordsByDialect, long malformed, long prefixed) {
    public Recognition {
        recordsByDialect = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(recordsByDialect));
    }

    /** What two readers made of different texts. */
    public Recognition plus(Recognition other) {
        TreeMap<String, Long> records = new TreeMap<>(recordsByDialect);
        other.recordsByDialect.forEach((dialect, count) -> records.merge(dialect, count, Long::sum));
        return new Recognition(
                bytes + other.bytes,
                lines + other.lines,
                records,
                malformed + other.malformed,
                prefixed + other.prefixed);
    }

    public long records() {
        return recordsByDialect.values().stream().mapToLong(Long::longValue).sum();
    }
}
