package dev.leaktriage.compare;

import dev.leaktriage.model.CacheEntry;
import dev.leaktriage.model.Delta.CacheChange;
import dev.leaktriage.model.Memory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Program-cache entries that came, went or changed their size.
 *
 * <p>Entries of one operation, memory and size are interchangeable; those that are left of one operation are taken for
 * the same programs in another size, in the order of their sizes.
 */
final class CacheChanges {
    private static final Comparator<CacheEntry> ORDER = Comparator.comparing(CacheEntry::operation)
            .thenComparing(CacheEntry::memory)
            .thenComparing(CacheEntry::sizeBytes)
            .thenComparing(CacheEntry::allocatedAt)
            .thenComparing(CacheEntry::id);

    private List<CacheEntry> gone;
    private List<CacheEntry> added;

    private CacheChanges(List<CacheEntry> base, List<CacheEntry> current) {
        this.gone = base.stream().sorted(ORDER).toList();
        this.added = current.stream().sorted(ORDER).toList();
    }

    static List<CacheChange> between(List<CacheEntry> base, List<CacheEntry> current) {
        CacheChanges entries = new CacheChanges(base, current);
        entries.pairBy(Exact::of);
        List<CacheChange> changes = entries.pairBy(Program::of);
        entries.gone.forEach(entry -> changes.add(new CacheChange(Optional.of(entry), Optional.empty())));
        entries.added.forEach(entry -> changes.add(new CacheChange(Optional.empty(), Optional.of(entry))));
        changes.sort(
                Comparator.comparing(change -> change.current().or(change::base).orElseThrow(), ORDER));
        return changes;
    }

    /** Takes out of both lists what has equal keys, one for one, in their order. */
    private <K> List<CacheChange> pairBy(Function<CacheEntry, K> key) {
        Map<K, Deque<CacheEntry>> addedByKey = new HashMap<>();
        added.forEach(entry -> addedByKey
                .computeIfAbsent(key.apply(entry), unseen -> new ArrayDeque<>())
                .add(entry));
        List<CacheChange> pairs = new ArrayList<>();
        List<CacheEntry> alone = new ArrayList<>();
        for (CacheEntry base : gone) {
            Deque<CacheEntry> same = addedByKey.getOrDefault(key.apply(base), new ArrayDeque<>());
            if (same.isEmpty()) {
                alone.add(base);
            } else {
                pairs.add(new CacheChange(Optional.of(base), Optional.of(same.remove())));
            }
        }
        gone = alone;
        added = addedByKey.values().stream()
                .flatMap(Deque::stream)
                .sorted(ORDER)
                .toList();
        return pairs;
    }

    private record Program(String operation, Memory memory) {
        static Program of(CacheEntry entry) {
            return new Program(entry.operation(), entry.memory());
        }
    }

    private record Exact(Program program, long sizeBytes, int devices) {
        static Exact of(CacheEntry entry) {
            return new Exact(
                    Program.of(entry), entry.sizeBytes(), entry.devices().size());
        }
    }
}
