package dev.leaktriage.batch;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.BatchSummary;
import dev.leaktriage.model.LogSummary;
import dev.leaktriage.report.LogReports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the results of a batch lie: one folder below {@code logs/} for each log.
 *
 * @param force true to overwrite files that this program did not write
 */
public record ResultFolder(Path directory, boolean force) {
    private static final int LONGEST_NAME = 100;

    /**
     * The folder of a log. Its name is a readable end of the log's, without anything that means something to a file
     * system, and a checksum that keeps it apart from others.
     */
    public Path of(String log) {
        String safe = log.replaceAll("[^A-Za-z0-9._-]+", "_");
        String end = safe.substring(Math.max(0, safe.length() - LONGEST_NAME)).replaceFirst("^[._-]+", "");
        String print = Fingerprint.of(log);
        return directory.resolve("logs").resolve(end + "-" + print.substring(print.indexOf('-') + 1));
    }

    /** What an earlier batch said of a log; empty if it did not, or of other bytes, or by other rules. */
    Optional<BatchSummary> stored(String log, String content, String judgedBy) {
        return LogReports.stored(of(log)).filter(summary -> isOf(summary, log, content, judgedBy));
    }

    private static boolean isOf(BatchSummary summary, String log, String content, String judgedBy) {
        if (summary.logs().size() != 1) {
            return false;
        }
        LogSummary stored = summary.logs().get(0);
        return stored.log().equals(log)
                && stored.content().equals(content)
                && stored.judgedBy().equals(judgedBy)
                && stored.state() != LogSummary.State.UNREADABLE;
    }

    /**
     * Writes what is said of a log.
     *
     * @throws UncheckedIOException if that fails, which is no fault of the log
     */
    void write(String log, Optional<Analysis> analysis, BatchSummary summary) {
        try {
            LogReports.write(of(log), analysis, summary, force);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
