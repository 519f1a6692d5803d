package dev.leaktriage.classify;

import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.CacheEntry;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Each;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LiveHandles;
import dev.leaktriage.model.MeshAllocations;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Verdict;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The entries of the program cache, each folded over the devices of its mesh, sorted by position.
 *
 * <p>One compiled program has one mesh allocation. There may be millions of entries, and most reports show the first
 * few: those are sorted out alone, and all are sorted when another one is asked for.
 */
final class CachedPrograms extends AbstractList<CacheEntry> implements RandomAccess {
    private static final String UNNAMED = "program";
    private static final int FIRST = 1000;

    private final List<AttributionGroup> groups;
    private final LiveHandles live;
    private final List<ProcessLife> lives;
    private final BitSet cached = new BitSet();
    private final int size;
    private Numbered entries;
    private int[] entryByAllocation = {};

    /**
     * Entries in their order.
     *
     * @param numbers the how-manieth of its name each of them is
     */
    private record Numbered(CacheOrder order, int[] numbers) {}

    /**
     * Folds what the cache holds.
     *
     * @param groups the verdicts on the groups of {@code live}
     */
    CachedPrograms(List<AttributionGroup> groups, LiveHandles live, List<ProcessLife> lives) {
        this.groups = groups;
        this.live = live;
        this.lives = lives;
        MeshAllocations allocations = new MeshAllocations();
        Each.below(groups.size(), group -> add(group, groups.get(group), allocations));
        this.size = Math.toIntExact(allocations.count());
        this.entries = new Numbered(new CacheOrder(live, new BitSet(), 0), new int[0]);
    }

    private void add(int number, AttributionGroup group, MeshAllocations allocations) {
        if (holds(group.verdict())) {
            cached.set(number);
            allocations.add(group.meshAllocations());
        }
    }

    /** True for the verdict on what the cache holds. */
    static boolean holds(Verdict verdict) {
        return verdict == Verdict.PROGRAM_CACHE;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public CacheEntry get(int index) {
        Objects.checkIndex(index, size);
        sort(index + 1);
        CacheOrder order = entries.order;
        LiveHandle first = live.handle(order.first(index));
        int[] members = order.members(index);
        ProcessLife life = lives.get(first.id().life());
        return new CacheEntry(
                id(index),
                life.run(),
                life.index(),
                operation(order.first(index)),
                first.id().memory(),
                first.id().address(),
                Arrays.stream(members)
                        .map(handle -> group(handle).handle().id().device())
                        .distinct()
                        .sorted()
                        .boxed()
                        .toList(),
                first.sizeBytes(),
                first.occupiedBytes(),
                Arrays.stream(members)
                        .mapToObj(handle -> group(handle).confidence())
                        .max(Comparator.naturalOrder())
                        .orElse(Confidence.POSSIBLE),
                first.allocatedAt());
    }

    /** The id of the entry that holds a mesh allocation. */
    String entryOf(int meshAllocation) {
        return id(numbered()[meshAllocation]);
    }

    /** The entry of each mesh allocation. */
    private synchronized int[] numbered() {
        if (entryByAllocation.length == 0) {
            sort(size);
            number();
        }
        return entryByAllocation;
    }

    private void number() {
        CacheOrder order = entries.order;
        int highest = -1;
        for (int entry = 0; entry < size; entry++) {
            highest = Math.max(highest, live.meshAllocation(order.first(entry)));
        }
        entryByAllocation = new int[highest + 1];
        for (int entry = 0; entry < size; entry++) {
            entryByAllocation[live.meshAllocation(order.first(entry))] = entry;
        }
    }

    private String id(int entry) {
        int number = entries.numbers[entry];
        String name = name(operation(entries.order.first(entry)));
        return number == 1 ? name : name + "#" + number;
    }

    private String nameOf(int group) {
        return name(groups.get(group).handle().site().operation());
    }

    private static String name(String operation) {
        return operation.isEmpty() ? UNNAMED : operation;
    }

    private String operation(int handle) {
        return group(handle).handle().site().operation();
    }

    private AttributionGroup group(int handle) {
        return groups.get(live.group(handle));
    }

    /** Sees to it that so many entries are in order. */
    private synchronized void sort(int wanted) {
        if (wanted <= entries.numbers.length) {
            return;
        }
        CacheOrder order = new CacheOrder(live, cached, wanted <= FIRST ? FIRST : size);
        int[] nameOfGroup = new int[groups.size()];
        Map<String, Integer> names = new HashMap<>();
        for (int group = cached.nextSetBit(0); group >= 0; group = cached.nextSetBit(group + 1)) {
            names.putIfAbsent(nameOf(group), names.size());
            nameOfGroup[group] = names.get(nameOf(group));
        }
        int[] used = new int[names.size()];
        int[] numbers = new int[order.size()];
        for (int entry = 0; entry < numbers.length; entry++) {
            numbers[entry] = ++used[nameOfGroup[live.group(order.first(entry))]];
        }
        entries = new Numbered(order, numbers);
    }
}
