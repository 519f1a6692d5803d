package dev.leaktriage.report;

import dev.leaktriage.model.BatchSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The reports about many logs, by the word that {@code --format} takes and by file name. */
public final class BatchReports {
    /** One report for each format that many logs can be written in. */
    static final Map<ReportFormat, BatchReport> FORMATS = formats();

    /** What is written into a folder, by file name. */
    static final Map<String, BatchReport> FILES = files();

    private BatchReports() {}

    /** The formats that many logs can be written in. */
    public static List<ReportFormat> formatsKnown() {
        return List.copyOf(FORMATS.keySet());
    }

    /** The report in that format, one of {@link #formatsKnown}. */
    public static BatchReport in(ReportFormat format) {
        return FORMATS.get(format);
    }

    /**
     * Writes all files of the set; none of them is touched before all are complete.
     *
     * @param directory made if it is not there
     * @param force true to overwrite files that this program did not write
     * @return the paths of the files
     * @throws IOException if a file may not be overwritten or cannot be written; the message is one line that names it
     *     and the reason
     */
    public static List<Path> write(Path directory, BatchSummary summary, ReportOptions options, boolean force)
            throws IOException {
        Map<String, OutputFile.Content> contents = new LinkedHashMap<>();
        FILES.forEach((name, report) -> contents.put(name, out -> report.write(summary, options, out)));
        return FileSet.write(directory, contents, force);
    }

    private static Map<ReportFormat, BatchReport> formats() {
        Map<ReportFormat, BatchReport> formats = new EnumMap<>(ReportFormat.class);
        formats.put(ReportFormat.TEXT, new BatchText());
        formats.put(ReportFormat.JSON, new SummaryJson());
        formats.put(ReportFormat.CSV, new BatchLogsCsv());
        formats.put(ReportFormat.MARKDOWN, new BatchMarkdown());
        return Collections.unmodifiableMap(formats);
    }

    private static Map<String, BatchReport> files() {
        Map<String, BatchReport> files = new LinkedHashMap<>();
        files.put("batch.html", new BatchPage());
        files.put("batch.json", FORMATS.get(ReportFormat.JSON));
        files.put("batch.csv", FORMATS.get(ReportFormat.CSV));
        files.put("batch-sites.csv", new BatchSitesCsv());
        files.put("batch.txt", FORMATS.get(ReportFormat.TEXT));
        return Collections.unmodifiableMap(files);
    }
}
