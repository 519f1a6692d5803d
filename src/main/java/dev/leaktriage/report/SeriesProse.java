package dev.leaktriage.report;

import dev.leaktriage.model.RunSeries;
import dev.leaktriage.model.SiteHoldings.Holding;
import dev.leaktriage.model.SiteSeries;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The sentences of a series for people. */
final class SeriesProse {
    /** How the first line looks, for {@link SeriesReport#wrote}. */
    static final String FIRST_LINE = "\\d[\\d,]* runs: .* live(, .*)?\\.";
    /** How the line below it looks. */
    static final String INTEGRITY_LINE = "(all logs intact|LOG DAMAGED): .*";

    private static final int RUNS_NAMED = 8;
    private static final int NAME_COLUMNS = 80;

    private SeriesProse() {}

    /** How many handles each run has left. */
    static String accounts(RunSeries series) {
        return Units.count(series.runs().size(), "run", "runs") + ": "
                + shown(series.runs().size())
                        .mapToObj(run -> run < 0
                                ? "..."
                                : Units.grouped(series.runs().get(run).total().handles()))
                        .collect(Collectors.joining(" -> "))
                + " live, "
                + shown(series.runs().size())
                        .mapToObj(run -> run < 0
                                ? "..."
                                : Units.bytes(series.runs().get(run).total().sizeBytes()))
                        .collect(Collectors.joining(" -> "))
                + ".";
    }

    /** Says which logs cannot be trusted. */
    static String integrity(RunSeries series) {
        List<String> damaged = IntStream.range(0, series.runs().size())
                .filter(run -> !series.runs().get(run).integrity().intact())
                .mapToObj(run -> "run " + (run + 1))
                .toList();
        return damaged.isEmpty()
                ? "all logs intact: no event is known to be missing."
                : "LOG DAMAGED: " + String.join(", ", damaged) + "; no number of these is certain.";
    }

    /** Which leaks grow. */
    static String answer(RunSeries series) {
        List<SiteSeries> growing = series.sites().stream()
                .filter(site -> site.columns().stream()
                                .anyMatch(column -> column.live(Verdict.LEAK).handles() > 0)
                        && site.slope(Sum::handles).signum() > 0)
                .toList();
        if (growing.isEmpty()) {
            return "No site with leaks holds more from run to run.";
        }
        SiteSeries worst = growing.get(0);
        String at = worst.columns().get(worst.firstRun() - 1).held().stream()
                .flatMap(held -> held.holdings().stream())
                .map(Holding::firstAt)
                .min(Comparator.naturalOrder())
                .map(position -> ", at " + position)
                .orElse("");
        return Units.count(growing.size(), "site with leaks holds", "sites with leaks hold")
                + " more from run to run, the worst "
                + Visible.cut(DeltaDigest.name(worst.last().site()), NAME_COLUMNS)
                + ": " + slope(worst) + ", since run " + worst.firstRun() + at + ".";
    }

    /** Such as {@code +1.5 handles and +48.0 KiB per run}. */
    static String slope(SiteSeries site) {
        return String.format(Locale.ROOT, "%+.1f", site.slope(Sum::handles)) + " handles and "
                + Units.signedBytes(site.slope(Sum::sizeBytes).longValue()) + " per run";
    }

    /** The runs that have a column: all if they are few, else the first and the last; -1 stands for those between. */
    static IntStream shown(int runs) {
        if (runs <= RUNS_NAMED) {
            return IntStream.range(0, runs);
        }
        return IntStream.concat(IntStream.of(0, -1), IntStream.range(runs - RUNS_NAMED + 2, runs));
    }
}
