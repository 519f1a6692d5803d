package dev.leaktriage.report;

import dev.leaktriage.model.MeshAllocations;

/**
 * Handles folded over their mesh: the same allocation on eight devices is one, "x8".
 *
 * @param allocations how many mesh allocations the handles belong to
 * @param fewest the fewest handles that one of them has
 * @param most the most handles that one of them has
 */
record Fold(long allocations, int fewest, int most) {
    static Fold of(MeshAllocations meshAllocations) {
        MeshAllocations.Sizes sizes = meshAllocations.sizes();
        return new Fold(sizes.allocations(), sizes.fewest(), sizes.most());
    }

    /** Such as {@code 7}, {@code 2 x8} or {@code 3 x1-8}. */
    String label() {
        if (most <= 1) {
            return Long.toString(allocations);
        }
        return allocations + " x" + (fewest == most ? "" + most : fewest + "-" + most);
    }
}
