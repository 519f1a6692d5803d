package dev.leaktriage.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The reports of a series, by the word that {@code --format} takes. */
public final class SeriesReports {
    /** One report for each format that a series can be written in. */
    static final Map<ReportFormat, SeriesReport> FORMATS = formats();

    private SeriesReports() {}

    /** The formats that a series can be written in. */
    public static List<ReportFormat> formatsKnown() {
        return List.copyOf(FORMATS.keySet());
    }

    /** The report in that format, one of {@link #formatsKnown}. */
    public static SeriesReport in(ReportFormat format) {
        return FORMATS.get(format);
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
