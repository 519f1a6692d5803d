package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Totals;
import dev.leaktriage.model.Verdict;

/**
 * The books of a run.
 *
 * <p>Law: allocated - freed - superseded = live = the sum over verdicts, for handles and for logical bytes.
 *
 * @param sums the live handles by verdict
 */
record Accounts(Totals totals, VerdictSums sums) {
    Accounts {
        Sum live = sums.all();
        if (totals.live() != live.handles() || totals.liveBytes() != live.sizeBytes()) {
            throw new IllegalStateException("allocated - freed - superseded is " + totals.live() + " handles, "
                    + totals.liveBytes() + " B; the verdicts add up to " + live.handles() + " handles, "
                    + live.sizeBytes() + " B");
        }
    }

    /**
     * Adds up a run.
     *
     * @throws IllegalStateException if the analysis breaks the law
     */
    static Accounts of(Analysis analysis) {
        VerdictSums sums = new VerdictSums();
        analysis.groups().forEach(sums::add);
        return new Accounts(analysis.totals(), sums);
    }

    Sum live() {
        return sums.all();
    }

    Sum of(Verdict verdict) {
        return sums.of(verdict);
    }
}
