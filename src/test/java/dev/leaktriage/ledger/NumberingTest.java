package dev.leaktriage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NumberingTest {
    @Test
    void numbersKeysInTheOrderInWhichTheyCome() {
        Random random = new Random(7);
        Numbering numbering = new Numbering();
        Map<Long, Integer> numbers = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            long key = (long) random.nextInt(200) << 35 | random.nextInt(100) << 3;
            int expected = numbers.computeIfAbsent(key, unseen -> numbers.size());
            assertThat(numbering.of(key)).isEqualTo(expected);
        }
        assertThat(numbering.count()).isEqualTo(numbers.size());
    }
}
