package dev.leaktriage.cli;

import dev.leaktriage.analysis.AddressReport;
import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.Analyzer;
import dev.leaktriage.model.Analysis;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * What the commands ask of the analysis; the arguments and errors are those of {@link Analyzer}.
 *
 * @param analyze judges a run
 * @param explain tells the life of one address
 */
record Pipeline(Step<Analysis> analyze, Step<AddressReport> explain) {
    /** The real one. */
    static final Pipeline ANALYZER = new Pipeline(Analyzer::analyze, Analyzer::explain);

    /** From logs and options to a result. */
    @FunctionalInterface
    interface Step<T> {
        T run(List<String> logs, InputStream standardInput, AnalysisOptions options) throws IOException;
    }
}
