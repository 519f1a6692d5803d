package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Adds up live handles by site. */
final class SiteAccounts {
    private final Map<Key, Group> groups = new LinkedHashMap<>();
    private final List<LifeKey> lives;

    SiteAccounts(List<ProcessLife> lives) {
        this.lives = lives.stream().map(LifeKey::of).toList();
    }

    /** One account for each process, site, verdict, confidence and rule that occur together, worst first. */
    static List<SiteAccount> of(Analysis analysis) {
        SiteAccounts accounts = new SiteAccounts(analysis.lives());
        analysis.attributions().forEach(accounts::add);
        return accounts.worstFirst();
    }

    List<SiteAccount> worstFirst() {
        return groups.entrySet().stream()
                .map(entry -> entry.getValue().account(entry.getKey().life()))
                .sorted(SiteAccount.WORST_FIRST)
                .toList();
    }

    void add(Attribution attribution) {
        Key key = new Key(
                lives.get(attribution.handle().id().life()),
                attribution.handle().site().id(),
                attribution.verdict(),
                attribution.confidence(),
                attribution.ruleId());
        groups.computeIfAbsent(key, unseen -> new Group(attribution)).add(attribution);
    }

    private record Key(LifeKey life, String site, Verdict verdict, Confidence confidence, String ruleId) {
        /** By hand, as is {@link #equals}: to link a record's own methods takes milliseconds of every start. */
        @Override
        public int hashCode() {
            return 31 * site.hashCode() + ruleId.hashCode();
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

    private static final class Group {
        private final Attribution first;
        private final SortedSet<Integer> devices = new TreeSet<>();
        private int[] meshAllocations = new int[4];
        private int handles;
        private long sizeBytes;
        private long occupiedBytes;

        Group(Attribution first) {
            this.first = first;
        }

        void add(Attribution attribution) {
            LiveHandle handle = attribution.handle();
            if (handles == meshAllocations.length) {
                meshAllocations = Arrays.copyOf(meshAllocations, handles * 2);
            }
            meshAllocations[handles++] = handle.meshAllocation();
            sizeBytes += handle.sizeBytes();
            occupiedBytes += handle.occupiedBytes();
            devices.add(handle.id().device());
        }

        SiteAccount account(LifeKey life) {
            Sum sum = new Sum(handles, sizeBytes, occupiedBytes);
            return new SiteAccount(life, first, sum, Fold.of(Arrays.copyOf(meshAllocations, handles)), devices);
        }
    }
}
