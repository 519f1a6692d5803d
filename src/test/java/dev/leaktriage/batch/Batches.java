package dev.leaktriage.batch;

import dev.leaktriage.model.BatchSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Batches of the files in a folder. */
final class Batches {
    private Batches() {}

    static BatchOptions into(Path results) {
        return BatchOptions.plain("test").withResults(new ResultFolder(results, false));
    }

    static BatchSummary of(Path folder, BatchOptions options, int threads) {
        List<InputFile> files = InputFiles.find(List.of(folder), folder, options.filter(), Optional.empty());
        return new LogBatch(new FileJudge(options), files, threads).run(part -> true);
    }

    static BatchSummary of(Path folder) {
        return of(folder, BatchOptions.plain("test"), 2);
    }

    static List<String> rows(BatchSummary summary) {
        return summary.logs().stream()
                .map(log ->
                        log.log() + " " + log.state().label() + (log.problem().isEmpty() ? "" : " " + log.problem()))
                .toList();
    }
}
