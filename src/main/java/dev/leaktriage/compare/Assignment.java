package dev.leaktriage.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses pairs, one to one, so that the sum of their worth is the greatest there is.
 *
 * <p>Rows and columns that no chain of pairs connects are decided apart, each such part by {@link Hungarian}; in a part
 * of more than {@value #MOST_EXACT} rows or columns the worthiest pairs are taken first, which reaches at least half of
 * the greatest sum.
 */
final class Assignment {
    static final int MOST_EXACT = 400;

    private static final Comparator<Pair> WORTHIEST_FIRST = Comparator.comparingLong((Pair pair) -> -pair.worth)
            .thenComparingInt(Pair::row)
            .thenComparingInt(Pair::column);

    private Assignment() {}

    /**
     * A row and a column that may be paired.
     *
     * @param worth more than 0
     */
    record Pair(int row, int column, long worth) {}

    /** The chosen pairs, in no particular order. */
    static List<Pair> best(List<Pair> possible) {
        List<Pair> chosen = new ArrayList<>();
        for (List<Pair> part : parts(possible)) {
            chosen.addAll(bestOfPart(part));
        }
        return chosen;
    }

    private static List<Pair> bestOfPart(List<Pair> part) {
        if (part.size() == 1) {
            return part;
        }
        int[] rows = part.stream().mapToInt(Pair::row).distinct().sorted().toArray();
        int[] columns = part.stream().mapToInt(Pair::column).distinct().sorted().toArray();
        if (Math.max(rows.length, columns.length) > MOST_EXACT) {
            return worthiestFirst(part);
        }
        Pair[][] pairs = new Pair[rows.length][columns.length];
        long[][] worth = new long[rows.length][columns.length];
        for (Pair pair : part) {
            int row = Arrays.binarySearch(rows, pair.row);
            int column = Arrays.binarySearch(columns, pair.column);
            pairs[row][column] = pair;
            worth[row][column] = pair.worth;
        }
        List<Pair> chosen = new ArrayList<>();
        int[] columnOfRow = Hungarian.columnOfRow(worth);
        for (int row = 0; row < rows.length; row++) {
            boolean made = columnOfRow[row] < columns.length && pairs[row][columnOfRow[row]] != null;
            if (made) {
                chosen.add(pairs[row][columnOfRow[row]]);
            }
        }
        return chosen;
    }

    private static List<Pair> worthiestFirst(List<Pair> part) {
        List<Pair> chosen = new ArrayList<>();
        Map<Integer, Pair> byRow = new LinkedHashMap<>();
        Map<Integer, Pair> byColumn = new LinkedHashMap<>();
        for (Pair pair : part.stream().sorted(WORTHIEST_FIRST).toList()) {
            if (!byRow.containsKey(pair.row) && !byColumn.containsKey(pair.column)) {
                byRow.put(pair.row, pair);
                byColumn.put(pair.column, pair);
                chosen.add(pair);
            }
        }
        return chosen;
    }

    /** Union and find over rows (even numbers) and columns (odd numbers). */
    private static List<List<Pair>> parts(List<Pair> possible) {
        Map<Integer, Integer> parents = new LinkedHashMap<>();
        for (Pair pair : possible) {
            parents.put(root(parents, 2 * pair.row), root(parents, 2 * pair.column + 1));
        }
        Map<Integer, List<Pair>> parts = new LinkedHashMap<>();
        for (Pair pair : possible) {
            parts.computeIfAbsent(root(parents, 2 * pair.row), unseen -> new ArrayList<>())
                    .add(pair);
        }
        return List.copyOf(parts.values());
    }

    private static int root(Map<Integer, Integer> parents, int of) {
        int at = of;
        int parent = parents.computeIfAbsent(at, itself -> itself);
        while (parent != at) {
            int grandparent = parents.get(parent);
            parents.put(at, grandparent);
            at = parent;
            parent = grandparent;
        }
        return at;
    }
}
