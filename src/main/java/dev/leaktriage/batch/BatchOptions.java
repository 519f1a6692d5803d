package dev.leaktriage.batch;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.log.Limits;
import dev.leaktriage.model.Analysis;
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

    public BatchOptions withResults(ResultFolder folder) {
        return new BatchOptions(analysis, policy, judgedBy, limits, filter, Optional.of(folder));
    }
}
