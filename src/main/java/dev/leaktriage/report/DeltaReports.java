package dev.leaktriage.report;

import dev.leaktriage.model.Delta;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The reports of a difference: by the word that {@code --format} takes, and as the files of {@code --reports}. */
public final class DeltaReports {
    /** One report for each format that a difference can be written in. */
    static final Map<ReportFormat, DeltaReport> FORMATS = formats();

    /** What {@code --reports} writes, by file name. */
    static final Map<String, DeltaReport> FILES = files();

    private DeltaReports() {}

    /** The formats that a difference can be written in. */
    public static List<ReportFormat> formatsKnown() {
        return List.copyOf(FORMATS.keySet());
    }

    /** The report in that format, one of {@link #formatsKnown}. */
    public static DeltaReport in(ReportFormat format) {
        return FORMATS.get(format);
    }

    /**
     * Writes all files of the set, as {@link ReportSet#write} does.
     *
     * @throws IOException if a file may not be overwritten or cannot be written; the message is one line
     */
    public static List<Path> write(Path directory, Delta delta, DeltaOptions options, boolean force)
            throws IOException {
        Map<String, OutputFile.Content> contents = new LinkedHashMap<>();
        FILES.forEach((name, report) -> contents.put(name, out -> report.write(delta, options, out)));
        return FileSet.write(directory, contents, force);
    }

    private static Map<ReportFormat, DeltaReport> formats() {
        Map<ReportFormat, DeltaReport> formats = new EnumMap<>(ReportFormat.class);
        formats.put(ReportFormat.TEXT, new DeltaText());
        formats.put(ReportFormat.JSON, new DeltaJson());
        formats.put(ReportFormat.CSV, new DeltaSitesCsv());
        formats.put(ReportFormat.HTML, new DeltaHtml());
        formats.put(ReportFormat.MARKDOWN, new DeltaMarkdown());
        return Collections.unmodifiableMap(formats);
    }

    private static Map<String, DeltaReport> files() {
        Map<String, DeltaReport> files = new LinkedHashMap<>();
        files.put("diff.html", FORMATS.get(ReportFormat.HTML));
        files.put("diff.json", FORMATS.get(ReportFormat.JSON));
        files.put("diff-sites.csv", FORMATS.get(ReportFormat.CSV));
        return Collections.unmodifiableMap(files);
    }
}
