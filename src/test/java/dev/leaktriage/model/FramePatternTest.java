package dev.leaktriage.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramePatternTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "load_binaries | a::B::load_binaries(int) | true",
                "load_binaries | load_binaries | true",
                "load_binaries | a::reload_binaries() | false",
                "load_binaries | a::load_binaries_later() | false",
                "load_binaries | f(load_binaries) | false",
                "load_binaries | f<a::load_binaries>() | false",
                "load_binaries | a::load_binaries(int)::{lambda()#1}::operator()() const | true",
                "load_binaries | _ZN1a1B13load_binariesEv | true",
                "B::load_binaries | a::B::load_binaries() | true",
                "B::load_binaries | a::BB::load_binaries() | false",
                "MeshTrace::* | tt::MeshTrace::populate() | true",
                "MeshTrace::* | tt::MeshTraces::populate() | false",
                "MeshTrace::* | tt::MeshTrace | false",
                "*Trace::* | tt::MeshTrace::populate() | true",
                "MeshTrace::* | tt::MyMeshTrace::MeshTrace::populate() | true",
                "MeshTrace::* | tt::MyMeshTrace::populate() | false",
                "a*c*e | abcde | true",
                "a*c*e | abcdf | false",
                "* | anything | true",
                "program_cache: | program_cache:ttnn::add | true",
                "program_cache: | program_cache: matmul | true",
                "program_cache: | program_cache::detail::f() | false",
                "program_cache: | tt::program_cache:x | false",
                "forward | model.Layer.forward | true",
            })
    void aPatternMatchesTheLastComponentsOfTheFunctionOnly(String pattern, String symbol, boolean matches) {
        assertThat(new FramePattern(pattern).matches(symbol, Symbols.qualifiedName(symbol)))
                .isEqualTo(matches);
    }

    @Test
    void aBlankPatternIsRefused() {
        assertThatThrownBy(() -> new FramePattern(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
