package dev.leaktriage.analysis;

import dev.leaktriage.model.Analysis;
import java.io.IOException;
import java.util.List;

/** Runs an analysis. */
public final class Analyzer {
    private Analyzer() {}

    /**
     * Analyses the logs of one run.
     *
     * @param logs paths, or {@code -} for standard input
     * @throws IOException if a log cannot be read; the message is one line that names the log and the reason
     * @throws IllegalArgumentException if an option names something that the logs or rules do not have; the
     *     message is one line
     */
    public static Analysis analyze(List<String> logs, AnalysisOptions options) throws IOException {
        throw new IOException("no reader for " + logs + " with " + options);
    }

    /**
     * Tells the whole life of one address, {@link AnalysisOptions#address()}.
     *
     * @param logs as for {@link #analyze}
     * @throws IOException as for {@link #analyze}
     * @throws IllegalArgumentException as for {@link #analyze}, and if the options name no address
     */
    public static AddressReport explain(List<String> logs, AnalysisOptions options) throws IOException {
        throw new IOException("no reader for " + logs + " with " + options);
    }
}
