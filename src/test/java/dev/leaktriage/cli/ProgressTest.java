package dev.leaktriage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);

    private String written() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aLongStepIsShownAndItsLineIsClearedAtTheEnd() {
        String result = Progress.during(err, "reading", Duration.ofMillis(1), () -> {
            waitUntilSomethingIsShown();
            return "result";
        });

        assertThat(result).isEqualTo("result");
        assertThat(written()).startsWith("\r\u001b[Kreading ... 0 s").endsWith("\r\u001b[K");
    }

    private void waitUntilSomethingIsShown() {
        while (written.size() == 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aShortStepShowsNothing() {
        Progress.during(err, "reading", Duration.ofHours(1), () -> "result");

        assertThat(written()).isEmpty();
    }

    @Test
    void theLineIsClearedAfterAFailureToo() {
        try {
            Progress.during(err, "reading", Duration.ofMillis(1), () -> {
                waitUntilSomethingIsShown();
                throw new IllegalStateException("broken");
            });
        } catch (IllegalStateException e) {
            assertThat(written()).endsWith("\r\u001b[K");
            return;
        }
        throw new AssertionError("the failure was swallowed");
    }
}
