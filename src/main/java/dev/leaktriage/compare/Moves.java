package dev.leaktriage.compare;

import dev.leaktriage.model.MatchTier;
import dev.leaktriage.model.SiteHoldings;
import java.util.ArrayList;
import java.util.List;

/**
 * Pairs of sites that may be one site whose code moved: a function was extracted, inlined or wrapped.
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

    /** The possible pairs between two lists of sites; rows and columns are positions in them. */
    List<Assignment.Pair> possible(List<SiteHoldings> rows, List<SiteHoldings> columns) {
        List<int[]> framesOfColumns = columns.stream().map(stacks::frames).toList();
        List<Assignment.Pair> pairs = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            int[] frames = stacks.frames(rows.get(row));
            for (int column = 0; column < columns.size(); column++) {
                int likeness = likeness(frames, framesOfColumns.get(column));
                if (likeness > 0) {
                    long explained = explained(rows.get(row), columns.get(column));
                    if (explained > 0) {
                        pairs.add(new Assignment.Pair(row, column, explained * LIKENESS_STEPS + likeness));
                    }
                }
            }
        }
        return pairs;
    }

    private static long explained(SiteHoldings row, SiteHoldings column) {
        return row.site().memory() == column.site().memory() ? Likeness.explainedLive(row, column) : 0;
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
