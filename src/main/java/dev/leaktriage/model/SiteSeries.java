package dev.leaktriage.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * One site over several runs.
 *
 * @param columns one for each run, in their order; at least one of them has the site
 */
public record SiteSeries(List<Column> columns) {
    public SiteSeries {
        columns = List.copyOf(columns);
        if (columns.stream().allMatch(column -> column.held().isEmpty())) {
            throw new IllegalArgumentException("a site that no run has is no site");
        }
    }

    /**
     * The site in one run.
     *
     * @param held empty if the run does not have it
     * @param tier how it was matched with the run before that had it; empty in the first one
     */
    public record Column(Optional<SiteHoldings> held, Optional<MatchTier> tier) {
        /** The column of a run that does not have the site. */
        public static final Column NONE = new Column(Optional.empty(), Optional.empty());

        public Sum live() {
            return held.map(SiteHoldings::live).orElse(Sum.ZERO);
        }

        public Sum live(Verdict verdict) {
            return held.map(site -> site.live(verdict)).orElse(Sum.ZERO);
        }
    }

    /** The site as the last run that has it knows it. */
    public SiteHoldings last() {
        return columns.stream()
                .map(Column::held)
                .flatMap(Optional::stream)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /** The first run in which the site has live handles, counted from 1; 0 if none has. */
    public int firstRun() {
        for (int run = 0; run < columns.size(); run++) {
            if (columns.get(run).live().handles() > 0) {
                return run + 1;
            }
        }
        return 0;
    }

    /**
     * By how much something grows from run to run: the slope of the line with the least squared distances.
     *
     * <p>Runs are one apart, and one that does not have the site counts as 0. With x = 0 .. n-1 the slope is 6 sum((2x -
     * (n-1)) y) / (n (n^2 - 1)); it is rounded half to even at one digit behind the point.
     *
     * @param unit what is looked at, such as {@link Sum#sizeBytes}
     */
    public BigDecimal slope(ToLongFunction<Sum> unit) {
        long n = columns.size();
        if (n < 2) {
            return new BigDecimal("0.0");
        }
        BigInteger sum = BigInteger.ZERO;
        for (int x = 0; x < n; x++) {
            BigInteger weight = BigInteger.valueOf(2L * x - (n - 1));
            long live = unit.applyAsLong(columns.get(x).live());
            sum = sum.add(weight.multiply(BigInteger.valueOf(live)));
        }
        return new BigDecimal(sum.multiply(BigInteger.valueOf(6)))
                .divide(BigDecimal.valueOf(n * (n * n - 1)), 1, RoundingMode.HALF_EVEN);
    }
}
