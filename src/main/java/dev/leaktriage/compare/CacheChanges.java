package dev.leaktriage.compare;

import dev.leaktriage.model.CacheEntry;
import dev.leaktriage.model.Delta.CacheChange;
import dev.leaktriage.model.Memory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

    private CacheChanges() {}

    static List<CacheChange> between(List<CacheEntry> base, List<CacheEntry> current) {
        List<CacheEntry> gone = new ArrayList<>(base.stream().sorted(ORDER).toList());
        List<CacheEntry> added = new ArrayList<>(current.stream().sorted(ORDER).toList());
        pairsBy(Exact::of, gone, added);
        List<CacheChange> changes = new ArrayList<>(pairsBy(Program::of, gone, added));
        gone.forEach(entry -> changes.add(new CacheChange(Optional.of(entry), Optional.empty())));
        added.forEach(entry -> changes.add(new CacheChange(Optional.empty(), Optional.of(entry))));
        changes.sort(
                Comparator.comparing(change -> change.current().or(change::base).orElseThrow(), ORDER));
        return changes;
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

    /** Takes out of both lists what has equal keys, one for one, in their order. */
    private static <K> List<CacheChange> pairsBy(
            Function<CacheEntry, K> key, List<CacheEntry> gone, List<CacheEntry> added) {
        List<CacheChange> pairs = new ArrayList<>();
        for (CacheEntry base : List.copyOf(gone)) {
            Optional<CacheEntry> same = added.stream()
                    .filter(entry -> key.apply(entry).equals(key.apply(base)))
                    .findFirst();
            same.ifPresent(current -> {
                gone.remove(base);
                added.remove(current);
                pairs.add(new CacheChange(Optional.of(base), Optional.of(current)));
            });
        }
        return pairs;
    }
}
