package dev.leaktriage.compare;

import dev.leaktriage.model.MatchTier;
import dev.leaktriage.model.SiteHoldings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds out which sites of two runs are the same.
 *
 * <p>Tier by tier, the strictest first, sites with equal keys are paired one to one, so that as many bytes as possible
 * cancel out; what is left when all tiers are through is new or gone. The result does not depend on which run is called
 * the base: both are put into an order of their own first.
 */
public final class SiteMatcher {
    private static final List<MatchTier> KEYED_TIERS =
            List.of(MatchTier.EXACT, MatchTier.SOURCE_LINE, MatchTier.MODULE, MatchTier.TEMPLATE);

    /** Any order will do that looks at all that the matching looks at. */
    private static final Comparator<List<SiteHoldings>> ORDER_OF_RUNS = (a, b) -> {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = a.get(i).toString().compareTo(b.get(i).toString());
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    };

    private final FrameFolding folding;
    private List<SiteHoldings> rows;
    private List<SiteHoldings> columns;
    private final List<Match> matches = new ArrayList<>();

    private SiteMatcher(FrameFolding folding, List<SiteHoldings> rows, List<SiteHoldings> columns) {
        this.folding = folding;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * What came of it.
     *
     * @param onlyBase sites of the base that are none of the current run's
     * @param onlyCurrent likewise
     */
    public record Matching(List<Match> matches, List<SiteHoldings> onlyBase, List<SiteHoldings> onlyCurrent) {
        public Matching {
            matches = List.copyOf(matches);
            onlyBase = List.copyOf(onlyBase);
            onlyCurrent = List.copyOf(onlyCurrent);
        }

        Matching reversed() {
            return new Matching(matches.stream().map(Match::reversed).toList(), onlyCurrent, onlyBase);
        }
    }

    /** Two sites that are the same. */
    public record Match(SiteHoldings base, SiteHoldings current, MatchTier tier) {
        Match reversed() {
            return new Match(current, base, tier);
        }
    }

    /**
     * Pairs the sites of two runs that are the same; each site is in one pair at most.
     *
     * @param base sites with different ids
     * @param current likewise
     */
    public static Matching match(List<SiteHoldings> base, List<SiteHoldings> current, CompareOptions options) {
        FrameFolding folding = new FrameFolding(options.masks());
        List<SiteHoldings> sortedBase = sorted(base);
        List<SiteHoldings> sortedCurrent = sorted(current);
        boolean reversed = ORDER_OF_RUNS.compare(sortedBase, sortedCurrent) > 0;
        if (reversed) {
            return new SiteMatcher(folding, sortedCurrent, sortedBase).match().reversed();
        }
        return new SiteMatcher(folding, sortedBase, sortedCurrent).match();
    }

    private Matching match() {
        for (MatchTier tier : KEYED_TIERS) {
            take(tier, sameKeys(new SiteStacks(folding, tier)));
        }
        take(MatchTier.MOVED, new Moves(folding).best(rows, columns));
        return new Matching(matches, rows, columns);
    }

    private List<Assignment.Pair> sameKeys(SiteStacks stacks) {
        Likeness[] heldByRows = Likeness.of(rows);
        Likeness[] heldByColumns = Likeness.of(columns);
        // Equal stacks are one site even where nothing else is common: hence one more.
        Assignment.Worth worth = (row, column) -> 1 + heldByRows[row].explained(heldByColumns[column]);
        List<Assignment.Pair> pairs = new ArrayList<>();
        for (SameKey sameKey : SameKey.among(rows, columns, stacks::key)) {
            pairs.addAll(Assignment.best(sameKey.rows(), sameKey.columns(), worth));
        }
        return pairs;
    }

    private void take(MatchTier tier, List<Assignment.Pair> chosen) {
        for (Assignment.Pair pair : chosen) {
            matches.add(new Match(rows.get(pair.row()), columns.get(pair.column()), tier));
        }
        rows = without(rows, chosen.stream().map(Assignment.Pair::row));
        columns = without(columns, chosen.stream().map(Assignment.Pair::column));
    }

    private static List<SiteHoldings> without(List<SiteHoldings> sites, Stream<Integer> positions) {
        Set<Integer> taken = positions.collect(Collectors.toSet());
        return IntStream.range(0, sites.size())
                .filter(position -> !taken.contains(position))
                .mapToObj(sites::get)
                .toList();
    }

    private static List<SiteHoldings> sorted(List<SiteHoldings> sites) {
        return sites.stream()
                .sorted(Comparator.comparing(site -> site.site().id()))
                .toList();
    }
}
