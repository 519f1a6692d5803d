package dev.leaktriage.policy;

import dev.leaktriage.compare.CompareOptions;
import dev.leaktriage.compare.SiteFold;
import dev.leaktriage.compare.SiteMatcher;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.MatchTier;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.SiteHoldings;
import dev.leaktriage.model.SiteHoldings.Holding;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Symbols;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
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

    private final Baseline baseline;
    private final List<BaselineCheck> checks = new ArrayList<>();

    private Ratchet(Baseline baseline) {
        this.baseline = baseline;
    }

    /** Matches the sites of a run with the entries of a baseline. */
    public static Ratchet of(Baseline baseline, Analysis run, CompareOptions options) {
        Ratchet ratchet = new Ratchet(baseline);
        Map<String, List<BaselineEntry>> entries = ratchet.entriesBySite();
        List<SiteHoldings> held = SiteFold.of(run).stream()
                .map(ratchet::limited)
                .filter(site -> !site.holdings().isEmpty())
                .toList();
        SiteMatcher.Matching matching =
                SiteMatcher.match(entries.values().stream().map(Ratchet::asSite).toList(), held, options);
        for (SiteMatcher.Match match : matching.matches()) {
            ratchet.check(entries.get(match.base().site().id()), Optional.of(match.current()), match.tier());
        }
        matching.onlyBase()
                .forEach(site -> ratchet.check(entries.get(site.site().id()), Optional.empty(), MatchTier.EXACT));
        matching.onlyCurrent().forEach(site -> ratchet.check(List.of(), Optional.of(site), MatchTier.EXACT));
        ratchet.checks.sort(BaselineCheck.ORDER);
        return ratchet;
    }

    /** One for each site and verdict that the baseline or the run has, in the order of a baseline. */
    public List<BaselineCheck> checks() {
        return List.copyOf(checks);
    }

    /** The baseline with what the run holds more accepted; nothing is lowered. */
    public Baseline accepted() {
        return baseline.with(checks.stream().map(BaselineCheck::accepted).toList());
    }

    /** The baseline lowered to what the run holds; nothing is raised, and what vanished goes. */
    public Baseline tightened() {
        return baseline.with(
                checks.stream().flatMap(check -> check.tightened().stream()).toList());
    }

    private Map<String, List<BaselineEntry>> entriesBySite() {
        return baseline.entries().stream()
                .collect(Collectors.groupingBy(
                        entry -> Symbols.siteId(entry.stack(), entry.memory()),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private static SiteHoldings asSite(List<BaselineEntry> entries) {
        CallStack stack = entries.get(0).stack();
        Memory memory = entries.get(0).memory();
        Site site = new Site(Symbols.siteId(stack, memory), memory, stack, Symbols.operation(stack));
        List<Holding> holdings = entries.stream()
                .map(entry -> new Holding(
                        entry.verdict(),
                        Confidence.DEFINITE,
                        IN_BASELINE,
                        false,
                        entry.allowed(),
                        new LogPosition(IN_BASELINE, Math.max(1, entry.line()))))
                .toList();
        return new SiteHoldings(site, holdings, new TreeMap<>(), Sum.ZERO);
    }

    /** What of a site the baseline limits. */
    private SiteHoldings limited(SiteHoldings site) {
        List<Holding> limited = site.holdings().stream()
                .filter(holding -> baseline.verdicts().contains(holding.verdict()) && !holding.suppressed())
                .toList();
        return new SiteHoldings(site.site(), limited, new TreeMap<>(), Sum.ZERO);
    }

    private void check(List<BaselineEntry> entries, Optional<SiteHoldings> held, MatchTier tier) {
        for (Verdict verdict : Verdict.values()) {
            Optional<BaselineEntry> entry =
                    entries.stream().filter(known -> known.verdict() == verdict).findFirst();
            Optional<SiteHoldings> live = held.filter(site -> site.live(verdict).handles() > 0);
            if (entry.isPresent() || live.isPresent()) {
                checks.add(new BaselineCheck(verdict, entry, live, tier));
            }
        }
    }
}
