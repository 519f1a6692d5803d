package dev.leaktriage.recorder;

import dev.leaktriage.runtime.StackStyle;

/**
 * How a workload is recorded.
 *
 * @param format the format of the log; the creation log alone is no account of a run, since it has no frees
 * @param githubNoise true to add what a GitHub Actions job adds to a log
 * @param server how the allocation server prints, if that is the format
 * @param seed decides which of several processes goes on, and where noise stands
 */
public record RecordingOptions(
        LogFormat format, StackStyle stacks, boolean githubNoise, ServerOptions server, long seed) {
    /** The tracker format with short stacks. */
    public static final RecordingOptions TRACKER =
            new RecordingOptions(LogFormat.TRACKER, StackStyle.SHORT, false, ServerOptions.USUAL, 0);

    /** Another format; the buffer-debug file always has full stacks. */
    public RecordingOptions as(LogFormat other) {
        return new RecordingOptions(
                other, other == LogFormat.BUFFER_DEBUG ? StackStyle.FULL : stacks, githubNoise, server, seed);
    }

    public RecordingOptions withStacks(StackStyle style) {
        return new RecordingOptions(format, style, githubNoise, server, seed);
    }

    public RecordingOptions withGithubNoise() {
        return new RecordingOptions(format, stacks, true, server, seed);
    }

    public RecordingOptions with(ServerOptions other) {
        return new RecordingOptions(format, stacks, githubNoise, other, seed);
    }

    public RecordingOptions withSeed(long other) {
        return new RecordingOptions(format, stacks, githubNoise, server, other);
    }
}
