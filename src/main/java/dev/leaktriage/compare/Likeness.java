package dev.leaktriage.compare;

import dev.leaktriage.model.SiteHoldings;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.util.List;

/**
 * What a site holds, to tell how much of that is explained by saying that it is a certain site of the other run.
 *
 * <p>Sums are taken once and not for each of the pairs, of which there may be millions.
 */
final class Likeness {
    private final boolean live;
    /** By verdict; null where it has no handles of that verdict. */
    private final Sum[] byVerdict;

    private final Sum peak;

    private Likeness(SiteHoldings site) {
        Verdict[] verdicts = Verdict.values();
        this.live = !site.holdings().isEmpty();
        this.byVerdict = new Sum[verdicts.length];
        this.peak = site.peak();
        for (SiteHoldings.Holding holding : site.holdings()) {
            int verdict = holding.verdict().ordinal();
            byVerdict[verdict] = byVerdict[verdict] == null ? holding.sum() : byVerdict[verdict].plus(holding.sum());
        }
    }

    static Likeness[] of(List<SiteHoldings> sites) {
        return sites.stream().map(Likeness::new).toArray(Likeness[]::new);
    }

    /**
     * The part of both sides that cancels out, verdict by verdict, live and at the peak; 0 if nothing does. In bytes;
     * a handle counts as one more, so that it decides between equal bytes.
     */
    long explained(Likeness other) {
        return live(other) + common(peak, other.peak);
    }

    /** As {@link #explained}, by live memory alone; by the peak where neither side has live memory. */
    long explainedLive(Likeness other) {
        return live || other.live ? live(other) : common(peak, other.peak);
    }

    private long live(Likeness other) {
        long explained = 0;
        for (int verdict = 0; verdict < byVerdict.length; verdict++) {
            Sum own = byVerdict[verdict];
            Sum others = other.byVerdict[verdict];
            explained += own == null || others == null ? 0 : common(own, others);
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
