package dev.leaktriage.analysis;

import dev.leaktriage.document.DocumentKind;
import dev.leaktriage.document.InspectorReader;
import dev.leaktriage.join.WorkloadMatch;
import dev.leaktriage.join.WorkloadMatcher;
import dev.leaktriage.ledger.Ledger;
import dev.leaktriage.log.Malformation;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Census;
import dev.leaktriage.model.Recognition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files of an inspector among those of a run, which tell of no buffer and are read beside the logs.
 *
 * <p>Where there is none, no class that reads one is loaded.
 */
final class InspectorFiles {
    private final List<Source> logs;
    private final List<Source> files;
    private Optional<InspectorReader> reader = Optional.empty();

    private InspectorFiles(List<Source> logs, List<Source> files) {
        this.logs = logs;
        this.files = files;
    }

    /**
     * Tells them apart from the logs, by their first bytes.
     *
     * @throws IOException if a source cannot be read; the message is one line that names it
     */
    static InspectorFiles among(List<Source> sources) throws IOException {
        List<Source> logs = new ArrayList<>();
        List<Source> files = new ArrayList<>();
        if (sources.size() == 1) {
            Source.Beginning beginning = sources.get(0).beginning(DocumentKind.HEAD_BYTES);
            (isInspectors(beginning) ? files : logs).add(beginning.source());
            return new InspectorFiles(logs, files);
        }
        for (Source source : sources) {
            Source again = source.twice();
            Source.Beginning beginning = new Source.Beginning(again.head(DocumentKind.HEAD_BYTES), again);
            (isInspectors(beginning) ? files : logs).add(again);
        }
        if (files.size() > 1) {
            files.sort(Comparator.comparing(Source::name));
        }
        return new InspectorFiles(logs, files);
    }

    /** A file that is empty still tells by its name what it would have had. */
    private static boolean isInspectors(Source.Beginning beginning) {
        String name = beginning.source().name();
        boolean empty = beginning.head().length == 0 && name.endsWith(".yaml");
        return empty
                ? InspectorReader.isNameOfFile(name)
                : DocumentKind.of(beginning.head())
                        .filter(kind -> kind == DocumentKind.INSPECTOR)
                        .isPresent();
    }

    /** The other sources. */
    List<Source> logs() {
        return logs;
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    List<String> names() {
        return files.isEmpty() ? List.of() : files.stream().map(Source::name).toList();
    }

    /**
     * Reads them.
     *
     * @throws IOException if one cannot be read or is none after all; the message is one line that names the place
     */
    void read() throws IOException {
        if (files.isEmpty()) {
            return;
        }
        InspectorReader opened = new InspectorReader();
        reader = Optional.of(opened);
        for (Source file : files) {
            opened.read(file);
        }
    }

    /** What they tell of what the ledger found. */
    WorkloadMatch match(Ledger ledger, Census census, Set<Integer> lives) {
        return reader.isEmpty()
                ? WorkloadMatch.NONE
                : WorkloadMatcher.match(reader.get().inspection(), ledger.loads(), census, lives);
    }

    /** What was recognised in them, and in the logs. */
    Recognition with(Recognition ofLogs) {
        return reader.isEmpty() ? ofLogs : ofLogs.plus(reader.get().recognition());
    }

    /** The records that are not what they should be; their files are numbered as {@link #names()} are. */
    List<Malformation> malformations() {
        return reader.isEmpty() ? List.of() : reader.get().malformations();
    }
}
