package dev.leaktriage.cli;

import dev.leaktriage.batch.LogBatch;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** The line that shows how far a batch is. */
final class BatchProgress implements Supplier<String> {
    private final LogBatch batch;
    private final long begunNanos = System.nanoTime();

    BatchProgress(LogBatch batch) {
        this.batch = batch;
    }

    @Override
    public String get() {
        return line(batch.state(), Duration.ofNanos(System.nanoTime() - begunNanos));
    }

    /** Such as {@code 345 of 1,000 files, 34 %, about 12 s left,}. */
    static String line(LogBatch.State state, Duration passed) {
        // The size of a file says more about the time it takes than their number, unless they are empty.
        double share = state.bytes() > 0
                ? (double) state.bytesDone() / state.bytes()
                : (double) state.filesDone() / Math.max(1, state.files());
        String done =
                String.format(Locale.ROOT, "%,d of %,d files, %.0f %%", state.filesDone(), state.files(), 100 * share);
        if (share <= 0) {
            return done + ",";
        }
        double leftSeconds = passed.toMillis() / 1000.0 * (1 - share) / share;
        return done + String.format(Locale.ROOT, ", about %.0f s left,", leftSeconds);
    }
}
