package dev.leaktriage.policy;

import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.MatchTier;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.SiteHoldings;
import dev.leaktriage.model.SiteHoldings.Holding;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Symbols;
import dev.leaktriage.model.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one site holds with one verdict, against what it may hold.
 *
 * @param entry what the baseline says; empty if it does not name the site
 * @param held what the run holds; empty if it holds nothing
 * @param tier how the two were matched
 */
public record BaselineCheck(
        Verdict verdict, Optional<BaselineEntry> entry, Optional<SiteHoldings> held, MatchTier tier) {
    static final Comparator<BaselineCheck> ORDER = Comparator.comparing(BaselineCheck::accepted, BaselineEntry.ORDER);

    public BaselineCheck {
        if (entry.isEmpty() && held.isEmpty()) {
            throw new IllegalArgumentException("a site that neither the baseline nor the run has cannot be checked");
        }
    }

    /** What the run holds, whatever the confidence. */
    public Sum live() {
        return held.map(site -> site.live(verdict)).orElse(Sum.ZERO);
    }

    /** What the run holds for sure: without leaks that are only possible. */
    public Sum sure() {
        return holdings().stream()
                .filter(holding -> verdict != Verdict.LEAK || holding.confidence() != Confidence.POSSIBLE)
                .map(Holding::sum)
                .reduce(Sum.ZERO, Sum::plus);
    }

    public Sum allowed() {
        return entry.map(BaselineEntry::allowed).orElse(Sum.ZERO);
    }

    /** The line of the baseline; 0 if it has none. */
    public int baselineLine() {
        return entry.map(BaselineEntry::line).orElse(0);
    }

    /** True if the run holds more than it may, in handles or bytes. */
    public boolean isBreach() {
        return isOver(sure());
    }

    /** True if the run would hold more than it may if leaks counted that are only possible. */
    public boolean isPossibleBreach() {
        return !isBreach() && isOver(live());
    }

    /** True if the run holds something, and less than it may. */
    public boolean isImprovement() {
        return entry.isPresent() && held.isPresent() && !isOver(live()) && !live().equals(allowed());
    }

    /** True if the baseline names the site and the run holds nothing of it. */
    public boolean hasVanished() {
        return held.isEmpty();
    }

    /** True if the site was found again in another place of the program. */
    public boolean hasMoved() {
        return tier == MatchTier.MOVED && held.isPresent() && entry.isPresent();
    }

    /** The site as the run has it; as the baseline has it if the run holds nothing. */
    public Site site() {
        return held.map(SiteHoldings::site).orElseGet(() -> {
            BaselineEntry known = entry.orElseThrow();
            return new Site(
                    Symbols.siteId(known.stack(), known.memory()),
                    known.memory(),
                    known.stack(),
                    Symbols.operation(known.stack()));
        });
    }

    /** The first line of the log that allocates what is held, and the rule that decided; empty if nothing is held. */
    public Optional<Holding> first() {
        return holdings().stream().min(Comparator.comparing(Holding::firstAt, LogPosition::compareTo));
    }

    private List<Holding> holdings() {
        return held.map(SiteHoldings::holdings).orElse(List.of()).stream()
                .filter(holding -> holding.verdict() == verdict)
                .toList();
    }

    private boolean isOver(Sum sum) {
        return sum.handles() > allowed().handles()
                || sum.sizeBytes() > allowed().sizeBytes()
                || sum.occupiedBytes() > allowed().occupiedBytes();
    }

    BaselineEntry accepted() {
        return renewed()
                .allowing(new Sum(
                        Math.max(live().handles(), allowed().handles()),
                        Math.max(live().sizeBytes(), allowed().sizeBytes()),
                        Math.max(live().occupiedBytes(), allowed().occupiedBytes())));
    }

    Optional<BaselineEntry> tightened() {
        return entry.filter(known -> held.isPresent())
                .map(known -> renewed()
                        .allowing(new Sum(
                                Math.min(live().handles(), allowed().handles()),
                                Math.min(live().sizeBytes(), allowed().sizeBytes()),
                                Math.min(live().occupiedBytes(), allowed().occupiedBytes()))));
    }

    /** The entry, at the place where the site is now if it moved. */
    private BaselineEntry renewed() {
        List<String> frames =
                site().stack().frames().stream().map(Symbols::normalised).toList();
        if (entry.isEmpty()) {
            return new BaselineEntry(verdict, site().memory(), frames, Sum.ZERO, List.of(), 0);
        }
        return hasMoved() ? entry.get().at(frames) : entry.get();
    }
}
