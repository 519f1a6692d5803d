package dev.leaktriage.recorder;

import dev.leaktriage.runtime.StackStyle;

/**
 * How a workload is recorded.
 *
 * @param githubNoise true to add what a GitHub Actions job adds to a log
 * @param seed decides which of several processes goes on, and where noise stands
 */
public record RecordingOptions(LogFormat format, StackStyle stacks, boolean githubNoise, long seed) {
    /** The tracker format with short stacks. */
    public static final RecordingOptions TRACKER = new RecordingOptions(LogFormat.TRACKER, StackStyle.SHORT, false, 0);

    /** Another format; the buffer-debug file always has full stacks. */
    public RecordingOptions as(LogFormat other) {
        return new RecordingOptions(
                other, other == LogFormat.BUFFER_DEBUG ? StackStyle.FULL : stacks, githubNoise, seed);
    }

    public RecordingOptions withStacks(StackStyle style) {
        return new RecordingOptions(format, style, githubNoise, seed);
    }

    public RecordingOptions withGithubNoise() {
        return new RecordingOptions(format, stacks, true, seed);
    }

    public RecordingOptions withSeed(long other) {
        return new RecordingOptions(format, stacks, githubNoise, other);
    }
}
