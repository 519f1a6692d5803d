package dev.leaktriage.classify;

import dev.leaktriage.device.BankProfile;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Census;
import dev.leaktriage.model.Explanation;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Site;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Gives every live handle its verdict, and draws the findings from the verdicts. */
public final class Classifier {
    private Classifier() {}

    /** Judges what the ledger left, of devices of which nothing is known but what the log tells. */
    public static Classification classify(Census census, RuleSet rules, Demangler demangler) {
        return classify(census, rules, demangler, Optional.empty());
    }

    /**
     * Judges what the ledger left.
     *
     * @param profile the banks of the devices, where the log does not tell of them
     */
    public static Classification classify(
            Census census, RuleSet rules, Demangler demangler, Optional<BankProfile> profile) {
        Set<Site> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        census.timeline().peak().bySite().forEach(share -> distinct.add(share.site()));
        HistoryJudge.lives(census.timeline().history()).forEach(lifetime -> distinct.add(lifetime.site()));
        census.shortages().forEach(shortage -> shortage.held().forEach(held -> distinct.add(held.site())));
        census.timeline().history().samples().lanes().forEach(lane -> distinct.add(lane.site()));
        List<LiveHandle> live = ordered(census, distinct);
        DemangledSites sites = new DemangledSites(distinct, demangler);
        Judge judge = new Judge(rules);
        Attributions judged = new Attributions(live, census.lives(), sites, judge);
        List<Attribution> held = new ArrayList<>();
        VerdictFindings findings = new VerdictFindings(census.lives());
        FreedCategories freed = new FreedCategories(judge, sites);
        PeakShares shares = new PeakShares(census.timeline().peak(), freed);
        HistoryJudge history = new HistoryJudge(census.timeline().history(), freed, sites);
        TestSurvivors tests = new TestSurvivors(census.tests());
        ShortageJudge shortages = new ShortageJudge(census.shortages(), profile, freed, sites, rules);
        // One pass for all: the records are made anew in each.
        for (int i = 0; i < judged.size(); i++) {
            Attribution attribution = judged.judge(i);
            if (CachedPrograms.isCached(attribution)) {
                held.add(attribution);
            }
            findings.take(attribution);
            shares.take(attribution);
            history.take(attribution);
            tests.take(attribution);
            shortages.take(attribution);
        }
        CachedPrograms cached = new CachedPrograms(judged, held, census.lives());
        return new Classification(
                cached.attributions(),
                cached.entries(),
                findings(census, findings),
                shares.shares(judged),
                history.history(),
                tests.runs(),
                shortages.postMortems());
    }

    /**
     * Tells which rules were tried on a handle, and why they did not apply.
     *
     * @param attribution one that {@link #classify} gave for the same census and rules
     */
    public static Explanation explain(Attribution attribution, Census census, RuleSet rules) {
        LiveHandle handle = attribution.handle();
        Subject subject = Subject.of(handle, census.lives().get(handle.id().life()));
        String wouldChange = rules.rules().stream()
                .filter(rule -> rule.id().equals(attribution.ruleId()))
                .map(Rule::wouldChange)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rule in force has the id " + attribution.ruleId()));
        return new Explanation(attribution, new Judge(rules).trials(subject), wouldChange);
    }

    private static List<Finding> findings(Census census, VerdictFindings fromVerdicts) {
        return Stream.of(
                        census.anomalies(),
                        fromVerdicts.leaks(),
                        fromVerdicts.danglingViews(),
                        fromVerdicts.cacheGrowth(),
                        DamageFindings.of(census))
                .flatMap(List::stream)
                .sorted(Finding.ORDER)
                .toList();
    }

    /** Rows sort so in every output; handles of unnamed processes come first. */
    private static Comparator<LiveHandle> order(List<ProcessLife> lives) {
        return Comparator.comparing(
                        (LiveHandle handle) -> lives.get(handle.id().life()).process(), Classifier::compareProcesses)
                .thenComparingInt(handle -> handle.id().device())
                .thenComparing(handle -> handle.id().memory())
                .thenComparing(handle -> handle.id().address(), Long::compareUnsigned)
                .thenComparingLong(handle -> handle.allocatedAt().line())
                .thenComparing(handle -> handle.allocatedAt().file())
                .thenComparingInt(handle -> handle.id().life())
                .thenComparingLong(handle -> handle.id().generation());
    }

    /**
     * The live handles in order. A ledger hands them over so; to sort millions of records again would cost seconds.
     *
     * @param sites receives the site of each; one pass does both
     */
    private static List<LiveHandle> ordered(Census census, Set<Site> sites) {
        Comparator<LiveHandle> order = order(census.lives());
        boolean ordered = true;
        LiveHandle before = null;
        for (LiveHandle handle : census.live()) {
            ordered &= before == null || order.compare(before, handle) <= 0;
            before = handle;
            sites.add(handle.site());
        }
        return ordered ? census.live() : census.live().stream().sorted(order).toList();
    }

    private static int compareProcesses(OptionalLong left, OptionalLong right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Boolean.compare(left.isPresent(), right.isPresent());
        }
        return Long.compare(left.getAsLong(), right.getAsLong());
    }
}
