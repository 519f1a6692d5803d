package dev.leaktriage.classify;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Census;
import dev.leaktriage.model.Explanation;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Site;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Gives every live handle its verdict, and draws the findings from the verdicts. */
public final class Classifier {
    /** Rows sort so in every output; handles of unnamed processes come first. */
    private static final Comparator<Row> ROWS = Comparator.comparing(Row::process, Classifier::compareProcesses)
            .thenComparing(row -> row.handle().id().device())
            .thenComparing(row -> row.handle().id().memory())
            .thenComparing(row -> row.handle().id().address(), Long::compareUnsigned)
            .thenComparing(row -> row.handle().allocatedAt().line())
            .thenComparing(row -> row.handle().allocatedAt().file())
            .thenComparing(row -> row.handle().id().life())
            .thenComparing(row -> row.handle().id().generation());

    private static final Comparator<Finding> FINDINGS = Comparator.comparing(Finding::id)
            .thenComparing(finding -> finding.firstAt().orElse(new LogPosition("", 1)))
            .thenComparing(Finding::run)
            .thenComparing(Finding::message);

    private record Row(OptionalLong process, LiveHandle handle) {}

    private Classifier() {}

    /** Judges what the ledger left. */
    public static Classification classify(Census census, RuleSet rules, Demangler demangler) {
        DemangledSites sites = new DemangledSites(sitesOf(census), demangler);
        Judge judge = new Judge(rules);
        Map<CallStack, StackFrames> stacks = new HashMap<>();
        List<Attribution> judged = new ArrayList<>();
        for (Row row : rows(census)) {
            LiveHandle handle = withSite(row.handle(), sites.of(row.handle().site()));
            StackFrames frames = stacks.computeIfAbsent(handle.site().stack(), StackFrames::new);
            ProcessLife life = census.lives().get(handle.id().life());
            judged.add(judge.attribution(new Subject(handle, life, frames)));
        }
        CachedPrograms cached = CachedPrograms.of(judged, census.lives());
        List<Attribution> attributions = cached.attributions();
        return new Classification(
                attributions,
                cached.entries(),
                findings(census, attributions, cached),
                PeakShares.of(census.timeline().peak(), attributions, judge, sites));
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

    private static List<Finding> findings(Census census, List<Attribution> attributions, CachedPrograms cached) {
        VerdictFindings fromVerdicts = new VerdictFindings(census.lives(), attributions);
        return Stream.of(
                        census.anomalies(),
                        fromVerdicts.leaks(),
                        fromVerdicts.danglingViews(),
                        fromVerdicts.cacheGrowth(cached),
                        DamageFindings.of(census))
                .flatMap(List::stream)
                .sorted(FINDINGS)
                .toList();
    }

    private static List<Row> rows(Census census) {
        return census.live().stream()
                .map(handle -> new Row(census.lives().get(handle.id().life()).process(), handle))
                .sorted(ROWS)
                .toList();
    }

    private static List<Site> sitesOf(Census census) {
        return Stream.concat(
                        census.live().stream().map(LiveHandle::site),
                        census.timeline().peak().bySite().stream().map(share -> share.site()))
                .distinct()
                .toList();
    }

    private static int compareProcesses(OptionalLong left, OptionalLong right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Boolean.compare(left.isPresent(), right.isPresent());
        }
        return Long.compare(left.getAsLong(), right.getAsLong());
    }

    private static LiveHandle withSite(LiveHandle handle, Site site) {
        if (site == handle.site()) {
            return handle;
        }
        return new LiveHandle(
                handle.id(),
                handle.sizeBytes(),
                handle.occupiedBytes(),
                handle.occupiedKnown(),
                handle.role(),
                handle.ownerAt(),
                handle.ownerFreedAt(),
                handle.allocatedAt(),
                site,
                handle.meshAllocation(),
                handle.mesh(),
                handle.device(),
                handle.deviceChangedAt(),
                handle.survivedCloseAt(),
                handle.survivedClearAt(),
                handle.clearCertain(),
                handle.duringOpening(),
                handle.upperHalf(),
                handle.growth(),
                handle.lostEvents(),
                handle.meshSiblingsLive(),
                handle.sweptAt(),
                handle.doubt());
    }
}
