package dev.leaktriage.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 1000})
    void eachNumberIsTakenOnce(int count) {
        AtomicIntegerArray taken = new AtomicIntegerArray(count);

        Parallel.each(count, () -> taken::incrementAndGet);

        assertThat(IntStream.range(0, count).map(taken::get)).allMatch(times -> times == 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 200})
    void eachOfAFewIsTakenOnce(int count) {
        AtomicIntegerArray taken = new AtomicIntegerArray(count);

        Parallel.few(count, 2, taken::incrementAndGet);

        assertThat(IntStream.range(0, count).map(taken::get)).allMatch(times -> times == 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500, 999})
    void whatAWorkerThrowsComesOutWhicheverThreadItIsOn(int failing) {
        assertThatThrownBy(() -> Parallel.each(1000, () -> number -> fail(number == failing)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no such number");
    }

    @Test
    void anErrorComesOutToo() {
        assertThatThrownBy(() -> Parallel.each(1000, () -> number -> {
                    if (number == 999) {
                        throw new OutOfMemoryError("full");
                    }
                }))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("full");
    }

    private static void fail(boolean fails) {
        if (fails) {
            throw new IllegalStateException("no such number");
        }
    }
}
