package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.BatchSummary;
import dev.leaktriage.model.Delta;
import dev.leaktriage.model.RunSeries;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The page of a CI job's step, which every program of the step may append to. */
public final class StepSummary {
    /** GitHub drops a page of more than 1,024 KiB as a whole. */
    static final int MOST_BYTES = MarkdownReport.MOST_BYTES;

    /** With less, nothing of use can be said. */
    private static final int LEAST_BYTES = 4 * 1024;

    private StepSummary() {}

    /**
     * Appends a run in Markdown, with as many rows as there is room for in the page.
     *
     * @param page need not exist
     * @throws IOException if the page is full or cannot be written; the message is one line that says so
     */
    public static void append(Path page, Analysis analysis, ReportOptions options) throws IOException {
        append(page, (mostBytes, out) -> new MarkdownReport(mostBytes).write(analysis, options, out));
    }

    /** Appends what changed between two runs; otherwise like {@link #append(Path, Analysis, ReportOptions)}. */
    public static void append(Path page, Delta delta, DeltaOptions options) throws IOException {
        append(page, (mostBytes, out) -> new DeltaMarkdown(mostBytes).write(delta, options, out));
    }

    /** Appends what a batch says of many logs; otherwise like {@link #append(Path, Analysis, ReportOptions)}. */
    public static void append(Path page, BatchSummary summary, ReportOptions options) throws IOException {
        append(page, (mostBytes, out) -> new BatchMarkdown(mostBytes).write(summary, options, out));
    }

    /** Appends how sites went over many runs; otherwise like {@link #append(Path, Analysis, ReportOptions)}. */
    public static void append(Path page, RunSeries series, ReportOptions options) throws IOException {
        append(page, (mostBytes, out) -> new SeriesMarkdown(mostBytes).write(series, options, out));
    }

    /** Writes Markdown that takes no more than so many bytes. */
    private interface Content {
        void writeTo(int mostBytes, Writer out) throws IOException;
    }

    private static void append(Path page, Content content) throws IOException {
        try {
            long written = Files.exists(page) ? Files.size(page) : 0;
            String separator = written == 0 ? "" : "\n";
            long room = MOST_BYTES - written - separator.length();
            if (room < LEAST_BYTES) {
                throw new IOException(
                        "it is full, with " + Units.grouped(written) + " of " + Units.grouped(MOST_BYTES) + " B");
            }
            StringWriter markdown = new StringWriter();
            content.writeTo((int) room, markdown);
            Files.writeString(
                    page,
                    separator + markdown,
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw OutputFile.failed(page, failure);
        }
    }
}
