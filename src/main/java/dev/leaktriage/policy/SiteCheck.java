package dev.leaktriage.policy;

import dev.leaktriage.model.BaselineResult.Row;
import dev.leaktriage.model.BaselineResult.State;
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
import java.util.function.LongBinaryOperator;

/**
 * What one site holds with one verdict, against what it may hold.
 *
 * @param entry what the baseline says; empty if it does not name the site
 * @param held what the run holds; empty if it holds nothing
 * @param tier how the two were matched; empty if only one of them has the site
 */
record SiteCheck(
        Verdict verdict, Optional<BaselineEntry> entry, Optional<SiteHoldings> held, Optional<MatchTier> tier) {
    SiteCheck {
        if (entry.isEmpty() && held.isEmpty()) {
            throw new IllegalArgumentException("a site that neither the baseline nor the run has cannot be checked");
        }
    }

    /**
     * What it comes to.
     *
     * @param baseline the name of the baseline's file
     */
    Row row(String baseline) {
        Optional<Holding> first = holdings().stream().min(Comparator.comparing(Holding::firstAt));
        return new Row(
                state(),
                verdict,
                site(),
                live(),
                allowed(),
                combine(sure().minus(allowed()), Sum.ZERO, Math::max),
                first.map(Holding::ruleId).orElse(""),
                first.map(Holding::firstAt),
                entry.filter(BaselineEntry::isWritten).map(known -> new LogPosition(baseline, known.line())),
                tier);
    }

    /** The entry raised to what the run holds, whatever the confidence. */
    BaselineEntry accepted() {
        return renewed().allowing(combine(live(), allowed(), Math::max));
    }

    /** The entry lowered to what the run holds; empty if there is none or nothing is held. */
    Optional<BaselineEntry> tightened() {
        return entry.isEmpty() || held.isEmpty()
                ? Optional.empty()
                : Optional.of(renewed().allowing(combine(live(), allowed(), Math::min)));
    }

    private State state() {
        if (held.isEmpty()) {
            return State.VANISHED;
        }
        if (isOver(sure())) {
            return State.BREACH;
        }
        if (isOver(live())) {
            return State.POSSIBLE_BREACH;
        }
        return live().equals(allowed()) ? State.ALLOWED : State.BETTER;
    }

    private Sum live() {
        return holdings().stream().map(Holding::sum).reduce(Sum.ZERO, Sum::plus);
    }

    /** Without leaks that are only possible. */
    private Sum sure() {
        return holdings().stream()
                .filter(holding -> verdict != Verdict.LEAK || holding.confidence() != Confidence.POSSIBLE)
                .map(Holding::sum)
                .reduce(Sum.ZERO, Sum::plus);
    }

    private Sum allowed() {
        return entry.map(BaselineEntry::allowed).orElse(Sum.ZERO);
    }

    private boolean isOver(Sum sum) {
        return sum.handles() > allowed().handles()
                || sum.sizeBytes() > allowed().sizeBytes()
                || sum.occupiedBytes() > allowed().occupiedBytes();
    }

    private List<Holding> holdings() {
        return held.map(SiteHoldings::holdings).orElse(List.of()).stream()
                .filter(holding -> holding.verdict() == verdict)
                .toList();
    }

    private Site site() {
        return held.map(SiteHoldings::site).orElseGet(() -> entry.orElseThrow().site());
    }

    /** The entry, at the place where the site is now if it moved. */
    private BaselineEntry renewed() {
        List<String> frames =
                site().stack().frames().stream().map(Symbols::normalised).toList();
        if (entry.isEmpty()) {
            return new BaselineEntry(verdict, site().memory(), frames, Sum.ZERO, List.of(), 0);
        }
        boolean moved = tier.equals(Optional.of(MatchTier.MOVED));
        return moved ? entry.get().at(frames) : entry.get();
    }

    private static Sum combine(Sum a, Sum b, LongBinaryOperator number) {
        return new Sum(
                number.applyAsLong(a.handles(), b.handles()),
                number.applyAsLong(a.sizeBytes(), b.sizeBytes()),
                number.applyAsLong(a.occupiedBytes(), b.occupiedBytes()));
    }
}
