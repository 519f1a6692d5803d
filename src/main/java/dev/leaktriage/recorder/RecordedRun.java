package dev.leaktriage.recorder;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A recorded run.
 *
 * @param log the bytes of the log
 * @param truth what is really alive at the end, in report order
 */
public record RecordedRun(byte[] log, List<TruthRow> truth) {
    public RecordedRun {
        truth = List.copyOf(truth);
    }

    /** The log as text. */
    public String text() {
        return new String(log, StandardCharsets.UTF_8);
    }
}
