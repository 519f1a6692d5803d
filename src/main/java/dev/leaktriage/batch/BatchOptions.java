package dev.leaktriage.batch;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.log.Limits;
import dev.leaktriage.model.Analysis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How each log of a batch is judged.
 *
 * @param policy what people accept and demand, applied to each analysis
 * @param judgedBy stands for everything that a result depends on besides the log; results of another one are not reused
 * @param filter which logs are wanted
 * @param results where results are written and those of an earlier batch are found; empty to write none
 */
public record BatchOptions(
        AnalysisOptions analysis,
        UnaryOperator<Analysis> policy,
        String judgedBy,
        Limits limits,
        NameFilter filter,
        Optional<ResultFolder> results) {
    /** Every log by the shipped rules, without results on disk. */
    public static BatchOptions plain(String judgedBy) {
        return new BatchOptions(
                AnalysisOptions.ALL,
                UnaryOperator.identity(),
                judgedBy,
                Limits.CAREFUL,
                NameFilter.ALL,
                Optional.empty());
    }

    /**
     * What stands for everything that a result depends on besides the log.
     *
     * @param program its name and version
     * @param files those of rules, suppressions and budgets
     * @param today the day on which suppressions expire; empty if there are none
     * @throws IOException if a file cannot be read
     */
    public static String judgedBy(String program, AnalysisOptions analysis, List<Path> files, String today)
            throws IOException {
        StringBuilder all = new StringBuilder(program);
        all.append(List.of(analysis.stopAt(), analysis.execution(), analysis.process(), analysis.device()));
        for (Path file : files) {
            all.append(' ').append(Fingerprint.of(file));
        }
        return Fingerprint.of(all.append(today).toString());
    }

    public BatchOptions withResults(ResultFolder folder) {
        return new BatchOptions(analysis, policy, judgedBy, limits, filter, Optional.of(folder));
    }
}
