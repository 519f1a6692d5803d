package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptsTest {
    private static final Path SEEN = Path.of("target/excerpts");

    static List<Path> excerpts() {
        return Texts.excerpts();
    }

    @Test
    void thereAreExcerptsOfEveryKind() {
        assertThat(excerpts()).hasSizeGreaterThanOrEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("excerpts")
    void everyLineIsRecognisedAsBefore(Path text) throws IOException {
        compare(walkOf(text.getFileName().toString()), LineWalk.of(Texts.bytes(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"github_issue_log_excerpts.txt", "log_prefix_samples.txt"})
    void everyLineOfAnOriginalIsRecognisedAsBefore(String name) throws IOException {
        Path original = Texts.SHARED.resolve("data/tt-metal").resolve(name);
        Assumptions.assumeTrue(Files.exists(original), "the original is not next to the checkout");
        compare("original-" + walkOf(name), LineWalk.wordless(Texts.bytes(original)));
    }

    private static String walkOf(String name) {
        return name.substring(0, name.length() - ".txt".length()) + ".walk";
    }

    private static void compare(String name, String walk) throws IOException {
        Files.createDirectories(SEEN);
        Files.writeString(SEEN.resolve(name), walk);
        assertThat(walk).isEqualTo(Files.readString(Texts.EXCERPTS.resolve(name)));
    }
}
