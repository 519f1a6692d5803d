package dev.leaktriage.analysis;

import dev.leaktriage.document.DocumentKind;
import dev.leaktriage.document.DocumentReader;
import dev.leaktriage.log.LogReader;
import dev.leaktriage.log.Malformation;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.CacheUse;
import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.CrossChecks;
import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.MemoryCheck;
import dev.leaktriage.model.Recognition;
import dev.leaktriage.model.Stacks;
import dev.leaktriage.model.TensorNote;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Reads the files of a run, each by the reader of its kind, which its first bytes tell.
 *
 * <p>The reader of documents is made, and its classes are loaded, only for the first document.
 */
final class RunReader implements Stacks {
    private final LogReader logs;
    private Optional<DocumentReader> documents = Optional.empty();
    private int file;

    /**
     * Makes one.
     *
     * @param threads as many as may read a large log at once
     */
    RunReader(int threads) {
        logs = new LogReader(threads);
    }

    /**
     * Reads a source to its end, or until the sink wants no more.
     *
     * @return true if more events are wanted
     * @throws IOException if it cannot be read; the message is one line that names it
     */
    boolean read(Source source, EventSink sink) throws IOException {
        Source.Beginning beginning = source.beginning(DocumentKind.HEAD_BYTES);
        Optional<DocumentKind> kind = DocumentKind.of(beginning.head());
        int number = file++;
        if (kind.isEmpty()) {
            return logs.read(beginning.source(), sink);
        }
        logs.skip();
        return documents().read(kind.get(), beginning.source(), number, sink);
    }

    private DocumentReader documents() {
        if (documents.isEmpty()) {
            documents = Optional.of(new DocumentReader());
        }
        return documents.get();
    }

    @Override
    public CallStack stack(int stack) {
        return documents.isPresent() && DocumentReader.isOfDocument(stack)
                ? documents.get().stacks().stack(stack)
                : logs.stacks().stack(stack);
    }

    @Override
    public void prepare(int[] wanted) {
        if (documents.isEmpty()) {
            logs.stacks().prepare(wanted);
        }
    }

    /** What was recognised so far. */
    Recognition recognition() {
        Recognition ofLogs = logs.recognition();
        return documents.map(reader -> ofLogs.plus(reader.recognition())).orElse(ofLogs);
    }

    /** The first pieces that are not what they begin like, in the order of the text. */
    List<Malformation> malformations() {
        if (documents.isEmpty()) {
            return logs.malformations();
        }
        return Stream.concat(logs.malformations().stream(), documents.get().malformations().stream())
                .sorted(Comparator.comparingInt(Malformation::file))
                .toList();
    }

    /** Which tensors lie in buffers, as documents say. */
    List<TensorNote> tensors() {
        return documents.map(DocumentReader::tensors).orElse(List.of());
    }

    /** How often operations found their program in the cache, as documents say. */
    List<CacheUse> cacheUses() {
        return documents.map(DocumentReader::cacheUses).orElse(List.of());
    }

    /** What was said of memory, with what documents say of theirs. */
    CrossChecks checked(CrossChecks checks) {
        List<MemoryCheck> ofDocuments = documents.map(DocumentReader::checks).orElse(List.of());
        List<MemoryCheck> all =
                Stream.concat(checks.memories().stream(), ofDocuments.stream()).toList();
        return new CrossChecks(all, checks.volumes());
    }

    /** For each file whose text broke off before its end, by its index: why. */
    SortedMap<Integer, String> cuts() {
        return logs.cuts();
    }
}
