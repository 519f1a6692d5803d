package dev.leaktriage.report;

import dev.leaktriage.model.BatchSummary;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.LogSummary;
import dev.leaktriage.model.SiteSummary;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.report.Section.Cell;
import dev.leaktriage.report.Section.Column;
import dev.leaktriage.report.Section.Row;
import java.util.List;

/** The tables about many logs for people. */
final class BatchSections {
    private BatchSections() {}

    static List<Section> of(BatchSummary summary, ReportOptions options) {
        return List.of(sites(summary, options), logs(summary, options));
    }

    private static Section sites(BatchSummary summary, ReportOptions options) {
        List<SiteSummary> sites = summary.sitesWorstFirst().stream()
                .filter(site -> site.total().handles() > 0)
                .toList();
        return new Section(
                "Sites over all logs, worst first",
                List.of(
                        Column.text("site"),
                        Column.text("recurrence"),
                        Column.number("leaking in"),
                        Column.number("held by"),
                        Column.number("leaks"),
                        Column.number("leaked size"),
                        Column.number("occupied"),
                        Column.number("live"),
                        Column.text("memory")),
                TopRows.of(sites, options).stream().map(BatchSections::row).toList(),
                TopRows.leftOut(
                        sites,
                        options,
                        "sites",
                        rest -> Units.grouped(rest.stream()
                                        .mapToLong(
                                                site -> site.live(Verdict.LEAK).handles())
                                        .sum())
                                + " leaks"));
    }

    private static Row row(SiteSummary site) {
        Sum leaks = site.live(Verdict.LEAK);
        return new Row(
                List.of(
                        new Cell(site.face().id(), leaks.handles() > 0 ? Tone.BAD : Tone.PLAIN),
                        Cell.of(site.recurrence().label()),
                        Cell.of(Units.grouped(
                                site.leaking().map(SiteSummary.Leaking::logs).orElse(0L))),
                        Cell.of(Units.count(site.logs(), "log", "logs")),
                        Cell.of(Units.grouped(leaks.handles())),
                        Cell.of(Units.bytes(leaks.sizeBytes())),
                        Cell.of(Units.bytes(leaks.occupiedBytes())),
                        Cell.of(Units.grouped(site.total().handles())),
                        Cell.of(site.face().memory().label())),
                List.of(BatchWords.name(site.face()), BatchWords.worst(site)),
                "");
    }

    private static Section logs(BatchSummary summary, ReportOptions options) {
        List<LogSummary> logs = summary.tellingLogsWorstFirst();
        return new Section(
                "Logs, worst first",
                List.of(
                        Column.position("log"),
                        Column.text("state"),
                        Column.number("leaks"),
                        Column.number("leaked size"),
                        Column.number("unresolved"),
                        Column.number("live"),
                        Column.number("records"),
                        Column.number("text")),
                TopRows.of(logs, options).stream().map(BatchSections::row).toList(),
                TopRows.leftOut(
                        logs,
                        options,
                        "logs",
                        rest -> Units.grouped(rest.stream()
                                        .mapToLong(log -> log.live(Verdict.LEAK).handles())
                                        .sum())
                                + " leaks"));
    }

    private static Row row(LogSummary log) {
        Cell name = new Cell(log.log(), BatchWords.tone(log));
        Cell state = Cell.of(BatchWords.state(log));
        if (log.figures().isEmpty()) {
            Cell none = Cell.of("");
            return new Row(List.of(name, state, none, none, none, none, none, none), List.of(log.problem()), "");
        }
        LogSummary.Figures figures = log.figures().get();
        Sum leaks = figures.live(Verdict.LEAK);
        return new Row(
                List.of(
                        name,
                        state,
                        Cell.of(Units.grouped(leaks.handles())),
                        Cell.of(Units.bytes(leaks.sizeBytes())),
                        Cell.of(Units.grouped(figures.live(Verdict.UNRESOLVED).handles())),
                        Cell.of(Units.grouped(figures.totals().live())),
                        Cell.of(Units.grouped(figures.records())),
                        Cell.of(Units.bytes(figures.bytes()))),
                List.of(log.problem(), figures.firstDamage(), remarks(figures)),
                "");
    }

    private static String remarks(LogSummary.Figures figures) {
        boolean onlyFailed =
                figures.totals().allocated() == 0 && figures.findings().containsKey(FindingId.OUT_OF_MEMORY);
        String findings = BatchWords.findings(figures)
                + (onlyFailed ? "; it shows no allocation but failed ones, so that nothing can be said of leaks" : "");
        String exceeded = figures.exceeded().isEmpty() ? "" : "over budget: " + String.join("; ", figures.exceeded());
        return findings.isEmpty() || exceeded.isEmpty() ? findings + exceeded : findings + "; " + exceeded;
    }
}
