package dev.leaktriage.report;

import dev.leaktriage.model.BatchSummary;
import dev.leaktriage.model.SiteSummary;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code batch-sites.csv}: one row for each site over all logs, the worst first. */
final class BatchSitesCsv implements BatchReport {
    private static final CsvTable TABLE = new CsvTable(
            "site",
            "memory",
            "operation",
            "top_frame",
            "recurrence",
            "logs",
            "clear_logs",
            "leaking_logs",
            "first_leaking_log",
            "last_leaking_log",
            "confidence",
            "leaks",
            "leak_bytes",
            "leak_occupied_bytes",
            "live",
            "live_bytes",
            "live_occupied_bytes",
            "worst_log",
            "worst_leaks",
            "worst_leak_occupied_bytes",
            "worst_at");

    @Override
    public void write(BatchSummary summary, ReportOptions options, Writer out) throws IOException {
        TABLE.write(out, row -> {
            for (SiteSummary site : summary.sitesWorstFirst()) {
                row.print(cells(site).toArray());
            }
        });
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return TABLE.heads(firstLines);
    }

    private static List<Object> cells(SiteSummary site) {
        SiteSummary.Face face = site.face();
        Sum leaks = site.live(Verdict.LEAK);
        Sum live = site.total();
        List<Object> cells = new ArrayList<>(List.of(
                face.id(),
                face.memory().label(),
                face.operation(),
                face.topFrame(),
                site.recurrence().label(),
                site.logs(),
                site.clearLogs()));
        cells.add(of(site, SiteSummary.Leaking::logs));
        cells.add(of(site, SiteSummary.Leaking::first));
        cells.add(of(site, SiteSummary.Leaking::last));
        cells.add(of(site, leaking -> leaking.strongest().label()));
        cells.addAll(List.of(leaks.handles(), leaks.sizeBytes(), leaks.occupiedBytes()));
        cells.addAll(List.of(live.handles(), live.sizeBytes(), live.occupiedBytes()));
        cells.add(of(site, leaking -> leaking.worst().log()));
        cells.add(of(site, leaking -> leaking.worst().sum().handles()));
        cells.add(of(site, leaking -> leaking.worst().sum().occupiedBytes()));
        cells.add(of(site, leaking -> leaking.worst().at()));
        return cells;
    }

    /** What is said of the logs in which the site leaks; empty if there is none. */
    private static Object of(SiteSummary site, Function<SiteSummary.Leaking, Object> part) {
        Optional<Object> said = site.leaking().map(part);
        return said.orElse("");
    }
}
