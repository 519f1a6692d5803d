package dev.leaktriage.model;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Folds summaries of different logs into one.
 *
 * <p>Laws: the order makes no difference, and neither does it whether some are folded first.
 */
public final class SummaryFold {
    private final SortedMap<String, LogSummary> logs = new TreeMap<>();
    private final SortedMap<String, SiteSummary> sites = new TreeMap<>();

    /**
     * Adds a summary.
     *
     * @throws IllegalArgumentException if a log of it was added before; the message is one line
     */
    public SummaryFold add(BatchSummary part) {
        for (LogSummary log : part.logs()) {
            if (logs.putIfAbsent(log.log(), log) != null) {
                throw new IllegalArgumentException(
                        "the log '" + log.log() + "' is in two summaries; its figures would count twice");
            }
        }
        part.sites().forEach(site -> sites.merge(site.face().id(), site, SiteSummary::plus));
        return this;
    }

    /** All that was added. */
    public BatchSummary result() {
        return new BatchSummary(List.copyOf(logs.values()), List.copyOf(sites.values()));
    }
}
