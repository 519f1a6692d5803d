package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Finding;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** {@code findings.csv}: one row for each finding. */
final class FindingsCsv implements Report {
    private static final CsvTable TABLE =
            new CsvTable("run", "id", "severity", "process", "device", "count", "size_bytes", "at", "message");

    @Override
    public void write(Analysis analysis, ReportOptions options, Writer out) throws IOException {
        TABLE.write(out, row -> {
            for (Finding finding : analysis.findings()) {
                print(finding, row);
            }
        });
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return TABLE.heads(firstLines);
    }

    private static void print(Finding finding, CsvTable.Row row) throws IOException {
        row.print(
                finding.run(),
                finding.id().label(),
                finding.severity().label(),
                new LifeKey(finding.run(), finding.process()).processLabel(),
                finding.device().isPresent() ? Integer.toString(finding.device().getAsInt()) : "",
                finding.count(),
                finding.sizeBytes(),
                Units.position(finding.firstAt()),
                finding.message());
    }
}
