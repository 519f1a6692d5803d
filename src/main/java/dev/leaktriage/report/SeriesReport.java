package dev.leaktriage.report;

import dev.leaktriage.model.RunSeries;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** One way to write down how sites went over several runs. */
public interface SeriesReport {
    /**
     * Writes the series with {@code \n} line ends and flushes; the writer stays open.
     *
     * @throws IOException if the writer does not take it
     */
    void write(RunSeries series, ReportOptions options, Writer out) throws IOException;

    /** Tells this report's own files from others, as {@link Report#wrote} does. */
    boolean wrote(List<String> firstLines);
}
