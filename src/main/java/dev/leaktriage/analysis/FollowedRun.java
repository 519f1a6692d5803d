package dev.leaktriage.analysis;

import dev.leaktriage.log.Follow;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Glance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An analysis of a log that still grows: it can be looked at and be asked to end, by other threads.
 *
 * <p>Law: its result is that of {@link Analyzer} for what was read. The record that the text ends in is seen when more
 * of the text shows that it is whole, so that a glance may be one record behind.
 */
public final class FollowedRun {
    private final Follow follow;
    private final WatchedLedger watched = new WatchedLedger();

    /**
     * Makes one that has not begun.
     *
     * @param idle for how long nothing must come for the log to end; empty to wait until a pipe is closed, the log of a
     *     file says that it is over, or {@link #stop} is called
     * @param told gets one line for people whenever something unusual happens to the log
     */
    public FollowedRun(Optional<Duration> idle, Consumer<String> told) {
        follow = new Follow(idle, () -> glance().map(Glance::over).orElse(false), told);
    }

    /**
     * Analyses a log until it ends.
     *
     * @param log a path, or {@code -} for standard input
     * @throws IOException as {@link Analyzer#analyze(java.util.List, InputStream, AnalysisOptions)}; likewise the other
     */
    public Analysis analyze(String log, InputStream standardInput, AnalysisOptions options) throws IOException {
        Source source = log.equals(LogNames.STANDARD_INPUT)
                ? Source.following("stdin", standardInput, follow)
                : Source.following(Path.of(log), follow);
        return Analyzer.followed(source, options, watched);
    }

    /** Asks the log to end soon; what was written until then is judged. */
    public void stop() {
        follow.stop();
    }

    /** What is known now; empty before the log was opened and after its end. */
    public Optional<Glance> glance() {
        return watched.glance();
    }

    /** How many lines came so far. */
    public long lines() {
        return follow.lines();
    }
}
