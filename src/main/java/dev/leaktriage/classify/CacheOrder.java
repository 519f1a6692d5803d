package dev.leaktriage.classify;

import dev.leaktriage.model.LiveHandles;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The handles that the program cache holds, by mesh allocation; the allocations stand in the order of their first
 * handles' positions.
 */
final class CacheOrder {
    private final LiveHandles live;
    /** The first handle of each allocation. */
    private final int[] firsts;
    /** The allocation in the upper half, the handle in the lower one: of allocations with several live handles. */
    private final long[] shared;

    /**
     * Sorts.
     *
     * @param groups those of the handles that the cache holds
     * @param most how many allocations are wanted: those that come first
     */
    CacheOrder(LiveHandles live, BitSet groups, int most) {
        this.live = live;
        int[] members = live.members(groups);
        this.shared = Arrays.stream(members)
                .filter(handle -> live.meshSiblingsLive(handle) > 1)
                .mapToLong(handle -> (long) live.meshAllocation(handle) << 32 | handle)
                .sorted()
                .toArray();
        int count = keepFirsts(members);
        this.firsts = first(members, count, most);
        live.sortByPosition(firsts);
    }

    /** Moves the first handle of each allocation to the front; returns how many there are. */
    private int keepFirsts(int[] members) {
        int kept = 0;
        for (int handle : members) {
            if (live.meshSiblingsLive(handle) <= 1) {
                members[kept++] = handle;
            }
        }
        for (int start = 0, end; start < shared.length; start = end) {
            int first = (int) shared[start];
            end = start + 1;
            while (end < shared.length && shared[end] >>> 32 == shared[start] >>> 32) {
                int handle = (int) shared[end++];
                first = live.position(handle) < live.position(first) ? handle : first;
            }
            members[kept++] = first;
        }
        return kept;
    }

    /** The handles that come first by position, in no particular order; never more than are wanted. */
    private int[] first(int[] handles, int count, int most) {
        if (count <= most) {
            return Arrays.copyOf(handles, count);
        }
        int[] chosen = new int[2 * most];
        int next = 0;
        long bound = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            if (live.position(handles[i]) >= bound) {
                continue;
            }
            chosen[next++] = handles[i];
            if (next == chosen.length) {
                live.sortByPosition(chosen);
                next = most;
                bound = live.position(chosen[most - 1]);
            }
        }
        int[] candidates = Arrays.copyOf(chosen, next);
        live.sortByPosition(candidates);
        return Arrays.copyOf(candidates, most);
    }

    int size() {
        return firsts.length;
    }

    /** The first handle of an allocation. */
    int first(int allocation) {
        return firsts[allocation];
    }

    /** All handles of an allocation. */
    int[] members(int allocation) {
        int first = firsts[allocation];
        if (live.meshSiblingsLive(first) <= 1) {
            return new int[] {first};
        }
        long number = live.meshAllocation(first);
        int start = insertion(number << 32);
        int end = insertion(number + 1 << 32);
        return Arrays.stream(shared, start, end).mapToInt(pair -> (int) pair).toArray();
    }

    private int insertion(long key) {
        int found = Arrays.binarySearch(shared, key);
        return found >= 0 ? found : -found - 1;
    }
}
