package dev.leaktriage.compare;

import dev.leaktriage.model.MatchTier;
import dev.leaktriage.model.SiteHoldings;
import java.util.ArrayList;
import java.util.List;

/**
 * Pairs sites that may be one site whose code moved: a function was extracted, inlined or wrapped.
 *
 * <p>Both stacks end in the same frames at the root. Either these are at least half of the longer stack, or together
 * with the frames that both begin with at the leaf they are three quarters of it. A move explains memory that is on
 * both sides; sites that have nothing in common are not paired, however like their stacks are.
 */
final class Moves {
    /** A pair that explains more bytes wins; among equals the one with more common frames. */
    private static final int LIKENESS_STEPS = 1000;

    private final SiteStacks stacks;

    Moves(FrameFolding folding) {
        this.stacks = new SiteStacks(folding, MatchTier.MOVED);
    }

    /** The best pairs between two lists of sites; rows and columns are positions in them. */
    List<Assignment.Pair> best(List<SiteHoldings> rows, List<SiteHoldings> columns) {
        int[][] framesOfRows = rows.stream().map(stacks::frames).toArray(int[][]::new);
        int[][] framesOfColumns = columns.stream().map(stacks::frames).toArray(int[][]::new);
        Likeness[] heldByRows = Likeness.of(rows);
        Likeness[] heldByColumns = Likeness.of(columns);
        List<Assignment.Pair> pairs = new ArrayList<>();
        Assignment.Worth worth = (row, column) -> {
            int likeness = likeness(framesOfRows[row], framesOfColumns[column]);
            long explained = likeness == 0 ? 0 : heldByRows[row].explainedLive(heldByColumns[column]);
            return explained == 0 ? 0 : explained * LIKENESS_STEPS + likeness;
        };
        // No move changes the kind of memory or the root.
        for (SameKey sameRoot : SameKey.among(rows, columns, stacks::root)) {
            pairs.addAll(Assignment.best(sameRoot.rows(), sameRoot.columns(), worth));
        }
        return pairs;
    }
    /** How much of the longer stack is common, in {@value #LIKENESS_STEPS} steps; 0 if it is too little for a move. */
    static int likeness(int[] a, int[] b) {
        int shorter = Math.min(a.length, b.length);
        int longer = Math.max(a.length, b.length);
        int root = 0;
        while (root < shorter && a[a.length - 1 - root] == b[b.length - 1 - root]) {
            root++;
        }
        if (root == 0) {
            return 0;
        }
        int leaf = 0;
        while (leaf < shorter - root && a[leaf] == b[leaf]) {
            leaf++;
        }
        boolean moved = 2 * root >= longer || 4 * (root + leaf) >= 3 * longer;
        return moved ? LIKENESS_STEPS * (root + leaf) / longer : 0;
    }
}
