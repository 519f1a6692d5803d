package dev.leaktriage.compare;

import java.util.Arrays;

/**
 * The Hungarian method in its form with potentials and shortest augmenting paths, O(n³) (Kuhn 1955; Jonker and
 * Volgenant 1987).
 */
final class Hungarian {
    private final long[][] worth;
    private final int columns;
    /** Rows and columns are counted from 1 and filled up to a square with pairs worth nothing; 0 is the root. */
    private final int size;

    private final long[] rowPotential;
    private final long[] columnPotential;
    private final int[] rowOfColumn;

    private Hungarian(long[][] worth) {
        this.worth = worth;
        this.columns = worth[0].length;
        this.size = Math.max(worth.length, columns);
        this.rowPotential = new long[size + 1];
        this.columnPotential = new long[size + 1];
        this.rowOfColumn = new int[size + 1];
    }

    /**
     * Pairs each row with a column of its own so that the sum of worth is the greatest.
     *
     * @param worth by row and column, at least one of each, all rows of one length, none negative
     * @return the column of each row; the number of columns or more where there are fewer columns than rows
     */
    static int[] columnOfRow(long[][] worth) {
        Hungarian method = new Hungarian(worth);
        for (int row = 1; row <= method.size; row++) {
            method.add(row);
        }
        int[] columnOfRow = new int[worth.length];
        for (int column = 1; column <= method.size; column++) {
            if (method.rowOfColumn[column] <= worth.length) {
                columnOfRow[method.rowOfColumn[column] - 1] = column - 1;
            }
        }
        return columnOfRow;
    }

    /** Finds the cheapest alternating path from a new row to a free column and turns it round. */
    private void add(int newRow) {
        long[] distance = new long[size + 1];
        Arrays.fill(distance, Long.MAX_VALUE);
        boolean[] reached = new boolean[size + 1];
        int[] before = new int[size + 1];
        rowOfColumn[0] = newRow;
        int column = 0;
        while (rowOfColumn[column] != 0) {
            reached[column] = true;
            int nearest = relax(column, distance, reached, before);
            shift(distance[nearest], distance, reached);
            column = nearest;
        }
        while (column != 0) {
            rowOfColumn[column] = rowOfColumn[before[column]];
            column = before[column];
        }
    }

    /** Shortens distances by way of a column; returns the nearest one that is not reached. */
    private int relax(int column, long[] distance, boolean[] reached, int[] before) {
        int row = rowOfColumn[column];
        int nearest = 0;
        for (int next = 1; next <= size; next++) {
            if (reached[next]) {
                continue;
            }
            long cost = -worthOf(row, next) - rowPotential[row] - columnPotential[next];
            if (cost < distance[next]) {
                distance[next] = cost;
                before[next] = column;
            }
            if (nearest == 0 || distance[next] < distance[nearest]) {
                nearest = next;
            }
        }
        return nearest;
    }

    private void shift(long step, long[] distance, boolean[] reached) {
        for (int column = 0; column <= size; column++) {
            if (reached[column]) {
                rowPotential[rowOfColumn[column]] += step;
                columnPotential[column] -= step;
            } else {
                distance[column] -= step;
            }
        }
    }

    private long worthOf(int row, int column) {
        return row <= worth.length && column <= columns ? worth[row - 1][column - 1] : 0;
    }
}
