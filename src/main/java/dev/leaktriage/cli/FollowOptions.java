package dev.leaktriage.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The options by which a log is read while it grows. */
final class FollowOptions {
    private static final int MOST_SECONDS = 1_000_000_000;

    private final Argument<Boolean> follow = Argument.flag("-f", "--follow")
            .says(
                    "Read a file or pipe while it grows, tell on standard error how the run is, and judge it when the pipe"
                            + " is closed, the log says that it is over, or at Ctrl-C.");

    private final Argument<Double> untilIdle = Argument.option(Double.class, "SECONDS", "--until-idle")
            .says("With --follow: also end when nothing came for so long.");

    boolean follow() {
        return follow.get();
    }

    /** In the order in which help shows them. */
    List<Argument<?>> arguments() {
        return List.of(follow, untilIdle);
    }

    /**
     * For how long nothing must come for a log to end.
     *
     * @throws ParameterException if the options make no sense together or for these logs
     */
    Optional<Duration> idle(CommandLine command, List<String> logs) {
        if (!follow.get() && untilIdle.get() != null) {
            throw new ParameterException(command, "--until-idle says when a log that is followed ends; add --follow");
        }
        if (follow.get() && logs.size() > 1) {
            throw new ParameterException(
                    command,
                    "--follow takes one log, not " + logs.size()
                            + "; join them when they are finished, without --follow");
        }
        if (untilIdle.get() == null) {
            return Optional.empty();
        }
        boolean possible = untilIdle.get() > 0 && untilIdle.get() <= MOST_SECONDS;
        if (!possible) {
            throw new ParameterException(
                    command, "--until-idle " + untilIdle.get() + ": expected a number of seconds above 0");
        }
        return Optional.of(Duration.ofMillis(Math.max(1, Math.round(untilIdle.get() * 1000))));
    }
}
