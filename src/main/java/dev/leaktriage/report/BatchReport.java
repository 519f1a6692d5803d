package dev.leaktriage.report;

import dev.leaktriage.model.BatchSummary;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** One way to write down what is said of many logs. */
public interface BatchReport {
    /**
     * Writes the summary with {@code \n} line ends and flushes; the writer stays open.
     *
     * @throws IOException if the writer does not take it
     */
    void write(BatchSummary summary, ReportOptions options, Writer out) throws IOException;

    /** Tells this report's own files from others, as {@link Report#wrote} does. */
    boolean wrote(List<String> firstLines);
}
