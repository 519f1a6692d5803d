package dev.leaktriage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Standard output that does not take what is written. */
final class ConsoleTest {
    private static CommandRun writingTo(OutputStream out, String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                CommandRun.console(out, err, Map.of(), false), Runs.pipeline(Runs.holding(Verdict.SYSTEM)), arguments);
        return new CommandRun("", err.toString(StandardCharsets.UTF_8), code);
    }

    private static OutputStream refusing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    @Test
    void aReaderThatWentAwayEndsTheProgramQuietly() {
        assertThat(writingTo(refusing("Broken pipe"), "analyze", "run.log")).isEqualTo(new CommandRun("", "", 0));
        assertThat(writingTo(refusing("Broken pipe"), "--help")).isEqualTo(new CommandRun("", "", 0));
    }

    @Test
    void aGateIsJudgedAlthoughTheReaderWentAway() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                CommandRun.console(refusing("Broken pipe"), err, Map.of(), false),
                Runs.pipeline(Runs.leaking(dev.leaktriage.model.Confidence.DEFINITE)),
                "analyze",
                "run.log",
                "--fail-on",
                "leak");

        assertThat(code).isEqualTo(3);
    }

    @Test
    void aFullDeviceIsAnError() {
        for (String[] arguments : new String[][] {{"analyze", "run.log"}, {"--help"}, {"generate-completion"}}) {
            assertThat(writingTo(refusing("No space left on device"), arguments))
                    .isEqualTo(new CommandRun(
                            "", "leaktriage: cannot write to standard output: No space left on device\n", 1));
        }
    }
}
