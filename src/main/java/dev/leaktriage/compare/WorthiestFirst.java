package dev.leaktriage.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes the worthiest pair of all, then the worthiest of what is left, and so on; among equals the one with the lower row,
 * then column.
 *
 * <p>It never looks for the worthiest of all. A row and a column that are each other's best are taken sooner or later in
 * that order, whatever else is, so they may be taken at once. From any row the way goes to its best column, from that to its
 * best row, and so on, always to a worthier pair; it ends at two that are each other's best, and goes on from what it came
 * by. Everything gets on that way once, so the worth of a pair is asked for a few times, and no pair is kept. Half of the
 * greatest sum is reached at least (Preis 1999, locally heaviest edges).
 */
final class WorthiestFirst {
    private static final int NONE = -1;

    private final Assignment.Worth worth;
    private final Free rows;
    private final Free columns;
    /** Rows and columns in turn, each the best of the one before. */
    private final List<Integer> way = new ArrayList<>();

    WorthiestFirst(int[] rows, int[] columns, Assignment.Worth worth) {
        this.worth = worth;
        this.rows = new Free(rows);
        this.columns = new Free(columns);
    }

    List<Assignment.Pair> chosen() {
        List<Assignment.Pair> chosen = new ArrayList<>();
        while (rows.count > 0) {
            if (way.isEmpty()) {
                way.add(rows.numbers[0]);
            }
            step(chosen);
        }
        return chosen;
    }

    private void step(List<Assignment.Pair> chosen) {
        int length = way.size();
        boolean atRow = length % 2 == 1;
        int at = way.get(length - 1);
        int best = atRow ? bestColumn(at) : bestRow(at);
        boolean mutual = length > 1 && way.get(length - 2) == best;
        if (best != NONE && !mutual) {
            way.add(best);
            return;
        }
        way.remove(length - 1);
        (atRow ? rows : columns).take(at);
        if (mutual) {
            way.remove(length - 2);
            (atRow ? columns : rows).take(best);
            chosen.add(atRow ? new Assignment.Pair(at, best) : new Assignment.Pair(best, at));
        }
    }

    private int bestColumn(int row) {
        int best = NONE;
        long most = 0;
        for (int i = 0; i < columns.count; i++) {
            int column = columns.numbers[i];
            long worthOfPair = worth.of(row, column);
            if (worthOfPair > most || worthOfPair == most && column < best) {
                most = worthOfPair;
                best = column;
            }
        }
        return best;
    }

    private int bestRow(int column) {
        int best = NONE;
        long most = 0;
        for (int i = 0; i < rows.count; i++) {
            int row = rows.numbers[i];
            long worthOfPair = worth.of(row, column);
            if (worthOfPair > most || worthOfPair == most && row < best) {
                most = worthOfPair;
                best = row;
            }
        }
        return best;
    }

    /** Numbers that are not taken yet, in no order. */
    private static final class Free {
        private final int[] numbers;
        private int count;

        Free(int[] numbers) {
            this.numbers = numbers.clone();
            this.count = numbers.length;
        }

        void take(int number) {
            int at = 0;
            while (numbers[at] != number) {
                at++;
            }
            numbers[at] = numbers[--count];
        }
    }
}
