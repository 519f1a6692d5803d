package dev.leaktriage.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MaskTest {
    @Test
    void theLastEqualsSignSeparates() {
        assertThat(Mask.parse("a=[0-9]=b").apply("x a=7 y")).isEqualTo("x b y");
        assertThat(Mask.parse("noise=").apply("a noise b")).isEqualTo("a  b");
        assertThat(Mask.parse("v([0-9])[0-9]*=v$1").apply("v123")).isEqualTo("v1");
    }

    @Test
    void aMaskWithoutReplacementSaysHowToWriteOne() {
        assertThatThrownBy(() -> Mask.parse("build"))
                .hasMessage("mask 'build' has no replacement; write REGEX=REPLACEMENT, such as 'build-[0-9]+=build'");
    }

    @Test
    void aBrokenPatternIsToldWithItsPlace() {
        assertThatThrownBy(() -> Mask.parse("a(b=c"))
                .hasMessageStartingWith("mask 'a(b=c' is no regular expression: Unclosed group near index");
    }

    @Test
    void aGroupThatThePatternLacksIsToldAtOnce() {
        assertThatThrownBy(() -> Mask.parse("a=$1")).hasMessageStartingWith("mask replacement '$1': No group 1");
    }
}
