package dev.leaktriage.recorder;

import java.util.Map;

/**
 * The logs that one run leaves in several formats.
 *
 * @param run the log in the format that was asked for, and the truth
 * @param others the other logs
 */
public record SeveralLogs(RecordedRun run, Map<LogFormat, byte[]> others) {
    public SeveralLogs {
        others = Map.copyOf(others);
    }
}
