package dev.leaktriage.compare;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.RunSeries;
import dev.leaktriage.model.SiteHoldings;
import dev.leaktriage.model.SiteHoldings.Holding;
import dev.leaktriage.model.SiteSeries;
import dev.leaktriage.model.SiteSeries.Column;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows sites over several runs.
 *
 * <p>Each run is matched, tier by tier and one to one, with what is known of every site from the last run that had it:
 * a site that is missing for a while is the same when it comes back. Of a run no more is kept than its sites.
 */
public final class Series {
    private static final Comparator<SiteSeries> WORST_FIRST = Comparator.comparing((SiteSeries site) -> !leaks(site))
            .thenComparing(site -> site.slope(Sum::occupiedBytes), Comparator.reverseOrder())
            .thenComparing(site -> site.slope(Sum::sizeBytes), Comparator.reverseOrder())
            .thenComparing(site -> site.slope(Sum::handles), Comparator.reverseOrder())
            .thenComparing(SiteSeries::firstRun)
            .thenComparing(site -> site.last().site().id());

    private final CompareOptions options;
    private final List<RunSeries.Run> runs = new ArrayList<>();
    private final List<Track> tracks = new ArrayList<>();

    public Series(CompareOptions options) {
        this.options = options;
    }

    /** The series of the runs in their order. */
    public static RunSeries of(List<Analysis> runs, CompareOptions options) {
        Series series = new Series(options);
        runs.forEach(series::add);
        return series.result();
    }

    /** A site on its way through the runs. */
    private static final class Track {
        private final List<Column> columns;
        private SiteHoldings last;

        Track(int runsBefore, SiteHoldings first) {
            this.columns = new ArrayList<>(Collections.nCopies(runsBefore, Column.NONE));
            this.columns.add(new Column(Optional.of(first), Optional.empty()));
            this.last = first;
        }

        void goOn(SiteMatcher.Match match) {
            columns.add(new Column(Optional.of(match.current()), Optional.of(match.tier())));
            last = match.current();
        }
    }

    /** Adds the next run. */
    public void add(Analysis run) {
        List<SiteHoldings> sites = SiteFold.of(run);
        Map<SiteHoldings, Track> byLast = new IdentityHashMap<>();
        tracks.forEach(track -> byLast.put(track.last, track));
        SiteMatcher.Matching matching =
                SiteMatcher.match(tracks.stream().map(track -> track.last).toList(), sites, options);
        matching.matches().forEach(match -> byLast.get(match.base()).goOn(match));
        tracks.stream()
                .filter(track -> track.columns.size() == runs.size())
                .forEach(track -> track.columns.add(Column.NONE));
        matching.onlyCurrent().forEach(site -> tracks.add(new Track(runs.size(), site)));
        runs.add(new RunSeries.Run(run.sources(), run.integrity(), live(sites)));
    }

    /** What is known after the runs that were added. */
    public RunSeries result() {
        List<SiteSeries> sites = tracks.stream()
                .map(track -> new SiteSeries(track.columns))
                .filter(site -> site.firstRun() > 0)
                .sorted(WORST_FIRST)
                .toList();
        return new RunSeries(runs, sites);
    }

    private static Map<Verdict, Sum> live(List<SiteHoldings> sites) {
        Map<Verdict, Sum> live = new EnumMap<>(Verdict.class);
        for (SiteHoldings site : sites) {
            for (Holding holding : site.holdings()) {
                live.merge(holding.verdict(), holding.sum(), Sum::plus);
            }
        }
        return live;
    }

    private static boolean leaks(SiteSeries site) {
        return site.columns().stream()
                .anyMatch(column -> column.live(Verdict.LEAK).handles() > 0);
    }
}
