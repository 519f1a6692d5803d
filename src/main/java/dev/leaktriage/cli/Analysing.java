package dev.leaktriage.cli;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.classify.RuleException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Runs one step of the pipeline for a command: shows that it is at work, and turns its errors into the
 * command's.
 *
 * @param quiet true to show no progress
 */
record Analysing(CommandLine command, Console console, boolean quiet) {
    private static final Duration PROGRESS_PERIOD = Duration.ofSeconds(1);

    /**
     * Returns what the step returns.
     *
     * @throws CommandFailure if a log or rule file cannot be read
     * @throws ParameterException if an option names something that the log does not have
     */
    <T> T run(Pipeline.Step<T> step, List<String> logs, AnalysisOptions options) {
        if (quiet || !console.errIsTerminal()) {
            return runSilently(step, logs, options);
        }
        String what = "analysing " + String.join(" ", logs);
        return Progress.during(console.err(), what, PROGRESS_PERIOD, () -> runSilently(step, logs, options));
    }

    private <T> T runSilently(Pipeline.Step<T> step, List<String> logs, AnalysisOptions options) {
        try {
            return step.run(logs, console.in(), options);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        } catch (RuleException e) {
            throw RuleFiles.unusable(e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, e.getMessage(), e);
        }
    }
}
