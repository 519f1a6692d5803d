package dev.leaktriage.classify;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.CacheEntry;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entries of the program cache, each folded over the devices of its mesh. */
final class CachedPrograms {
    private static final String UNNAMED = "program";

    private final List<Attribution> attributions;
    private final List<CacheEntry> entries = new ArrayList<>();
    private final Map<Key, CacheEntry> byKey = new HashMap<>();

    /** One compiled program has one mesh allocation. */
    private record Key(int life, int meshAllocation) {
        static Key of(LiveHandle handle) {
            return new Key(handle.id().life(), handle.meshAllocation());
        }

        /** By hand, as is {@link #equals}: to link a record's own methods takes milliseconds of every start. */
        @Override
        public int hashCode() {
            return 31 * life + meshAllocation;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.life == life && key.meshAllocation == meshAllocation;
        }
    }

    /**
     * Folds the handles that the cache holds.
     *
     * @param cached those with the verdict {@code program-cache}, in any order
     */
    CachedPrograms(Attributions judged, List<Attribution> cached, List<ProcessLife> lives) {
        Map<Key, List<Attribution>> groups = new LinkedHashMap<>();
        cached.stream()
                .sorted(Comparator.comparing(attribution -> attribution.handle().allocatedAt()))
                .forEach(attribution -> groups.computeIfAbsent(Key.of(attribution.handle()), key -> new ArrayList<>())
                        .add(attribution));
        Map<String, Integer> used = new HashMap<>();
        groups.forEach((key, group) -> {
            CacheEntry entry = entry(group, lives.get(key.life()), used);
            entries.add(entry);
            byKey.put(key, entry);
        });
        this.attributions =
                judged.withCacheEntries(handle -> byKey.get(Key.of(handle)).id());
    }

    /** As judged, with the cache entry filled in. */
    List<Attribution> attributions() {
        return attributions;
    }

    /** Sorted by position. */
    List<CacheEntry> entries() {
        return List.copyOf(entries);
    }

    static boolean isCached(Attribution attribution) {
        return holds(attribution.verdict());
    }

    /** True for the verdict on what the cache holds. */
    static boolean holds(Verdict verdict) {
        return verdict == Verdict.PROGRAM_CACHE;
    }

    private static CacheEntry entry(List<Attribution> group, ProcessLife life, Map<String, Integer> used) {
        LiveHandle first = group.get(0).handle();
        String operation = first.site().operation();
        String base = operation.isEmpty() ? UNNAMED : operation;
        int number = used.merge(base, 1, Integer::sum);
        return new CacheEntry(
                number == 1 ? base : base + "#" + number,
                life.run(),
                life.index(),
                operation,
                first.id().memory(),
                first.id().address(),
                group.stream()
                        .map(held -> held.handle().id().device())
                        .distinct()
                        .sorted()
                        .toList(),
                first.sizeBytes(),
                first.occupiedBytes(),
                group.stream()
                        .map(Attribution::confidence)
                        .max(Comparator.naturalOrder())
                        .orElse(Confidence.POSSIBLE),
                first.allocatedAt());
    }
}
