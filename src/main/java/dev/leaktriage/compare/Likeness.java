package dev.leaktriage.compare;

import dev.leaktriage.model.SiteHoldings;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;

/** How much of what two sites hold is explained by saying that they are one site. */
final class Likeness {
    private Likeness() {}

    /**
     * The part of both sides that cancels out, verdict by verdict, live and at the peak; 0 if nothing does. In bytes;
     * a handle counts as one more, so that it decides between equal bytes.
     */
    static long explained(SiteHoldings base, SiteHoldings current) {
        return live(base, current) + common(base.peak(), current.peak());
    }

    /** As {@link #explained}, by live memory alone; by the peak where neither side has live memory. */
    static long explainedLive(SiteHoldings base, SiteHoldings current) {
        boolean none = base.holdings().isEmpty() && current.holdings().isEmpty();
        return none ? common(base.peak(), current.peak()) : live(base, current);
    }

    private static long live(SiteHoldings base, SiteHoldings current) {
        long explained = 0;
        for (Verdict verdict : Verdict.values()) {
            explained += common(base.live(verdict), current.live(verdict));
        }
        return explained;
    }

    /** |a| + |b| - |a - b| is twice the lesser of two positive numbers. */
    private static long common(Sum base, Sum current) {
        return Math.min(base.handles(), current.handles())
                + Math.min(base.sizeBytes(), current.sizeBytes())
                + Math.min(base.occupiedBytes(), current.occupiedBytes());
    }
}
