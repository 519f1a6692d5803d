package dev.leaktriage.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EachTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 33, 1000})
    void everyNumberComesOnceInOrder(int count) {
        List<Integer> numbers = new ArrayList<>();

        Each.below(count, numbers::add);

        assertThat(numbers).isEqualTo(IntStream.range(0, count).boxed().toList());
    }
}
