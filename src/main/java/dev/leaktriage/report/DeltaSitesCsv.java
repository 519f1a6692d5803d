package dev.leaktriage.report;

import dev.leaktriage.model.Delta;
import dev.leaktriage.model.MatchTier;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.SiteChange;
import dev.leaktriage.model.SiteHoldings;
import dev.leaktriage.model.SiteHoldings.Holding;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code diff-sites.csv}: for each site that changed one row for each of its verdicts, and one with the verdict {@value
 * #PEAK} for its shares of the two peaks.
 */
final class DeltaSitesCsv implements DeltaReport {
    static final String PEAK = "peak";

    private static final CsvTable TABLE = new CsvTable(
            "change",
            "tier",
            "change_confidence",
            "site",
            "base_site",
            "memory",
            "operation",
            "top_frame",
            "verdict",
            "base_handles",
            "current_handles",
            "delta_handles",
            "base_size_bytes",
            "current_size_bytes",
            "delta_size_bytes",
            "base_occupied_bytes",
            "current_occupied_bytes",
            "delta_occupied_bytes",
            "base_confidence",
            "current_confidence",
            "base_rule",
            "current_rule",
            "base_at",
            "current_at");

    @Override
    public void write(Delta delta, DeltaOptions options, Writer out) throws IOException {
        TABLE.write(out, row -> {
            for (SiteChange change : delta.changes()) {
                for (Verdict verdict : Verdict.values()) {
                    print(change, verdict, row);
                }
                print(change, PEAK, change.basePeak(), change.currentPeak(), List.of(), List.of(), row);
            }
        });
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return TABLE.heads(firstLines);
    }

    private static void print(SiteChange change, Verdict verdict, CsvTable.Row row) throws IOException {
        List<Holding> base = holdings(change.base(), verdict);
        List<Holding> current = holdings(change.current(), verdict);
        if (!base.isEmpty() || !current.isEmpty()) {
            print(change, verdict.label(), change.baseLive(verdict), change.currentLive(verdict), base, current, row);
        }
    }

    private static void print(
            SiteChange change,
            String what,
            Sum base,
            Sum current,
            List<Holding> baseHeld,
            List<Holding> currentHeld,
            CsvTable.Row row)
            throws IOException {
        Site site = change.site();
        Sum delta = current.minus(base);
        row.print(
                change.kind().label(),
                change.tier().map(MatchTier::label).orElse(""),
                change.confidence().label(),
                change.current().map(held -> held.site().id()).orElse(""),
                change.base().map(held -> held.site().id()).orElse(""),
                site.memory().label(),
                site.operation(),
                site.stack().isEmpty() ? "" : site.stack().frames().get(0).display(),
                what,
                base.handles(),
                current.handles(),
                delta.handles(),
                base.sizeBytes(),
                current.sizeBytes(),
                delta.sizeBytes(),
                base.occupiedBytes(),
                current.occupiedBytes(),
                delta.occupiedBytes(),
                distinct(baseHeld, holding -> holding.confidence().label()),
                distinct(currentHeld, holding -> holding.confidence().label()),
                distinct(baseHeld, Holding::ruleId),
                distinct(currentHeld, Holding::ruleId),
                firstAt(baseHeld),
                firstAt(currentHeld));
    }

    private static List<Holding> holdings(Optional<SiteHoldings> held, Verdict verdict) {
        return held.stream()
                .flatMap(site -> site.holdings().stream())
                .filter(holding -> holding.verdict() == verdict)
                .toList();
    }

    /** Such as {@code definite possible}. */
    private static String distinct(List<Holding> holdings, Function<Holding, String> name) {
        return holdings.stream().map(name).distinct().collect(Collectors.joining(" "));
    }

    private static String firstAt(List<Holding> holdings) {
        return holdings.stream()
                .map(Holding::firstAt)
                .min(Comparator.naturalOrder())
                .map(Object::toString)
                .orElse("");
    }
}
