package dev.leaktriage.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Site;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LsanPatternTest {
    private static final Site SITE = new Site(
            "s-1",
            Memory.L1,
            new CallStack(
                    List.of(
                            new Frame("operator new(unsigned long)", ""),
                            new Frame("ttnn::add(int*)", "/lib/libttnn.so")),
                    true),
            "");

    @ParameterizedTest
    @ValueSource(
            strings = {"add", "ttnn::add", "^ttnn::", "ttnn::add$", "t*n::a*d", "libttnn.so", "^/lib/*.so$", "int*)"})
    void aPartOfAnyFrameOrModuleMatches(String pattern) {
        assertThat(LsanPattern.of(pattern).matches(SITE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"matmul", "^add", "ttnn$", "add.", "^ttnn$", "libttnn_so"})
    void nothingElseMatches(String pattern) {
        assertThat(LsanPattern.of(pattern).matches(SITE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "**", "^", "^*$", "*$"})
    void aPatternWithoutALetterNamesNothing(String pattern) {
        assertThat(LsanPattern.of(pattern).matchesEverything()).isTrue();
        assertThat(LsanPattern.of(pattern + "x").matchesEverything()).isFalse();
    }
}
