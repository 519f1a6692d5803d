package dev.leaktriage.report;

import dev.leaktriage.model.RunSeries;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.SiteHoldings.Holding;
import dev.leaktriage.model.SiteSeries;
import dev.leaktriage.model.Sum;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One row for each site, with one column of each figure for each run. */
final class SeriesCsv implements SeriesReport {
    private static final List<String> FIXED = List.of(
            "site",
            "memory",
            "operation",
            "top_frame",
            "first_run",
            "handles_per_run",
            "size_bytes_per_run",
            "occupied_bytes_per_run");

    @Override
    public void write(RunSeries series, ReportOptions options, Writer out) throws IOException {
        CsvTable table = new CsvTable(columns(series.runs().size()));
        table.write(out, row -> {
            for (SiteSeries site : series.sites()) {
                row.print(cells(site));
            }
        });
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return !firstLines.isEmpty() && firstLines.get(0).startsWith(String.join(",", FIXED) + ",handles_1,");
    }

    private static String[] columns(int runs) {
        List<String> columns = new ArrayList<>(FIXED);
        for (String figure : List.of("handles", "size_bytes", "occupied_bytes", "verdicts", "tier")) {
            for (int run = 1; run <= runs; run++) {
                columns.add(figure + "_" + run);
            }
        }
        return columns.toArray(String[]::new);
    }

    private static Object[] cells(SiteSeries series) {
        Site site = series.last().site();
        List<Object> cells = new ArrayList<>(List.of(
                site.id(),
                site.memory().label(),
                site.operation(),
                site.stack().isEmpty() ? "" : site.stack().frames().get(0).display(),
                series.firstRun(),
                series.slope(Sum::handles),
                series.slope(Sum::sizeBytes),
                series.slope(Sum::occupiedBytes)));
        addEach(cells, series, column -> column.live().handles());
        addEach(cells, series, column -> column.live().sizeBytes());
        addEach(cells, series, column -> column.live().occupiedBytes());
        addEach(cells, series, SeriesCsv::verdicts);
        addEach(cells, series, column -> column.tier().map(tier -> tier.label()).orElse(""));
        return cells.toArray();
    }

    private static void addEach(List<Object> cells, SiteSeries series, Function<SiteSeries.Column, Object> figure) {
        series.columns().forEach(column -> cells.add(figure.apply(column)));
    }

    /** Such as {@code leak unresolved}. */
    private static String verdicts(SiteSeries.Column column) {
        return column.held().stream()
                .flatMap(held -> held.holdings().stream())
                .map(Holding::verdict)
                .map(verdict -> verdict.label())
                .distinct()
                .collect(Collectors.joining(" "));
    }
}
