package dev.leaktriage.model;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run holds of one site, over all its processes and devices.
 *
 * @param holdings its live handles by what was said of them, in the order of {@link Holding}
 * @param devices its live handles by device number
 * @param peak its share of the run's peak
 */
public record SiteHoldings(Site site, List<Holding> holdings, SortedMap<Integer, Sum> devices, Sum peak) {
    public SiteHoldings {
        holdings = holdings.stream().sorted(Holding.ORDER).toList();
        devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
    }

    /** All live handles. */
    public Sum live() {
        return holdings.stream().map(Holding::sum).reduce(Sum.ZERO, Sum::plus);
    }

    public Sum live(Verdict verdict) {
        Sum live = Sum.ZERO;
        // No stream: it is asked for each pair of sites that may be one.
        for (Holding holding : holdings) {
            live = holding.verdict() == verdict ? live.plus(holding.sum()) : live;
        }
        return live;
    }

    /**
     * Live handles of one site of which the same was said.
     *
     * @param suppressed true if a suppression accepts them; they count like others all the same
     * @param firstAt where the first of them was allocated
     */
    public record Holding(
            Verdict verdict, Confidence confidence, String ruleId, boolean suppressed, Sum sum, LogPosition firstAt) {
        static final Comparator<Holding> ORDER = Comparator.comparing(Holding::verdict)
                .thenComparing(Holding::confidence)
                .thenComparing(Holding::ruleId)
                .thenComparing(Holding::suppressed);
    }
}
