package dev.leaktriage.document;

import dev.leaktriage.log.Malformation;
import dev.leaktriage.log.ReaderCounts;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.CacheUse;
import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.MemoryCheck;
import dev.leaktriage.model.Recognition;
import dev.leaktriage.model.Stacks;
import dev.leaktriage.model.TensorNote;
import java.io.IOException;
import java.util.List;

/** Reads documents and hands on, in the order of the text, what they say as events. */
public final class DocumentReader {
    private final DocumentStacks stacks = new DocumentStacks();
    private final ReaderCounts counts = new ReaderCounts();
    private final Besides besides = new Besides();

    /** The stacks that the events' stack numbers mean; their numbers are above all that a log reader gives. */
    public Stacks stacks() {
        return stacks;
    }

    /** What was recognised so far. */
    public Recognition recognition() {
        return counts.recognition();
    }

    /** Which tensors lie in buffers that were live at the end of their document. */
    public List<TensorNote> tensors() {
        return List.copyOf(besides.tensors);
    }

    /** How often operations found their program in the cache, by the name of the operation. */
    public List<CacheUse> cacheUses() {
        return List.copyOf(besides.cacheUses.values());
    }

    /** What documents state of memory, held against their own events. */
    public List<MemoryCheck> checks() {
        return List.copyOf(besides.checks);
    }

    /** The first pieces of documents that are not what they should be, in the order of the text. */
    public List<Malformation> malformations() {
        return counts.malformations();
    }

    /**
     * Reads a document to its end, or until the sink wants no more.
     *
     * @param kind what it is
     * @param file its index among the files of the run
     * @return true if more events are wanted
     * @throws IOException if it cannot be read, is above its limits or has nothing of what its kind has; the message
     *     is one line that names the place
     */
    public boolean read(DocumentKind kind, Source source, int file, EventSink sink) throws IOException {
        DocumentEvents events = new DocumentEvents(source, file, kind.label(), sink, counts, stacks, besides);
        try (CountedText text = new CountedText(source.stream())) {
            switch (kind) {
                case GRAPH_CAPTURE, GRAPH_REPORT -> GraphDocument.read(text, events);
                case MEMORY_REPORT -> MemoryReport.read(text, events);
                case MEMORY_SUMMARY -> MemorySummary.read(text, events);
                case REPORT_DATABASE -> ReportDatabase.read(text, events);
                case INSPECTOR ->
                    throw events.wrong(
                            new Place(1, 1),
                            "this is an inspector's file, which tells of no buffer; name it beside its log");
            }
            text.drain(events.wanted());
            counts.text(text.bytes(), text.lines());
        }
        return events.wanted();
    }

    /** True if the stack number is one that a document reader gave. */
    public static boolean isOfDocument(int stack) {
        return stack >= DocumentStacks.FIRST;
    }
}
