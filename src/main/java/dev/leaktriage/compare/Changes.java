package dev.leaktriage.compare;

import dev.leaktriage.model.ChangeKind;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.MatchTier;
import dev.leaktriage.model.SiteChange;
import dev.leaktriage.model.SiteChange.Reclassification;
import dev.leaktriage.model.SiteHoldings;
import dev.leaktriage.model.Verdict;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what became of a site. */
final class Changes {
    /** The worst first, as a reader should look at them. */
    static final Comparator<SiteChange> WORST_FIRST = Comparator.comparing((SiteChange change) -> !towardsLeak(change))
            .thenComparing(SiteChange::kind)
            .thenComparing(change -> Math.abs(change.live().occupiedBytes()), Comparator.reverseOrder())
            .thenComparing(change -> Math.abs(change.live().sizeBytes()), Comparator.reverseOrder())
            .thenComparing(change -> Math.abs(change.peak().occupiedBytes()), Comparator.reverseOrder())
            .thenComparing(change -> change.site().id())
            .thenComparing(change -> change.base().map(held -> held.site().id()).orElse(""));

    /** Which verdict is worse to end up with, the worst first. */
    private static final List<Verdict> WORST_VERDICTS = List.of(
            Verdict.LEAK, Verdict.UNRESOLVED, Verdict.PROGRAM_CACHE, Verdict.TRACE, Verdict.SYSTEM, Verdict.VIEW);

    private final boolean damaged;

    /**
     * @param damaged true if one of the logs is: then no change is definite
     */
    Changes(boolean damaged) {
        this.damaged = damaged;
    }

    SiteChange of(SiteMatcher.Match match) {
        return change(Optional.of(match.base()), Optional.of(match.current()), Optional.of(match.tier()));
    }

    SiteChange onlyInBase(SiteHoldings base) {
        return change(Optional.of(base), Optional.empty(), Optional.empty());
    }

    SiteChange onlyInCurrent(SiteHoldings current) {
        return change(Optional.empty(), Optional.of(current), Optional.empty());
    }

    private SiteChange change(Optional<SiteHoldings> base, Optional<SiteHoldings> current, Optional<MatchTier> tier) {
        Confidence confidence = confidence(base, current, tier);
        SiteChange change = new SiteChange(ChangeKind.SAME, base, current, tier, Optional.empty(), confidence);
        Optional<Reclassification> reclassified = reclassified(change);
        ChangeKind kind = reclassified.isPresent() ? ChangeKind.RECLASSIFIED : kind(change);
        return new SiteChange(kind, base, current, tier, reclassified, confidence);
    }

    private static ChangeKind kind(SiteChange change) {
        boolean wasLive = change.baseLive().handles() > 0;
        boolean isLive = change.currentLive().handles() > 0;
        if (wasLive != isLive) {
            return isLive ? ChangeKind.NEW : ChangeKind.GONE;
        }
        if (change.live().sign() != 0) {
            return change.live().sign() > 0 ? ChangeKind.GROWN : ChangeKind.SHRUNK;
        }
        if (change.peak().sign() != 0) {
            return change.peak().sign() > 0 ? ChangeKind.PEAK_GROWN : ChangeKind.PEAK_SHRUNK;
        }
        return change.tier().equals(Optional.of(MatchTier.MOVED)) ? ChangeKind.MOVED : ChangeKind.SAME;
    }

    /** Handles moved from one verdict to another as far as one side's losses are the other's gains. */
    private static Optional<Reclassification> reclassified(SiteChange change) {
        long lost = 0;
        long gained = 0;
        for (Verdict verdict : Verdict.values()) {
            long handles = change.live(verdict).handles();
            lost += Math.max(0, -handles);
            gained += Math.max(0, handles);
        }
        if (lost == 0 || gained == 0) {
            return Optional.empty();
        }
        Verdict from = Arrays.stream(Verdict.values())
                .min(Comparator.comparingLong(verdict -> change.live(verdict).handles()))
                .orElseThrow();
        Verdict to = WORST_VERDICTS.stream()
                .filter(verdict -> change.live(verdict).handles() > 0)
                .findFirst()
                .orElseThrow();
        return Optional.of(new Reclassification(from, to, Math.min(lost, gained)));
    }

    private Confidence confidence(
            Optional<SiteHoldings> base, Optional<SiteHoldings> current, Optional<MatchTier> tier) {
        boolean unsure = damaged || tier.equals(Optional.of(MatchTier.MOVED));
        Confidence most = unsure ? Confidence.PROBABLE : Confidence.DEFINITE;
        return Stream.of(base, current)
                .flatMap(Optional::stream)
                .map(SiteHoldings::holdings)
                .flatMap(Collection::stream)
                .map(SiteHoldings.Holding::confidence)
                .reduce(most, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }

    private static boolean towardsLeak(SiteChange change) {
        return change.live(Verdict.LEAK).sign() > 0;
    }
}
