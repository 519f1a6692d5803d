package dev.leaktriage.classify;

import dev.leaktriage.device.BankProfile;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Census;
import dev.leaktriage.model.Explanation;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.Site;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
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
        DemangledSites sites = new DemangledSites(sites(census), demangler);
        Judge judge = new Judge(rules);
        Attributions judged = new Attributions(census.live(), census.lives(), sites, judge);
        FreedCategories freed = new FreedCategories(judge, sites);
        HistoryJudge history = new HistoryJudge(census.timeline().history(), freed, sites);
        boolean allocationsShown = census.totals().allocated() > 0;
        ShortageJudge shortages = new ShortageJudge(
                census.shortages(),
                allocationsShown,
                profile,
                freed,
                sites,
                census.tests().tests(),
                rules);
        if (history.wantsVerdicts() || shortages.wantsVerdicts()) {
            // One pass for both: the records are made anew in each.
            judged.forEach(attribution -> {
                history.take(attribution);
                shortages.take(attribution);
            });
        }
        return new Classification(
                judged,
                judged.cached(),
                findings(census, new VerdictFindings(judged, census)),
                new PeakShares(census.timeline().peak(), freed, judged).shares(),
                history.history(),
                new TestSurvivors(census.tests(), judged).runs(),
                shortages.postMortems());
    }

    private static Set<Site> sites(Census census) {
        Set<Site> sites = Collections.newSetFromMap(new IdentityHashMap<>());
        census.timeline().peak().bySite().forEach(share -> sites.add(share.site()));
        HistoryJudge.lives(census.timeline().history()).forEach(lifetime -> sites.add(lifetime.site()));
        census.timeline().history().samples().lanes().forEach(lane -> sites.add(lane.site()));
        census.shortages().forEach(shortage -> shortage.held().forEach(held -> sites.add(held.site())));
        census.live().groups().forEach(group -> sites.add(group.first().site()));
        return sites;
    }

    /**
     * Tells which rules were tried on a handle, and why they did not apply.
     *
     * @param attribution one that {@link #classify} gave for the same census and rules
     */
    public static Explanation explain(Attribution attribution, Census census, RuleSet rules) {
        LiveHandle handle = attribution.handle();
        Subject subject = new Subject(handle, census.lives().get(handle.id().life()));
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
}
