package dev.leaktriage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call stack that is not read as a whole is told in every output, with how many there are. */
final class DeepStackTest {
    private static final String TOLD = "a call stack has more than 512 frames";

    @TempDir
    private Path folder;

    private Path log;

    @BeforeEach
    void writeALogWithTwoDeepStacks() throws IOException {
        String frames = IntStream.rangeClosed(1, 600)
                .mapToObj(frame -> "    " + frame + ". recursive(" + frame + ")\n")
                .collect(Collectors.joining());
        String text = IntStream.of(0x20, 0x40)
                .mapToObj(address -> "DEBUG: Tracking buffer at 0x" + Integer.toHexString(address)
                        + " size=64 device=0\n  Call stack:\n" + frames)
                .collect(Collectors.joining());
        log = Files.writeString(
                folder.resolve("deep.log"), text + "DEBUG: Untracking buffer at 0x20 size=64 device=0\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "markdown", "junit", "sarif", "github", "gitlab"})
    void everyFormatTellsIt(String format) {
        CommandRun run = CommandRun.of("analyze", "--format", format, log.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains(TOLD);
    }

    @Test
    void theFilesTellItToo() throws IOException {
        Path reports = folder.resolve("reports");
        CommandRun.of("analyze", "--reports", reports.toString(), log.toString());

        assertThat(reports.resolve("findings.csv")).content().contains(",deep-stack,note,,,2,0,deep.log:1,\"" + TOLD);
        assertThat(CommandRun.of("batch", "--format", "json", log.toString()).out())
                .contains("{\"id\": \"deep-stack\", \"count\": 2}");
        assertThat(CommandRun.of("analyze", "--fail-on", "deep-stack", log.toString())
                        .code())
                .isEqualTo(3);
    }
}
