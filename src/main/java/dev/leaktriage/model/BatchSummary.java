package dev.leaktriage.model;

import java.util.Comparator;
import java.util.List;

/**
 * What is said of many logs.
 *
 * @param logs one for each log, by name
 * @param sites one for each site that a log holds, by id
 */
public record BatchSummary(List<LogSummary> logs, List<SiteSummary> sites) {
    public static final BatchSummary NONE = new BatchSummary(List.of(), List.of());

    /** Logs that could not be read first, then those that leak most, then damaged ones, then by name. */
    public static final Comparator<LogSummary> WORST_LOG_FIRST = Comparator.comparing(
                    LogSummary::state, Comparator.comparing(state -> state != LogSummary.State.UNREADABLE))
            .thenComparing(log -> log.live(Verdict.LEAK), SiteSummary.WORST_SUM_FIRST)
            .thenComparing(log ->
                    log.figures().map(figures -> -figures.lostEventsAtLeast()).orElse(0L))
            .thenComparing(LogSummary::log);

    public BatchSummary {
        logs = List.copyOf(logs);
        sites = List.copyOf(sites);
    }

    /** How many logs are in that state. */
    public long count(LogSummary.State state) {
        return logs.stream().filter(log -> log.state() == state).count();
    }

    public long damaged() {
        return logs.stream()
                .flatMap(log -> log.figures().stream())
                .filter(figures -> !figures.intact())
                .count();
    }

    public Totals totals() {
        return logs.stream()
                .flatMap(log -> log.figures().stream())
                .map(LogSummary.Figures::totals)
                .reduce(new Totals(0, 0, 0, 0, 0, 0), Totals::plus);
    }

    /** The handles with that verdict, over all logs. */
    public Sum live(Verdict verdict) {
        return logs.stream().map(log -> log.live(verdict)).reduce(Sum.ZERO, Sum::plus);
    }

    public List<LogSummary> logsWorstFirst() {
        return logs.stream().sorted(WORST_LOG_FIRST).toList();
    }

    /** Likewise without files that hold no record, about which there is nothing to say. */
    public List<LogSummary> tellingLogsWorstFirst() {
        return logsWorstFirst().stream()
                .filter(log -> log.state() != LogSummary.State.WITHOUT_RECORDS)
                .toList();
    }

    public List<SiteSummary> sitesWorstFirst() {
        return sites.stream().sorted(SiteSummary.WORST_FIRST).toList();
    }
}
