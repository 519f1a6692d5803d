package dev.leaktriage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RadixSortTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 31, 32, 33, 64, 1000})
    void sortsByUnsignedNumbersAndKeepsTheOrderOfEqualOnes(int count) {
        Random random = new Random(count);
        for (int bits = 0; bits <= Long.SIZE; bits += 7) {
            long mask = bits == 0 ? 0 : -1L >>> Long.SIZE - bits;
            long[] keys = random.longs(count).map(key -> key & mask).toArray();
            long[] sortedKeys = keys.clone();
            int[] rows = IntStream.range(0, count).toArray();

            RadixSort.sort(sortedKeys, rows);

            Integer[] expected = IntStream.range(0, count)
                    .boxed()
                    .sorted(Comparator.comparing(row -> keys[row], Long::compareUnsigned))
                    .toArray(Integer[]::new);
            assertThat(rows).containsExactly(expected);
            assertThat(sortedKeys)
                    .containsExactly(
                            IntStream.of(rows).mapToLong(row -> keys[row]).toArray());
        }
    }
}
