package dev.leaktriage.report;

import java.util.Arrays;

/**
 * Handles folded over their mesh: the same allocation on eight devices is one, "x8".
 *
 * @param allocations how many mesh allocations the handles belong to
 * @param fewest the fewest handles that one of them has
 * @param most the most handles that one of them has
 */
record Fold(long allocations, int fewest, int most) {
    /**
     * Folds handles.
     *
     * @param meshAllocations the mesh allocation of each handle, in any order; sorted afterwards
     */
    static Fold of(int[] meshAllocations) {
        int[] sorted = meshAllocations;
        Arrays.sort(sorted);
        long allocations = 0;
        int fewest = Integer.MAX_VALUE;
        int most = 0;
        for (int start = 0, end; start < sorted.length; start = end) {
            end = start + 1;
            while (end < sorted.length && sorted[end] == sorted[start]) {
                end++;
            }
            allocations++;
            fewest = Math.min(fewest, end - start);
            most = Math.max(most, end - start);
        }
        return new Fold(allocations, Math.min(fewest, most), most);
    }

    /** Such as {@code 7}, {@code 2 x8} or {@code 3 x1-8}. */
    String label() {
        if (most <= 1) {
            return Long.toString(allocations);
        }
        return allocations + " x" + (fewest == most ? "" + most : fewest + "-" + most);
    }
}
