package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.Site;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** {@code sites.csv}: one row for each process and site, several if its handles differ in verdict or rule. */
final class SitesCsv implements Report {
    private static final CsvTable TABLE = new CsvTable(
            "run",
            "process",
            "site",
            "memory",
            "operation",
            "verdict",
            "confidence",
            "rule",
            "handles",
            "devices",
            "size_bytes",
            "occupied_bytes",
            "top_frame",
            "allocated_at",
            "suppressed_by");

    @Override
    public void write(Analysis analysis, ReportOptions options, Writer out) throws IOException {
        TABLE.write(out, row -> {
            for (SiteAccount account : SiteAccounts.of(analysis)) {
                print(account, row);
            }
        });
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return TABLE.heads(firstLines);
    }

    private static void print(SiteAccount account, CsvTable.Row row) throws IOException {
        AttributionGroup first = account.first();
        Site site = first.handle().site();
        row.print(
                account.life().run(),
                account.life().processLabel(),
                site.id(),
                site.memory().label(),
                site.operation(),
                first.verdict().label(),
                first.confidence().label(),
                first.ruleId(),
                account.sum().handles(),
                account.devices().size(),
                account.sum().sizeBytes(),
                account.sum().occupiedBytes(),
                Units.topFrame(site, first.evidence()),
                first.handle().allocatedAt(),
                Units.position(first.suppressedBy()));
    }
}
