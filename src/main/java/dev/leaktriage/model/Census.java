package dev.leaktriage.model;

import java.util.List;

/**
 * What the ledger found: the survivors, the anomalies, the timeline.
 *
 * @param lives the process lives, in the order of their first records
 * @param live the handles that are live at the end
 * @param totals the accounts over all lives
 * @param totalsByLife the accounts of each life, by its index
 * @param anomalies findings that need no verdict: frees that fit nothing, lost frees, growth and the like
 * @param tests what the tests of a run did to memory; their survivors are not told yet
 * @param shortages the allocations that failed, in order; what was held then is not judged yet
 */
public record Census(
        List<ProcessLife> lives,
        LiveHandles live,
        Totals totals,
        List<Totals> totalsByLife,
        List<Finding> anomalies,
        Timeline timeline,
        Integrity integrity,
        TestRuns tests,
        List<Shortage> shortages) {
    public Census {
        lives = List.copyOf(lives);
        totalsByLife = List.copyOf(totalsByLife);
        anomalies = List.copyOf(anomalies);
        shortages = List.copyOf(shortages);
    }

    /** The same census of which more is known of the live handles. */
    public Census with(LiveHandles known) {
        return new Census(lives, known, totals, totalsByLife, anomalies, timeline, integrity, tests, shortages);
    }

    /** A census of a run without tests in which no allocation failed. */
    public Census(
            List<ProcessLife> lives,
            LiveHandles live,
            Totals totals,
            List<Totals> totalsByLife,
            List<Finding> anomalies,
            Timeline timeline,
            Integrity integrity) {
        this(lives, live, totals, totalsByLife, anomalies, timeline, integrity, TestRuns.NONE, List.of());
    }
}
