package dev.leaktriage.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static final int SEEDS = 500;

    @Test
    void theSumIsTheGreatestThatTryingEverythingFinds() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed * 0x9e3779b97f4a7c15L);
            List<Assignment.Pair> possible = pairs(random, 1 + random.nextInt(6), 1 + random.nextInt(6));

            List<Assignment.Pair> chosen = Assignment.best(possible);

            assertThat(worth(chosen)).as("seed %d: %s", seed, possible).isEqualTo(greatest(possible, List.of()));
            assertOneToOne(chosen);
        }
    }

    @Test
    void whereThereAreVeryManyAtLeastHalfOfTheGreatestSumIsReached() {
        int size = Assignment.MOST_EXACT + 1;
        List<Assignment.Pair> possible = new ArrayList<>();
        for (int at = 0; at < size; at++) {
            possible.add(new Assignment.Pair(at, at, 10));
            possible.add(new Assignment.Pair(at, (at + 1) % size, 11));
        }

        List<Assignment.Pair> chosen = Assignment.best(possible);

        assertOneToOne(chosen);
        assertThat(worth(chosen)).isEqualTo(11L * size);
    }

    @Test
    void nothingIsChosenFromNothing() {
        assertThat(Assignment.best(List.of())).isEmpty();
    }

    private static List<Assignment.Pair> pairs(Random random, int rows, int columns) {
        List<Assignment.Pair> pairs = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (random.nextInt(3) > 0) {
                    pairs.add(new Assignment.Pair(10 * row + 3, 7 * column, 1 + random.nextInt(20)));
                }
            }
        }
        return pairs;
    }

    private static long greatest(List<Assignment.Pair> left, List<Assignment.Pair> taken) {
        if (left.isEmpty()) {
            return worth(taken);
        }
        Assignment.Pair first = left.get(0);
        List<Assignment.Pair> rest = left.subList(1, left.size());
        long without = greatest(rest, taken);
        boolean free = taken.stream().noneMatch(pair -> pair.row() == first.row() || pair.column() == first.column());
        if (!free) {
            return without;
        }
        List<Assignment.Pair> more = new ArrayList<>(taken);
        more.add(first);
        return Math.max(without, greatest(rest, more));
    }

    private static long worth(List<Assignment.Pair> pairs) {
        return pairs.stream().mapToLong(Assignment.Pair::worth).sum();
    }

    private static void assertOneToOne(List<Assignment.Pair> pairs) {
        assertThat(pairs).extracting(Assignment.Pair::row).doesNotHaveDuplicates();
        assertThat(pairs).extracting(Assignment.Pair::column).doesNotHaveDuplicates();
    }
}
