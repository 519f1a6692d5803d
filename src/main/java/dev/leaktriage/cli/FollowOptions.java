package dev.leaktriage.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options by which a log is read while it grows. */
final class FollowOptions {
    private static final int MOST_SECONDS = 1_000_000_000;

    @Option(
            names = {"-f", "--follow"},
            description = {
                "Read a file or pipe while it grows, tell on standard error how the run is, and judge it when the pipe"
                        + " is closed, the log says that it is over, or at Ctrl-C."
            })
    private boolean follow;

    @Option(
            names = "--until-idle",
            paramLabel = "SECONDS",
            description = "With --follow: also end when nothing came for so long.")
    private Double untilIdle;

    boolean follow() {
        return follow;
    }

    /**
     * For how long nothing must come for a log to end.
     *
     * @throws ParameterException if the options make no sense together or for these logs
     */
    Optional<Duration> idle(CommandLine command, List<String> logs) {
        if (!follow && untilIdle != null) {
            throw new ParameterException(command, "--until-idle says when a log that is followed ends; add --follow");
        }
        if (follow && logs.size() > 1) {
            throw new ParameterException(
                    command,
                    "--follow takes one log, not " + logs.size()
                            + "; join them when they are finished, without --follow");
        }
        if (untilIdle == null) {
            return Optional.empty();
        }
        boolean possible = untilIdle > 0 && untilIdle <= MOST_SECONDS;
        if (!possible) {
            throw new ParameterException(
                    command, "--until-idle " + untilIdle + ": expected a number of seconds above 0");
        }
        return Optional.of(Duration.ofMillis(Math.max(1, Math.round(untilIdle * 1000))));
    }
}
