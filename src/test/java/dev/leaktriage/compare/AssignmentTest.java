package dev.leaktriage.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static final int SEEDS = 500;

    @Test
    void theSumIsTheGreatestThatTryingEverythingFinds() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed * 0x9e3779b97f4a7c15L);
            long[][] worth = worth(random, 1 + random.nextInt(6), 1 + random.nextInt(6), 20);

            List<Assignment.Pair> chosen = best(worth);

            assertThat(sum(chosen, worth))
                    .as("seed %d: %s", seed, Arrays.deepToString(worth))
                    .isEqualTo(greatest(worth, 0, new boolean[worth[0].length]));
            assertMayBe(chosen, worth);
        }
    }

    @Test
    void theNumbersThatNameRowsAndColumnsArePassedOn() {
        int[] rows = {3, 13};
        int[] columns = {0, 7, 14};

        List<Assignment.Pair> chosen =
                Assignment.best(rows, columns, (row, column) -> row == 13 && column == 7 ? 5 : 0);

        assertThat(chosen).containsExactly(new Assignment.Pair(13, 7));
    }

    @Test
    void whereThereAreVeryManyAtLeastHalfOfTheGreatestSumIsReached() {
        int size = Assignment.MOST_EXACT + 1;
        Assignment.Worth worth = (row, column) -> row == column ? 10 : column == (row + 1) % size ? 11 : 0;

        List<Assignment.Pair> chosen = Assignment.best(numbers(size), numbers(size), worth);

        assertThat(chosen)
                .hasSize(size)
                .allMatch(pair -> worth.of(pair.row(), pair.column()) == 11)
                .doesNotHaveDuplicates();
    }

    @Test
    void nothingIsChosenFromNothing() {
        assertThat(Assignment.best(new int[0], new int[0], (row, column) -> 1)).isEmpty();
        assertThat(Assignment.best(numbers(1), new int[0], (row, column) -> 1)).isEmpty();
        assertThat(Assignment.best(numbers(2), numbers(2), (row, column) -> 0)).isEmpty();
    }

    @Test
    void theWorthiestPairsComeFirst() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed * 0x9e3779b97f4a7c15L);
            int few = 1 + random.nextInt(20);
            long[][] worth = worth(random, 1 + random.nextInt(12), 1 + random.nextInt(12), few);

            List<Assignment.Pair> chosen =
                    new WorthiestFirst(numbers(worth.length), numbers(worth[0].length), of(worth)).chosen();

            assertThat(chosen)
                    .as("seed %d: %s", seed, Arrays.deepToString(worth))
                    .containsExactlyInAnyOrderElementsOf(worthiestFirst(worth));
        }
    }

    /** A limit of the worst case: to look for the best pair again and again takes so many as cube the number. */
    @Test
    void noPairIsAskedForMoreThanAFewTimes() {
        int size = 2 * Assignment.MOST_EXACT;
        List<Assignment.Worth> hard = List.of(
                (row, column) -> 1,
                (row, column) -> 1 + column,
                (row, column) -> 1 + row,
                (row, column) -> 1 + Math.min(row, column),
                (row, column) -> 1 + Math.max(row, column),
                (row, column) -> 1 + (row * 31L + column * 17L) % 101);
        for (int i = 0; i < hard.size(); i++) {
            Assignment.Worth worth = hard.get(i);
            long[] asked = {0};

            List<Assignment.Pair> chosen = Assignment.best(numbers(size), numbers(size), (row, column) -> {
                asked[0]++;
                return worth.of(row, column);
            });

            assertThat(chosen).as("worth %d", i).hasSize(size);
            assertThat(asked[0]).as("worth %d", i).isLessThan(3L * size * size);
        }
    }

    private static List<Assignment.Pair> best(long[][] worth) {
        return Assignment.best(numbers(worth.length), numbers(worth[0].length), of(worth));
    }

    private static Assignment.Worth of(long[][] worth) {
        return (row, column) -> worth[row][column];
    }

    private static int[] numbers(int count) {
        return IntStream.range(0, count).toArray();
    }

    private static long[][] worth(Random random, int rows, int columns, int most) {
        long[][] worth = new long[rows][columns];
        for (long[] row : worth) {
            Arrays.setAll(row, column -> random.nextInt(3) > 0 ? 1 + random.nextInt(most) : 0);
        }
        return worth;
    }

    private static long greatest(long[][] worth, int row, boolean[] taken) {
        if (row == worth.length) {
            return 0;
        }
        long greatest = greatest(worth, row + 1, taken);
        for (int column = 0; column < taken.length; column++) {
            if (!taken[column] && worth[row][column] > 0) {
                taken[column] = true;
                greatest = Math.max(greatest, worth[row][column] + greatest(worth, row + 1, taken));
                taken[column] = false;
            }
        }
        return greatest;
    }

    /** By the definition: the worthiest of all that is left, then the lowest row, then the lowest column. */
    private static List<Assignment.Pair> worthiestFirst(long[][] worth) {
        List<Assignment.Pair> chosen = new ArrayList<>();
        long[][] left = Arrays.stream(worth).map(long[]::clone).toArray(long[][]::new);
        while (true) {
            Assignment.Pair best = null;
            for (int row = 0; row < left.length; row++) {
                for (int column = 0; column < left[row].length; column++) {
                    if (left[row][column] > (best == null ? 0 : left[best.row()][best.column()])) {
                        best = new Assignment.Pair(row, column);
                    }
                }
            }
            if (best == null) {
                return chosen;
            }
            chosen.add(best);
            Arrays.fill(left[best.row()], 0);
            for (long[] row : left) {
                row[best.column()] = 0;
            }
        }
    }

    private static long sum(List<Assignment.Pair> pairs, long[][] worth) {
        return pairs.stream()
                .mapToLong(pair -> worth[pair.row()][pair.column()])
                .sum();
    }

    private static void assertMayBe(List<Assignment.Pair> pairs, long[][] worth) {
        assertThat(pairs).extracting(Assignment.Pair::row).doesNotHaveDuplicates();
        assertThat(pairs).extracting(Assignment.Pair::column).doesNotHaveDuplicates();
        assertThat(pairs).allMatch(pair -> worth[pair.row()][pair.column()] > 0);
    }
}
