package dev.leaktriage.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A site that leaks more than it did in the base.
 *
 * @param ruleId the rule that decided on the first of its leaks
 * @param at where the first of its leaks was allocated
 * @param leaks the current run's leaks of the site that are sure enough
 * @param allowed what they are held against
 */
public record Regression(SiteChange change, String ruleId, LogPosition at, Sum leaks, Sum allowed) {
    /**
     * The regressions of a difference, in the order of its sites.
     *
     * <p>The current run's leaks that are sure enough are held against the base's leaks of any confidence: a leak that
     * was only possible is not new when it becomes certain. Handles that had another verdict are held against the base's
     * leaks that were as sure. Leaks that a suppression of the current run accepts are none. Where a log is damaged or the site has moved, nothing is definite.
     *
     * @param bar the weakest confidence that counts
     */
    public static List<Regression> of(Delta delta, Confidence bar) {
        boolean damaged = !delta.base().integrity().intact()
                || !delta.current().integrity().intact();
        return delta.sites().stream()
                .map(change -> of(change, bar, damaged))
                .flatMap(Optional::stream)
                .toList();
    }

    /** By how much the leaks are over what is allowed; single numbers may be negative, not all of them. */
    public Sum over() {
        return leaks.minus(allowed);
    }

    private static Optional<Regression> of(SiteChange change, Confidence bar, boolean damaged) {
        boolean unsure = damaged || change.tier().equals(Optional.of(MatchTier.MOVED));
        if (unsure && bar == Confidence.DEFINITE) {
            return Optional.empty();
        }
        Sum leaks = sum(openLeaks(change.current(), bar));
        boolean reclassified = change.reclassified()
                .filter(handles -> handles.to() == Verdict.LEAK)
                .isPresent();
        Sum allowed = sum(leaks(change.base(), reclassified ? bar : Confidence.POSSIBLE));
        Sum over = leaks.minus(allowed);
        if (over.handles() <= 0 && over.sizeBytes() <= 0 && over.occupiedBytes() <= 0) {
            return Optional.empty();
        }
        SiteHoldings.Holding first = openLeaks(change.current(), bar)
                .min(Comparator.comparing(SiteHoldings.Holding::firstAt))
                .orElseThrow();
        return Optional.of(new Regression(change, first.ruleId(), first.firstAt(), leaks, allowed));
    }

    private static Stream<SiteHoldings.Holding> openLeaks(Optional<SiteHoldings> held, Confidence bar) {
        return leaks(held, bar).filter(holding -> !holding.suppressed());
    }

    private static Stream<SiteHoldings.Holding> leaks(Optional<SiteHoldings> held, Confidence bar) {
        return held.stream()
                .flatMap(site -> site.holdings().stream())
                .filter(holding -> holding.verdict() == Verdict.LEAK
                        && holding.confidence().compareTo(bar) <= 0);
    }

    private static Sum sum(Stream<SiteHoldings.Holding> holdings) {
        return holdings.map(SiteHoldings.Holding::sum).reduce(Sum.ZERO, Sum::plus);
    }
}
