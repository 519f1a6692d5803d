package dev.leaktriage.cli;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.FollowedRun;
import dev.leaktriage.model.Analysis;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Analyses a log for a command while it grows; when the user interrupts it, what came until then is the log.
 *
 * @param quiet true to tell nothing but what is unusual
 * @param idle for how long nothing must come for the log to end
 * @param pace how often the live line is told
 */
record Following(CommandLine command, Console console, boolean quiet, Optional<Duration> idle, LiveLine.Pace pace) {
    /**
     * Judges the log at its end.
     *
     * @throws CommandFailure if it or a rule file cannot be read
     * @throws ParameterException if an option names something that the log does not have
     */
    Analysis run(String log, AnalysisOptions options) {
        LiveLine line = new LiveLine(console, log, pace);
        FollowedRun run = new FollowedRun(idle, line::tell);
        console.interrupts().callAtFirst(run::stop);
        Supplier<Analysis> step = () -> new Analysing(command, console, true)
                .run((logs, in, asked) -> run.analyze(log, in, asked), List.of(log), options);
        return quiet ? step.get() : line.during(run, step);
    }
}
