package dev.leaktriage.report;

import dev.leaktriage.model.BatchSummary;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.LogSummary;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code batch.csv}: one row for each log, the worst first. */
final class BatchLogsCsv implements BatchReport {
    private static final CsvTable TABLE = new CsvTable(columns());

    @Override
    public void write(BatchSummary summary, ReportOptions options, Writer out) throws IOException {
        TABLE.write(out, row -> {
            for (LogSummary log : summary.logsWorstFirst()) {
                row.print(cells(log).toArray());
            }
        });
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return TABLE.heads(firstLines);
    }

    private static String[] columns() {
        List<String> columns = new ArrayList<>(List.of(
                "log",
                "state",
                "problem",
                "bytes",
                "lines",
                "records",
                "malformed",
                "lost_events_at_least",
                "damages",
                "ended_early",
                "allocated",
                "freed",
                "superseded",
                "live",
                "live_bytes"));
        for (Verdict verdict : Verdict.values()) {
            String name = verdict.label().replace('-', '_');
            columns.addAll(List.of(name, name + "_bytes", name + "_occupied_bytes"));
        }
        for (Confidence confidence : Confidence.values()) {
            columns.add("open_leaks_" + confidence.label());
        }
        columns.addAll(List.of("suppressed", "findings", "budgets_exceeded"));
        return columns.toArray(String[]::new);
    }

    private static List<Object> cells(LogSummary log) {
        List<Object> cells = new ArrayList<>(List.of(log.log(), log.state().label(), log.problem()));
        Optional<LogSummary.Figures> figures = log.figures();
        if (figures.isEmpty()) {
            // A log that was not read has no figures, which is not the same as zeros.
            while (cells.size() < columns().length) {
                cells.add("");
            }
            return cells;
        }
        addFigures(cells, figures.get());
        return cells;
    }

    private static void addFigures(List<Object> cells, LogSummary.Figures figures) {
        cells.addAll(List.of(
                figures.bytes(),
                figures.lines(),
                figures.records(),
                figures.malformed(),
                figures.lostEventsAtLeast(),
                figures.damages(),
                figures.endedEarly(),
                figures.totals().allocated(),
                figures.totals().freed(),
                figures.totals().superseded(),
                figures.totals().live(),
                figures.totals().liveBytes()));
        for (Verdict verdict : Verdict.values()) {
            Sum sum = figures.live(verdict);
            cells.addAll(List.of(sum.handles(), sum.sizeBytes(), sum.occupiedBytes()));
        }
        Arrays.stream(Confidence.values())
                .forEach(confidence -> cells.add(figures.openLeaks().getOrDefault(confidence, 0L)));
        cells.addAll(List.of(
                figures.suppressed(),
                BatchWords.findings(figures),
                figures.exceeded().size()));
    }
}
