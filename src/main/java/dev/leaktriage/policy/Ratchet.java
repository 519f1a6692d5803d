package dev.leaktriage.policy;

import dev.leaktriage.compare.CompareOptions;
import dev.leaktriage.compare.SiteFold;
import dev.leaktriage.compare.SiteMatcher;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.BaselineResult;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Integrity;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.MatchTier;
import dev.leaktriage.model.SiteHoldings;
import dev.leaktriage.model.SiteHoldings.Holding;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A run held against a baseline, site by site.
 *
 * <p>Sites are matched as a difference of two runs matches them. What a suppression accepts is left out of the run.
 */
public final class Ratchet {
    /** Entries stand in the place of a run: their positions are lines of the baseline. */
    private static final String IN_BASELINE = "baseline";

    private static final Comparator<BaselineResult.Row> WORST_FIRST = Comparator.comparing(BaselineResult.Row::state)
            .thenComparing(row -> row.over().occupiedBytes(), Comparator.reverseOrder())
            .thenComparing(row -> row.over().sizeBytes(), Comparator.reverseOrder())
            .thenComparing(BaselineResult.Row::verdict)
            .thenComparing(row -> row.site().id());

    private final Baseline baseline;
    private final Integrity integrity;
    private final List<SiteCheck> checks = new ArrayList<>();

    private Ratchet(Baseline baseline, Integrity integrity) {
        this.baseline = baseline;
        this.integrity = integrity;
    }

    /** Matches the sites of a run with the entries of a baseline. */
    public static Ratchet of(Baseline baseline, Analysis run, CompareOptions options) {
        Ratchet ratchet = new Ratchet(baseline, run.integrity());
        Map<String, List<BaselineEntry>> entries = ratchet.entriesBySite();
        List<SiteHoldings> held = SiteFold.of(run).stream()
                .map(ratchet::limited)
                .filter(site -> !site.holdings().isEmpty())
                .toList();
        SiteMatcher.Matching matching =
                SiteMatcher.match(entries.values().stream().map(Ratchet::asSite).toList(), held, options);
        for (SiteMatcher.Match match : matching.matches()) {
            ratchet.check(
                    entries.get(match.base().site().id()), Optional.of(match.current()), Optional.of(match.tier()));
        }
        matching.onlyBase()
                .forEach(site -> ratchet.check(entries.get(site.site().id()), Optional.empty(), Optional.empty()));
        matching.onlyCurrent().forEach(site -> ratchet.check(List.of(), Optional.of(site), Optional.empty()));
        return ratchet;
    }

    /**
     * How the run stands.
     *
     * @param name what reports call the baseline
     */
    public BaselineResult result(String name) {
        List<BaselineResult.Row> rows = checks.stream()
                .map(check -> check.row(name))
                .sorted(WORST_FIRST)
                .toList();
        return new BaselineResult(name, integrity, rows);
    }

    /** The baseline with what the run holds more accepted; nothing is lowered. */
    public Baseline accepted() {
        return baseline.with(checks.stream().map(SiteCheck::accepted).toList());
    }

    /** The baseline lowered to what the run holds; nothing is raised, and what vanished goes. */
    public Baseline tightened() {
        return baseline.with(
                checks.stream().flatMap(check -> check.tightened().stream()).toList());
    }

    private Map<String, List<BaselineEntry>> entriesBySite() {
        return baseline.entries().stream()
                .collect(Collectors.groupingBy(entry -> entry.site().id(), LinkedHashMap::new, Collectors.toList()));
    }

    private static SiteHoldings asSite(List<BaselineEntry> entries) {
        List<Holding> holdings = entries.stream()
                .map(entry -> new Holding(
                        entry.verdict(),
                        Confidence.DEFINITE,
                        IN_BASELINE,
                        false,
                        entry.allowed(),
                        new LogPosition(IN_BASELINE, Math.max(1, entry.line()))))
                .toList();
        return new SiteHoldings(entries.get(0).site(), holdings, new TreeMap<>(), Sum.ZERO);
    }

    /** What of a site the baseline limits. */
    private SiteHoldings limited(SiteHoldings site) {
        List<Holding> limited = site.holdings().stream()
                .filter(holding -> baseline.verdicts().contains(holding.verdict()) && !holding.suppressed())
                .toList();
        return new SiteHoldings(site.site(), limited, new TreeMap<>(), Sum.ZERO);
    }

    private void check(List<BaselineEntry> entries, Optional<SiteHoldings> held, Optional<MatchTier> tier) {
        for (Verdict verdict : Verdict.values()) {
            Optional<BaselineEntry> entry =
                    entries.stream().filter(known -> known.verdict() == verdict).findFirst();
            Optional<SiteHoldings> live = held.filter(site -> site.live(verdict).handles() > 0);
            if (entry.isPresent() || live.isPresent()) {
                boolean both = entry.isPresent() && live.isPresent();
                checks.add(new SiteCheck(verdict, entry, live, both ? tier : Optional.empty()));
            }
        }
    }
}
