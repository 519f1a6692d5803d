package dev.leaktriage.report;

import dev.leaktriage.model.RunSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The reports of a series, by the word that {@code --format} takes and by file name. */
public final class SeriesReports {
    /** One report for each format that a series can be written in. */
    static final Map<ReportFormat, SeriesReport> FORMATS = formats();

    /** What is written into a folder, by file name. */
    static final Map<String, SeriesReport> FILES = files();

    private SeriesReports() {}

    /** The formats that a series can be written in. */
    public static List<ReportFormat> formatsKnown() {
        return List.copyOf(FORMATS.keySet());
    }

    /** The report in that format, one of {@link #formatsKnown}. */
    public static SeriesReport in(ReportFormat format) {
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
    public static List<Path> write(Path directory, RunSeries series, ReportOptions options, boolean force)
            throws IOException {
        Map<String, OutputFile.Content> contents = new LinkedHashMap<>();
        FILES.forEach((name, report) -> contents.put(name, out -> report.write(series, options, out)));
        return FileSet.write(directory, contents, force);
    }

    private static Map<String, SeriesReport> files() {
        Map<String, SeriesReport> files = new LinkedHashMap<>();
        files.put("series.json", FORMATS.get(ReportFormat.JSON));
        files.put("series.csv", FORMATS.get(ReportFormat.CSV));
        files.put("series.txt", FORMATS.get(ReportFormat.TEXT));
        files.put("series.md", FORMATS.get(ReportFormat.MARKDOWN));
        return Collections.unmodifiableMap(files);
    }

    private static Map<ReportFormat, SeriesReport> formats() {
        Map<ReportFormat, SeriesReport> formats = new EnumMap<>(ReportFormat.class);
        formats.put(ReportFormat.TEXT, new SeriesText());
        formats.put(ReportFormat.JSON, new SeriesJson());
        formats.put(ReportFormat.CSV, new SeriesCsv());
        formats.put(ReportFormat.MARKDOWN, new SeriesMarkdown());
        return Collections.unmodifiableMap(formats);
    }
}
