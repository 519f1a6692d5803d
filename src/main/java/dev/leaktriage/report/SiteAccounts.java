package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.MeshAllocations;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Adds up live handles by site. */
final class SiteAccounts {
    private final Map<Key, Adding> accounts = new LinkedHashMap<>();
    private final List<LifeKey> lives;

    SiteAccounts(List<ProcessLife> lives) {
        this.lives = lives.stream().map(LifeKey::of).toList();
    }

    /** One account for each process, site, verdict, confidence and rule that occur together, worst first. */
    static List<SiteAccount> of(Analysis analysis) {
        SiteAccounts accounts = new SiteAccounts(analysis.lives());
        analysis.groups().forEach(accounts::add);
        return accounts.worstFirst();
    }

    List<SiteAccount> worstFirst() {
        return accounts.entrySet().stream()
                .map(entry -> entry.getValue().account(entry.getKey().life()))
                .sorted(SiteAccount.WORST_FIRST)
                .toList();
    }

    void add(AttributionGroup group) {
        Key key = new Key(
                lives.get(group.handle().id().life()),
                group.handle().site().id(),
                group.verdict(),
                group.confidence(),
                group.ruleId());
        accounts.computeIfAbsent(key, unseen -> new Adding(group)).add(group);
    }

    private record Key(LifeKey life, String site, Verdict verdict, Confidence confidence, String ruleId) {
        /** By hand, as is {@link #equals}: to link a record's own methods takes milliseconds of every start. */
        @Override
        public int hashCode() {
            return 31 * (31 * life.hashCode() + site.hashCode()) + ruleId.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && key.life.equals(life)
                    && key.site.equals(site)
                    && key.verdict == verdict
                    && key.confidence == confidence
                    && key.ruleId.equals(ruleId);
        }
    }

    private static final class Adding {
        private final AttributionGroup first;
        private final SortedSet<Integer> devices = new TreeSet<>();
        private final MeshAllocations allocations = new MeshAllocations();
        private long handles;
        private long sizeBytes;
        private long occupiedBytes;

        Adding(AttributionGroup first) {
            this.first = first;
        }

        void add(AttributionGroup group) {
            allocations.add(group.meshAllocations());
            handles += group.sum().handles();
            sizeBytes += group.sum().sizeBytes();
            occupiedBytes += group.sum().occupiedBytes();
            devices.add(group.handle().id().device());
        }

        SiteAccount account(LifeKey life) {
            Sum sum = new Sum(handles, sizeBytes, occupiedBytes);
            return new SiteAccount(life, first, sum, Fold.of(allocations), devices);
        }
    }
}
