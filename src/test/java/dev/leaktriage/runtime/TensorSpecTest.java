package dev.leaktriage.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorSpecTest {
    @Test
    void aTensorIsPaddedToWholeTiles() {
        assertThat(TensorSpec.of(1, 1).sizeBytes()).isEqualTo(2048);
        assertThat(TensorSpec.of(3, 33, 64).sizeBytes()).isEqualTo(3 * 2 * 2 * 2048);
        assertThat(TensorSpec.of(1, Integer.MAX_VALUE).sizeBytes()).isEqualTo(67_108_864L * 2048);
    }

    @Test
    void aTensorThatNoNumberCanCountIsRefused() {
        TensorSpec enormous = TensorSpec.of(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

        assertThatThrownBy(enormous::sizeBytes)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a tensor of [2147483647, 2147483647, 2147483647] is larger than any memory");
    }
}
