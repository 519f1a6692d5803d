package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that {@code --reports} writes. */
public final class ReportSet {
    /** What is written where it applies, by file name. */
    static final Map<String, Report> FILES = files();

    /** So many files have a row for each live handle. */
    private static final int LARGE_FILES = 3;
    /** Of fewer, several threads write no faster; of 8,000 they do by a tenth, of 100,000 by a quarter. */
    private static final int MANY_HANDLES = 2000;

    private ReportSet() {}

    /**
     * Writes all files of the set; none of them is touched before all are complete.
     *
     * @param directory made if it is not there
     * @param force true to overwrite files that this program did not write
     * @return the paths of the files, in the order of the set
     * @throws IOException if a file may not be overwritten or cannot be written; the message is one line that
     *     names it and the reason
     */
    public static List<Path> write(Path directory, Analysis analysis, ReportOptions options, boolean force)
            throws IOException {
        Map<String, OutputFile.Content> contents = new LinkedHashMap<>();
        FILES.forEach((name, report) -> {
            if (report.appliesTo(analysis)) {
                contents.put(name, out -> report.write(analysis, options, out));
            }
        });
        return FileSet.write(directory, contents, atOnce(analysis), force);
    }

    private static int atOnce(Analysis analysis) {
        return analysis.attributions().size() < MANY_HANDLES ? 1 : LARGE_FILES;
    }

    private static Map<String, Report> files() {
        Map<String, Report> files = new LinkedHashMap<>();
        files.put("report.html", ReportFormat.HTML.report());
        files.put("report.json", ReportFormat.JSON.report());
        files.put("live-buffers.csv", ReportFormat.CSV.report());
        files.put("sites.csv", new SitesCsv());
        files.put("devices.csv", new DevicesCsv());
        files.put("findings.csv", new FindingsCsv());
        files.put("tests.csv", new TestsCsv());
        files.put("oom.csv", new ShortagesCsv());
        return Collections.unmodifiableMap(files);
    }
}
