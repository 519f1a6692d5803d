package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
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
