package dev.leaktriage.document;

import dev.leaktriage.log.Limits;
import dev.leaktriage.log.Malformation;
import dev.leaktriage.log.ReaderCounts;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.CacheUse;
import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.MemoryCheck;
import dev.leaktriage.model.TensorNote;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** The way out of a document: fills in what all its events share, counts, and keeps to the limits. */
final class DocumentEvents {
    final LogEvent event = new LogEvent();
    final DocumentStacks stacks;

    private final Source source;
    private final int file;
    private final EventSink sink;
    private final ReaderCounts counts;
    private final Besides besides;
    private final long[] records;
    private final long recordsBefore;
    private long unfreed;
    private boolean wanted = true;

    DocumentEvents(
            Source source,
            int file,
            String dialect,
            EventSink sink,
            ReaderCounts counts,
            DocumentStacks stacks,
            Besides besides) {
        this.besides = besides;
        this.source = source;
        this.file = file;
        this.sink = sink;
        this.counts = counts;
        this.records = counts.records(dialect);
        this.recordsBefore = records[0];
        this.stacks = stacks;
    }

    /** True if the sink wants more. */
    boolean wanted() {
        return wanted;
    }

    /** Counts a record that was recognised, whether or not an event comes of it. */
    void recognised() {
        records[0]++;
    }

    /** True if nothing was recognised so far. */
    boolean none() {
        return records[0] == recordsBefore;
    }

    /** Begins an event; the caller fills in what it says, and sends it. */
    LogEvent begin(EventKind kind, LogEvent.Form form, Place at) {
        event.clear();
        event.kind = kind;
        event.form = form;
        event.file = file;
        event.line = at.line();
        event.node = at.node();
        return event;
    }

    /** Sends the event at hand. */
    void send() throws IOException {
        switch (event.kind) {
            case ALLOCATED -> unfreed++;
            case FREED -> unfreed--;
            default -> {}
        }
        Limits limits = source.limits();
        Limits.check(unfreed, limits.liveBuffers(), source.name(), "live buffers", "live-buffers");
        Limits.check(stacks.calls(), limits.stackLines(), source.name(), "distinct lines of stacks", "stack-lines");
        Limits.check(stacks.bytes(), limits.stackBytes(), source.name(), "bytes of distinct stacks", "stack-bytes");
        wanted = sink.accept(event);
    }

    /** A record of the document is not what it should be, and what it said is lost. */
    void malformed(LogEvent.Form form, Place at, String message) throws IOException {
        complain(at, message);
        begin(EventKind.MALFORMED, form, at);
        send();
    }

    /** Something is wrong of which nothing is lost. */
    void complain(Place at, String message) {
        counts.malformed(new Malformation(file, at.line(), at.column(), message, ""));
    }

    /** What a document says of its buffers and operations besides events. */
    void told(List<GraphTensors.Note> tensors, Collection<CacheUse> uses, List<MemoryCheck> checks) {
        tensors.forEach(note ->
                besides.tensors.add(new TensorNote(position(note.allocatedAt()), note.text(), position(note.at()))));
        uses.forEach(use -> besides.cacheUses.merge(use.operation(), use, CacheUse::plus));
        besides.checks.addAll(checks);
    }

    /** A place as reports name it. */
    LogPosition position(Place at) {
        return new LogPosition(source.name(), at.line(), Math.max(0, at.node()));
    }

    /** The document ends in the middle. */
    void cut(LogEvent.Form form, Place at) throws IOException {
        begin(EventKind.NOTE, form, at).cut = true;
        send();
    }

    /** The error that the document is none of its kind. */
    IOException wrong(Place at, String message) {
        return new IOException(source.name() + ":" + at.line() + ":" + at.column() + ": error: " + message);
    }
}
