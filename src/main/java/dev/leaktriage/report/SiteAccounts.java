package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Adds up live handles by site. */
final class SiteAccounts {
    private final Map<Key, Group> groups = new LinkedHashMap<>();

    private SiteAccounts() {}

    /** One account for each process, site, verdict, confidence and rule that occur together, worst first. */
    static List<SiteAccount> of(Analysis analysis) {
        SiteAccounts accounts = new SiteAccounts();
        for (Attribution attribution : analysis.attributions()) {
            accounts.add(
                    LifeKey.of(analysis.lives().get(attribution.handle().id().life())), attribution);
        }
        return accounts.groups.entrySet().stream()
                .map(entry -> entry.getValue().account(entry.getKey().life()))
                .sorted(SiteAccount.WORST_FIRST)
                .toList();
    }

    private void add(LifeKey life, Attribution attribution) {
        Key key = new Key(
                life,
                attribution.handle().site().id(),
                attribution.verdict(),
                attribution.confidence(),
                attribution.ruleId());
        groups.computeIfAbsent(key, unseen -> new Group(attribution)).add(attribution);
    }

    private record Key(LifeKey life, String site, Verdict verdict, Confidence confidence, String ruleId) {}

    private static final class Group {
        private final Attribution first;
        private final SortedSet<Integer> devices = new TreeSet<>();
        private final IntStream.Builder meshAllocations = IntStream.builder();
        private Sum sum = Sum.ZERO;

        Group(Attribution first) {
            this.first = first;
        }

        void add(Attribution attribution) {
            sum = sum.plus(Sum.of(attribution.handle()));
            devices.add(attribution.handle().id().device());
            meshAllocations.add(attribution.handle().meshAllocation());
        }

        SiteAccount account(LifeKey life) {
            return new SiteAccount(
                    life, first, sum, Fold.of(meshAllocations.build().toArray()), devices);
        }
    }
}
