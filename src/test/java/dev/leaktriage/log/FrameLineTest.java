package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.Frame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameLineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ttnn::add()",
                "lib.so: a::b",
                "--- a::b()",
                "7. a()",
                "12",
                ". x",
                " x",
                "a ü()",
                ":",
                ":: ",
                "f(1. 2)"
            })
    void aFrameDoesNotDependOnItsNumber(String text) {
        FrameLine frames = new FrameLine();
        List<String> lines = List.of("1. " + text, "2. " + text, "511. " + text);

        assertThat(lines).extracting(FrameLineTest::withoutNumber).containsOnly(" " + text);
        assertThat(lines).extracting(frames::parse).containsOnly(frames.parse(lines.get(0)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "1. ttnn::add()|ttnn::add()|",
                "--- a::b() |a::b()|",
                "/opt/lib/libtt.so: a::b|a::b|/opt/lib/libtt.so",
                "libtt.so : a::b+0x1f|a::b+0x1f|libtt.so",
                "1. größe<λ>(𝔘𝕏)|größe<λ>(𝔘𝕏)|",
                "𝔘/é.so: 𝕏::f()|𝕏::f()|𝔘/é.so",
                "libtt.so: ||libtt.so",
                " \t1. |1.|",
                "1. |1.|",
                "--- |---|",
                "𝕏\rf()|f()|",
                "ab\rf()|ab\rf()|"
            })
    void aLineIsANameAndALibrary(String line, String symbol, String module) {
        FrameLine frames = new FrameLine();
        Frame expected = new Frame(symbol == null ? "" : symbol, module == null ? "" : module);

        // A line leaves nothing behind for the next one.
        assertThat(frames.parse(line)).isEqualTo(expected);
        frames.parse("libtt.so: a::b");
        assertThat(frames.parse(line)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ttnn::add()", "lib.so: a::b", "--- a::b()", "12", "12.x", ". x", "", "1. : x"})
    void aLineWithoutANumberIsNoOtherLine(String line) {
        assertThat(withoutNumber(line)).isEqualTo(line);
    }

    private static String withoutNumber(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        int from = FrameLine.afterNumber(bytes, 0, bytes.length);
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }
}
