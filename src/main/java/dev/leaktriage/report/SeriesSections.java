package dev.leaktriage.report;

import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.RunSeries;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.SiteHoldings.Holding;
import dev.leaktriage.model.SiteSeries;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.report.Section.Cell;
import dev.leaktriage.report.Section.Column;
import dev.leaktriage.report.Section.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The sections of a series for people. */
final class SeriesSections {
    private static final int FRAME_COLUMNS = 72;

    private SeriesSections() {}

    static List<Section> of(RunSeries series, ReportOptions options) {
        return List.of(runs(series), sites(series, options));
    }

    private static Section runs(RunSeries series) {
        return new Section(
                "Runs",
                List.of(
                        Column.text("run"),
                        Column.number("live"),
                        Column.number("size"),
                        Column.number("occupied"),
                        Column.number("leaks"),
                        Column.number("leaked size"),
                        Column.text("log")),
                IntStream.range(0, series.runs().size())
                        .mapToObj(run -> row(run + 1, series.runs().get(run)))
                        .toList(),
                List.of());
    }

    private static Row row(int number, RunSeries.Run run) {
        Sum leaks = run.live(Verdict.LEAK);
        return Row.of(
                Integer.toString(number),
                Units.grouped(run.total().handles()),
                Units.bytes(run.total().sizeBytes()),
                Units.bytes(run.total().occupiedBytes()),
                Units.grouped(leaks.handles()),
                Units.bytes(leaks.sizeBytes()),
                Prose.sources(run.sources()) + (run.integrity().intact() ? "" : " (damaged)"));
    }

    private static Section sites(RunSeries series, ReportOptions options) {
        List<Column> columns = new ArrayList<>(
                List.of(Column.text("verdict now"), Column.number("since run"), Column.number("size per run")));
        SeriesProse.shown(series.runs().size())
                .forEach(run -> columns.add(Column.number(run < 0 ? "..." : "run " + (run + 1))));
        return new Section(
                "Sites, leaks first (live handles in each run; slopes by least squares)",
                columns,
                TopRows.of(series.sites(), options).stream()
                        .map(SeriesSections::row)
                        .toList(),
                TopRows.leftOut(series.sites(), options, "sites", rest -> ""));
    }

    private static Row row(SiteSeries site) {
        SiteSeries.Column last = site.columns().get(site.columns().size() - 1);
        List<Cell> cells = new ArrayList<>(List.of(
                new Cell(verdicts(last), last.live(Verdict.LEAK).handles() > 0 ? Tone.BAD : Tone.PLAIN),
                Cell.of(Integer.toString(site.firstRun())),
                Cell.of(Units.signedBytes(site.slope(Sum::sizeBytes).longValue()))));
        SeriesProse.shown(site.columns().size())
                .forEach(run -> cells.add(Cell.of(
                        run < 0
                                ? ""
                                : Units.grouped(site.columns().get(run).live().handles()))));
        return new Row(cells, List.of(origin(site), SeriesProse.slope(site), changes(site)), "");
    }

    private static String origin(SiteSeries series) {
        Site site = series.last().site();
        String frame =
                site.stack().isEmpty() ? "" : site.stack().frames().get(0).display();
        return site.id()
                + (site.memory() == Memory.UNSTATED
                        ? ""
                        : " in " + site.memory().label()) + ": "
                + (frame.isEmpty() ? "no stack" : FrameText.shorten(frame, FRAME_COLUMNS))
                + (site.operation().isEmpty() || site.operation().equals(frame)
                        ? ""
                        : " for " + Visible.cut(site.operation(), FRAME_COLUMNS))
                + lastAt(series).map(at -> ", last seen at " + at).orElse("");
    }

    /** The first handle of the last run that has any. */
    private static Optional<LogPosition> lastAt(SiteSeries series) {
        return series.columns().stream()
                .flatMap(column -> column.held().stream())
                .filter(held -> !held.holdings().isEmpty())
                .reduce((earlier, later) -> later)
                .flatMap(held -> held.holdings().stream().map(Holding::firstAt).min(Comparator.naturalOrder()));
    }

    /** Where the site's verdicts change: each change with its run. */
    private static String changes(SiteSeries site) {
        List<String> changes = new ArrayList<>();
        String before = "";
        for (int run = 0; run < site.columns().size(); run++) {
            String verdicts = verdicts(site.columns().get(run));
            if (!verdicts.isEmpty() && !verdicts.equals(before)) {
                changes.add(verdicts + " from run " + (run + 1));
                before = verdicts;
            }
        }
        return changes.size() < 2 ? "" : String.join(", ", changes);
    }

    private static String verdicts(SiteSeries.Column column) {
        return Optional.of(column).flatMap(SiteSeries.Column::held).stream()
                .flatMap(held -> held.holdings().stream())
                .map(holding -> holding.verdict().label())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
