package dev.leaktriage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is said when a step of the analysis fails. */
final class ErrorsTest {
    private static CommandRun failing(Pipeline.Step<dev.leaktriage.model.Analysis> step, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "analyze";
        arguments[1] = "run.log";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return CommandRun.of(new Pipeline(step, (logs, in, asked) -> null), arguments);
    }

    @Test
    void aLogThatCannotBeReadExitsWith1() {
        assertThat(failing((logs, in, options) -> {
                    throw new IOException("cannot read run.log: no such file");
                }))
                .isEqualTo(new CommandRun("", "leaktriage: cannot read run.log: no such file\n", 1));
    }

    @Test
    void anOptionThatTheLogDoesNotKnowIsAnErrorOfUsage() {
        assertThat(failing((logs, in, options) -> {
                    throw new IllegalArgumentException("no checkpoint 'warm' in run.log");
                }))
                .isEqualTo(new CommandRun(
                        "", "leaktriage: no checkpoint 'warm' in run.log; see 'leaktriage analyze --help'\n", 2));
    }

    @Test
    void aFaultOfTheProgramIsOneLineToo() {
        assertThat(failing((logs, in, options) -> {
                    throw new IllegalStateException("first\nsecond");
                }))
                .isEqualTo(new CommandRun(
                        "",
                        "leaktriage: internal error: java.lang.IllegalStateException: first second; please report it"
                                + " with what --debug shows\n",
                        1));
    }

    @Test
    void debugShowsTheStackTrace() {
        CommandRun run = failing(
                (logs, in, options) -> {
                    throw new IllegalStateException("broken");
                },
                "--debug");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("\tat " + ErrorsTest.class.getName());
    }

    @Test
    void tooLittleMemorySaysHowToGiveMore() {
        CommandRun run = failing((logs, in, options) -> {
            throw new OutOfMemoryError("Java heap space");
        });

        assertThat(run)
                .isEqualTo(new CommandRun(
                        "", "leaktriage: out of memory; give the JVM more, such as LEAKTRIAGE_JAVA_OPTS=-Xmx4g\n", 1));
    }
}
