package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Delta;
import dev.leaktriage.model.Delta.CacheChange;
import dev.leaktriage.model.Delta.FindingChange;
import dev.leaktriage.model.MatchTier;
import dev.leaktriage.model.Regression;
import dev.leaktriage.model.SiteChange;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code diff.json}: every change, exactly; documented in {@code docs/diff.md}. */
public final class DeltaJson implements DeltaReport {
    /** The schema of what is written. */
    public static final String SCHEMA = "leaktriage/diff/1";

    @Override
    public void write(Delta delta, DeltaOptions options, Writer out) throws IOException {
        Accounts base = Accounts.of(delta.base());
        Accounts current = Accounts.of(delta.current());
        JsonOutput.write(out, json -> {
            json.text("schema", SCHEMA);
            json.object("base", side -> side(side, delta.base(), base));
            json.object("current", side -> side(side, delta.current(), current));
            json.object("totals", totals -> change(totals, base.live(), current.live(), base.live()));
            json.objects("verdicts", List.of(Verdict.values()), (entry, verdict) -> {
                entry.text("verdict", verdict.label());
                change(entry, base.of(verdict), current.of(verdict), base.live());
            });
            json.objects("regressions", Regression.of(delta, Confidence.PROBABLE), DeltaJson::regression);
            json.objects("sites", delta.changes(), (entry, change) -> DeltaSiteJson.write(entry, change, base.live()));
            JsonPolicy.write(json, delta.current().policy());
            json.objects("cache_entries", delta.cacheEntries(), DeltaJson::cacheEntry);
            json.objects("findings", delta.findings(), DeltaJson::finding);
            json.object("peak", peak -> peak(peak, delta));
            json.objects("devices", DeviceChange.of(delta), (entry, device) -> {
                entry.number("base_device", device.pair().base());
                entry.number("current_device", device.pair().current());
                change(entry, device.base(), device.current(), base.live());
            });
            json.object("matching", matching -> matching(matching, delta.sites()));
        });
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return firstLines.size() >= 2
                && firstLines.get(0).equals("{")
                && firstLines.get(1).equals("  \"schema\": \"" + SCHEMA + "\",");
    }

    /** Two sums, their difference, and what share of the base's total the difference is. */
    static void change(JsonOutput json, Sum base, Sum current, Sum baseTotal) throws IOException {
        json.object("base", sum -> JsonRun.sum(sum, base));
        json.object("current", sum -> JsonRun.sum(sum, current));
        json.object("delta", sum -> JsonRun.sum(sum, current.minus(base)));
        json.fraction(
                "size_percent_of_base", Units.percent(current.sizeBytes() - base.sizeBytes(), baseTotal.sizeBytes()));
        json.fraction(
                "occupied_percent_of_base",
                Units.percent(current.occupiedBytes() - base.occupiedBytes(), baseTotal.occupiedBytes()));
    }

    private static void side(JsonOutput json, Analysis analysis, Accounts accounts) throws IOException {
        json.texts("sources", analysis.sources());
        JsonRun.totals(json, analysis, accounts);
        JsonRun.integrity(json, analysis.integrity());
    }

    private static void regression(JsonOutput json, Regression regression) throws IOException {
        json.text("site", regression.change().site().id());
        json.text("rule", regression.ruleId());
        json.position("at", regression.at());
        json.object("leaks", sum -> JsonRun.sum(sum, regression.leaks()));
        json.object("allowed", sum -> JsonRun.sum(sum, regression.allowed()));
        json.object("over", sum -> JsonRun.sum(sum, regression.over()));
    }

    private static void cacheEntry(JsonOutput json, CacheChange change) throws IOException {
        json.text("change", CacheMove.of(change).label());
        if (change.base().isPresent()) {
            json.object(
                    "base", entry -> JsonReport.cacheEntry(entry, change.base().get()));
        }
        if (change.current().isPresent()) {
            json.object(
                    "current",
                    entry -> JsonReport.cacheEntry(entry, change.current().get()));
        }
    }

    private static void finding(JsonOutput json, FindingChange change) throws IOException {
        json.text("change", FindingMove.of(change).label());
        json.text("id", change.id().label());
        json.text("severity", change.id().severity().label());
        json.number("base_count", change.baseCount());
        json.number("current_count", change.currentCount());
        json.objects("base", change.base(), JsonReport::finding);
        json.objects("current", change.current(), JsonReport::finding);
    }

    private static void peak(JsonOutput json, Delta delta) throws IOException {
        Timeline.Peak base = delta.base().timeline().peak();
        Timeline.Peak current = delta.current().timeline().peak();
        json.position("base_at", base.at());
        json.position("current_at", current.at());
        change(json, PeakPart.sum(base), PeakPart.sum(current), PeakPart.sum(base));
        json.objects("by_verdict", PeakPart.of(delta), (entry, part) -> {
            entry.text("verdict", part.name());
            change(entry, part.base(), part.current(), PeakPart.sum(base));
        });
    }

    private static void matching(JsonOutput json, List<SiteChange> sites) throws IOException {
        json.number("only_in_base", count(sites, site -> site.current().isEmpty()));
        json.number("only_in_current", count(sites, site -> site.base().isEmpty()));
        json.objects("tiers", Arrays.asList(MatchTier.values()), (entry, tier) -> {
            entry.text("tier", tier.label());
            entry.text("meaning", tier.meaning());
            entry.number("sites", count(sites, site -> site.tier().equals(Optional.of(tier))));
        });
    }

    private static long count(List<SiteChange> sites, Predicate<SiteChange> which) {
        return sites.stream().filter(which).count();
    }
}
