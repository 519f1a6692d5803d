package dev.leaktriage.model;

import java.util.Arrays;

/**
 * The mesh allocations that some live handles belong to, counted.
 *
 * <p>A handle without a live sibling is an allocation of its own, and most handles are: of the others alone the
 * numbers are kept.
 */
public final class MeshAllocations {
    private long alone;
    private static final int[] NONE = {};

    private int[] shared = NONE;
    private int count;

    /** Adds a handle of which it is not known whether it has siblings among the others. */
    void add(LiveHandle handle) {
        add(handle.meshAllocation(), Integer.MAX_VALUE);
    }

    /**
     * Adds a handle.
     *
     * @param meshAllocation its number
     * @param siblingsLive how many of the allocation's handles are live, the handle itself included
     */
    public void add(int meshAllocation, int siblingsLive) {
        if (siblingsLive <= 1) {
            alone++;
            return;
        }
        reserve(1);
        shared[count++] = meshAllocation;
    }

    /** Sees to it that they belong to so many handles: those that were not added are alone. */
    public void fillUp(long handles) {
        alone = handles - count;
    }

    /** Adds other handles. */
    public void add(MeshAllocations others) {
        alone += others.alone;
        if (others.count == 0) {
            return;
        }
        reserve(others.count);
        System.arraycopy(others.shared, 0, shared, count, others.count);
        count += others.count;
    }

    private void reserve(int more) {
        if (count + more > shared.length) {
            shared = Arrays.copyOf(shared, Math.max(count + more, shared.length * 2));
        }
    }

    /** How many they are. */
    public long count() {
        return sizes().allocations;
    }

    /** How many they are, and how many of the handles each of them has. */
    public Sizes sizes() {
        if (count > 1) {
            Arrays.sort(shared, 0, count);
        }
        long allocations = alone;
        int fewest = alone > 0 ? 1 : Integer.MAX_VALUE;
        int most = alone > 0 ? 1 : 0;
        for (int start = 0, end; start < count; start = end) {
            end = start + 1;
            while (end < count && shared[end] == shared[start]) {
                end++;
            }
            allocations++;
            fewest = Math.min(fewest, end - start);
            most = Math.max(most, end - start);
        }
        return new Sizes(allocations, Math.min(fewest, most), most);
    }

    /**
     * Counts.
     *
     * @param allocations how many mesh allocations there are
     * @param fewest the fewest handles that one of them has
     * @param most the most handles that one of them has
     */
    public record Sizes(long allocations, int fewest, int most) {}
}
