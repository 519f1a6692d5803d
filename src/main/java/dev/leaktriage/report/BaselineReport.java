package dev.leaktriage.report;

import dev.leaktriage.model.BaselineResult;
import java.io.IOException;
import java.io.Writer;

/** One way to write down how a run stands against a baseline. */
public interface BaselineReport {
    /**
     * Writes the result with {@code \n} line ends and flushes; the writer stays open.
     *
     * @throws IOException if the writer does not take it
     */
    void write(BaselineResult result, ReportOptions options, Writer out) throws IOException;
}
