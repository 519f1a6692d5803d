package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** One way to write down an analysis. */
public interface Report {
    /**
     * Writes the analysis with {@code \n} line ends and flushes; the writer stays open.
     *
     * @throws IOException if the writer does not take it
     */
    void write(Analysis analysis, ReportOptions options, Writer out) throws IOException;

    /** True if the report has something to say of the analysis; most always have. */
    default boolean appliesTo(Analysis analysis) {
        return true;
    }

    /**
     * Tells this report's own files from others.
     *
     * @param firstLines the first lines of a file, without line ends; fewer than {@link Overwriting#HEAD_LINES}
     *     if the file is shorter
     */
    boolean wrote(List<String> firstLines);
}
