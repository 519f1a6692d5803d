package dev.leaktriage.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "f() at src/a.cpp:12                                | src/a.cpp:12",
                "ttnn::add(int) at /tt-metal/ttnn/cpp/add.cpp:12:5  | /tt-metal/ttnn/cpp/add.cpp:12",
                "Foo.bar(Foo.java:3)                                | Foo.java:3",
                "File \"models/demo.py\", line 33, in forward       | models/demo.py:33",
                "forward ('my models/demo.py', line 33)             | my models/demo.py:33",
                "run_engine [engine.py:187]                         | engine.py:187",
                "../lib/device.hpp:1673: open()                     | ../lib/device.hpp:1673",
                "f() at C:\\src\\a.cpp:12                           | C:\\src\\a.cpp:12",
                "{lambda at x/y.h:10:5}::operator()() at z.cpp:12   | z.cpp:12",
                "ns::f() at ../tt_metal/impl/a+b.c++:7              | ../tt_metal/impl/a+b.c++:7",
            })
    void aFrameMayNameItsSourceLine(String symbol, String place) {
        assertThat(SourceLine.of(new Frame(symbol, "")))
                .map(SourceLine::toString)
                .contains(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ttnn::add()",
                "f() at src/a.cpp",
                "f() at src/a.cpp:0",
                "libtt_metal.so(+0x1f) [0x7f00]",
                "libtt.so.1:12",
                "ns::cpp:12",
                ".cpp:12",
                "a.cppx:12",
                "",
            })
    void whatLooksLikeOneIsNone(String symbol) {
        assertThat(SourceLine.of(new Frame(symbol, ""))).isEmpty();
    }

    @Test
    void withoutItsNumberAFrameIsTheSameWhenLinesMove() {
        assertThat(SourceLine.withoutNumber("f() at src/a.cpp:12:5")).isEqualTo("f() at src/a.cpp");
        assertThat(SourceLine.withoutNumber("File \"a.py\", line 3, in f")).isEqualTo("File \"a.py\", in f");
        assertThat(SourceLine.withoutNumber("ttnn::add<12>()")).isEqualTo("ttnn::add<12>()");
    }

    @Test
    void aLongNameTakesNoLongTime() {
        Frame frame = new Frame("_ZN" + "a".repeat(200_000) + ".cpp:x", "");

        Assertions.assertTimeout(
                Duration.ofSeconds(5), () -> assertThat(SourceLine.of(frame)).isEmpty());
    }

    @Test
    void linesAreCountedFromOne() {
        assertThatThrownBy(() -> new SourceLine("a.cpp", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a.cpp:0");
    }
}
