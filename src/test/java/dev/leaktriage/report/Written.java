package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Delta;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** What a report writes, as a string. */
final class Written {
    private Written() {}

    static String by(Report report, Analysis analysis) {
        return by(report, analysis, ReportOptions.PLAIN);
    }

    static String by(Report report, Analysis analysis, ReportOptions options) {
        StringWriter out = new StringWriter();
        try {
            report.write(analysis, options, out);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toString();
    }

    static String by(DeltaReport report, Delta delta, DeltaOptions options) {
        StringWriter out = new StringWriter();
        try {
            report.write(delta, options, out);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toString();
    }
}
