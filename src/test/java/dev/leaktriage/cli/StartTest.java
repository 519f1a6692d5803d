package dev.leaktriage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start prepares, and so has to wait for: not more than the log needs. */
class StartTest {
    @TempDir
    private Path folder;

    @Test
    void anAnalysisPreparesNothingThatItsLogDoesNotNeed() throws Exception {
        List<String> prepared =
                prepared("analyze", Path.of("samples", "retained-by-cache.log").toString());

        assertThat(prepared)
                .contains("dev/leaktriage/log/grammar/TrackerParser")
                .doesNotContain("java/math/BigDecimal", "com/fasterxml/jackson/core/JsonFactory")
                .filteredOn(name -> name.startsWith("dev/leaktriage/log/grammar/") && name.endsWith("Parser"))
                .containsExactlyInAnyOrder(
                        "dev/leaktriage/log/grammar/FrameParser", "dev/leaktriage/log/grammar/TrackerParser");
    }

    /** The classes that a JVM of its own initialises for a command. */
    private List<String> prepared(String... arguments) throws IOException, InterruptedException {
        Path log = folder.resolve("classes.txt");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xlog:class+init=info:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.leaktriage.cli.Main"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains("Initializing '"))
                .map(line -> line.substring(line.indexOf('\'') + 1, line.indexOf('\'', line.indexOf('\'') + 1)))
                .toList();
    }
}
