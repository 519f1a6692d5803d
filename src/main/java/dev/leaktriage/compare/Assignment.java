package dev.leaktriage.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses pairs, one to one, so that the sum of their worth is the greatest there is.
 *
 * <p>Rows and columns that no chain of pairs connects are decided apart, each such part by {@link Hungarian}; in a part
 * of more than {@value #MOST_EXACT} rows or columns the worthiest pairs are taken first, which reaches at least half of
 * the greatest sum ({@link WorthiestFirst}). Pairs are not kept: of some thousand rows and columns there are millions.
 */
final class Assignment {
    static final int MOST_EXACT = 400;

    private final int[] rows;
    private final int[] columns;
    private final Worth worth;
    /** Of rows, then of columns: one of the same part, or itself. */
    private final int[] parents;

    private Assignment(int[] rows, int[] columns, Worth worth) {
        this.rows = rows;
        this.columns = columns;
        this.worth = worth;
        this.parents = new int[rows.length + columns.length];
        for (int i = 0; i < parents.length; i++) {
            parents[i] = i;
        }
    }

    /** What a pair is worth. */
    interface Worth {
        /** More than 0, or 0 if they must not be paired; always the same for the same two. */
        long of(int row, int column);
    }

    /** A row and a column that are paired. */
    record Pair(int row, int column) {}

    /** The rows and columns that are decided together, each in ascending order. */
    private record Part(List<Integer> rows, List<Integer> columns) {
        Part() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /**
     * The chosen pairs, in no particular order.
     *
     * @param rows numbers that name rows, in ascending order
     * @param columns likewise
     */
    static List<Pair> best(int[] rows, int[] columns, Worth worth) {
        List<Pair> chosen = new ArrayList<>();
        for (Part part : new Assignment(rows, columns, worth).parts()) {
            chosen.addAll(best(part, worth));
        }
        return chosen;
    }

    private static List<Pair> best(Part part, Worth worth) {
        int[] rows = part.rows.stream().mapToInt(Integer::intValue).toArray();
        int[] columns = part.columns.stream().mapToInt(Integer::intValue).toArray();
        if (rows.length == 0 || columns.length == 0) {
            return List.of();
        }
        return Math.max(rows.length, columns.length) > MOST_EXACT
                ? new WorthiestFirst(rows, columns, worth).chosen()
                : greatestSum(rows, columns, worth);
    }

    private static List<Pair> greatestSum(int[] rows, int[] columns, Worth worth) {
        long[][] byRow = new long[rows.length][columns.length];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns.length; column++) {
                byRow[row][column] = worth.of(rows[row], columns[column]);
            }
        }
        List<Pair> chosen = new ArrayList<>();
        int[] columnOfRow = Hungarian.columnOfRow(byRow);
        for (int row = 0; row < rows.length; row++) {
            if (columnOfRow[row] < columns.length && byRow[row][columnOfRow[row]] > 0) {
                chosen.add(new Pair(rows[row], columns[columnOfRow[row]]));
            }
        }
        return chosen;
    }

    /** Union and find over rows and columns, until all are one part. */
    private Collection<Part> parts() {
        int left = parents.length;
        for (int row = 0; row < rows.length && left > 1; row++) {
            for (int column = 0; column < columns.length; column++) {
                int ofColumn = root(rows.length + column);
                int ofRow = root(row);
                if (ofRow != ofColumn && worth.of(rows[row], columns[column]) > 0) {
                    parents[ofRow] = ofColumn;
                    left--;
                }
            }
        }
        Map<Integer, Part> parts = new LinkedHashMap<>();
        for (int row = 0; row < rows.length; row++) {
            parts.computeIfAbsent(root(row), unseen -> new Part()).rows.add(rows[row]);
        }
        for (int column = 0; column < columns.length; column++) {
            parts.computeIfAbsent(root(rows.length + column), unseen -> new Part())
                    .columns
                    .add(columns[column]);
        }
        return parts.values();
    }

    private int root(int of) {
        int at = of;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }
}
