package dev.leaktriage.report;

import dev.leaktriage.model.MatchTier;
import dev.leaktriage.model.RunSeries;
import dev.leaktriage.model.SiteHoldings;
import dev.leaktriage.model.SiteSeries;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** A series, exactly; documented in {@code docs/diff.md}. */
final class SeriesJson implements SeriesReport {
    /** The schema of what is written. */
    static final String SCHEMA = "leaktriage/series/1";

    @Override
    public void write(RunSeries series, ReportOptions options, Writer out) throws IOException {
        JsonOutput.write(out, json -> {
            json.text("schema", SCHEMA);
            json.objects("runs", series.runs(), SeriesJson::run);
            json.objects("sites", series.sites(), SeriesJson::site);
        });
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return firstLines.size() >= 2
                && firstLines.get(0).equals("{")
                && firstLines.get(1).equals("  \"schema\": \"" + SCHEMA + "\",");
    }

    private static void run(JsonOutput json, RunSeries.Run run) throws IOException {
        json.texts("sources", run.sources());
        JsonRun.integrity(json, run.integrity());
        json.object("live", sum -> JsonRun.sum(sum, run.total()));
        json.objects("verdicts", List.of(Verdict.values()), (entry, verdict) -> {
            entry.text("verdict", verdict.label());
            JsonRun.sum(entry, run.live(verdict));
        });
    }

    private static void site(JsonOutput json, SiteSeries series) throws IOException {
        json.site(series.last().site());
        json.number("first_run", series.firstRun());
        json.fraction("handles_per_run", slope(series, Sum::handles));
        json.fraction("size_bytes_per_run", slope(series, Sum::sizeBytes));
        json.fraction("occupied_bytes_per_run", slope(series, Sum::occupiedBytes));
        json.objects("runs", series.columns(), SeriesJson::column);
    }

    private static Optional<BigDecimal> slope(SiteSeries series, ToLongFunction<Sum> unit) {
        return Optional.of(series.slope(unit));
    }

    private static void column(JsonOutput json, SiteSeries.Column column) throws IOException {
        JsonRun.sum(json, column.live());
        json.textUnlessEmpty("site", column.held().map(held -> held.site().id()).orElse(""));
        json.textUnlessEmpty("tier", column.tier().map(MatchTier::label).orElse(""));
        json.objects("holdings", column.held().map(SiteHoldings::holdings).orElse(List.of()), DeltaSiteJson::holding);
    }
}
