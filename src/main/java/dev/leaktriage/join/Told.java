package dev.leaktriage.join;

import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes what files tell that have no rows: records to lend, lines about processes, and lines of which nothing can be made.
 *
 * <p>Nothing tells when in the course of the rows a line was written. That a process died is said after the rows, which
 * leaves open what it would still have freed; which test ran when cannot be said.
 */
final class Told {
    private static final int MOST_KEPT = 10_000;

    private final Stream rows;
    private final Map<Stream, LentRecords> lent = new EnumMap<>(Stream.class);
    private final List<LogEvent> later = new ArrayList<>();
    private final List<LogEvent> cuts = new ArrayList<>();
    private final MemoryReports reports;
    private final long[] passedOver;

    /**
     * Prepares.
     *
     * @param rows the stream that has the rows
     * @param names of the files, by their place
     */
    Told(Stream rows, List<String> names) {
        this.rows = rows;
        this.reports = new MemoryReports(names);
        this.passedOver = new long[names.size()];
    }

    boolean accept(LogEvent event) {
        if (event.cut) {
            cuts.add(copy(event));
            event.cut = false;
        }
        Optional<Stream> stream = Stream.of(event);
        if (stream.isPresent()) {
            lend(stream.get(), event);
        } else if (event.form == LogEvent.Form.RUNTIME) {
            defer(event);
        } else if (event.kind.isOfTests()) {
            passedOver[event.file]++;
        }
        return true;
    }

    private void lend(Stream stream, LogEvent event) {
        if (stream == Stream.SNAPSHOT && rows != Stream.SNAPSHOT) {
            reports.take(event);
            return;
        }
        if (stream == rows || !stream.lends()) {
            passedOver[event.file]++;
            return;
        }
        if (stream == Stream.GRAPH_CAPTURE && !isOfAnAllocator(event)) {
            return;
        }
        lent.computeIfAbsent(stream, ignored -> new LentRecords(stream, Join.isByDevice(rows, stream)))
                .take(event);
    }

    /**
     * True if the allocator knows what a node of a capture is about, and where it lies. Without dispatch nothing lies
     * anywhere, and an operation that was aborted may have been so in the middle of the rows; both are counted.
     */
    private boolean isOfAnAllocator(LogEvent event) {
        boolean placeless = event.kind == EventKind.ALLOCATED && event.memory != Memory.CB && event.address == 0;
        if (placeless || event.kind == EventKind.EXCEPTION) {
            passedOver[event.file]++;
            return false;
        }
        return event.memory != Memory.CB;
    }

    private void defer(LogEvent event) {
        switch (event.kind) {
            case NOTE, MALFORMED -> {}
            case MEMORY_STATE, ALLOCATION_COUNTED -> passedOver[event.file]++;
            default -> {
                if (later.size() < MOST_KEPT) {
                    later.add(copy(event));
                } else {
                    passedOver[event.file]++;
                }
            }
        }
    }

    private static LogEvent copy(LogEvent event) {
        LogEvent copied = new LogEvent();
        copied.copy(event);
        return copied;
    }

    List<LentRecords> lent() {
        return List.copyOf(lent.values());
    }

    /** What reports state. */
    List<StatedState> states() {
        return reports.states();
    }

    /** Hands on what counts as said after the rows. */
    void tellLater(EventSink sink) {
        for (LogEvent event : later) {
            if (!sink.accept(event)) {
                return;
            }
        }
    }

    /** The records that the end of their file cuts off. */
    List<LogEvent> cuts() {
        return cuts;
    }

    long passedOver(int file) {
        return passedOver[file] + reports.passedOver(file);
    }
}
