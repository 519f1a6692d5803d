package dev.leaktriage.analysis;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.CacheEntry;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Totals;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Narrows an analysis to one execution or one process.
 *
 * <p>Timeline, peak and tests stay those of the whole log: they are not sums over lives.
 */
final class Selection {
    private final AnalysisOptions options;

    Selection(AnalysisOptions options) {
        this.options = options;
    }

    /**
     * Selects.
     *
     * @throws IllegalArgumentException if nothing in the logs is meant
     */
    Analysis of(Analysis whole) {
        if (options.device().isPresent() && whole.totals().allocated() == 0) {
            throw new IllegalArgumentException("--device " + options.device().getAsInt()
                    + ": the logs have no buffer of that device; without --device, every device is listed");
        }
        if (options.execution().isEmpty() && options.process().isEmpty()) {
            return whole;
        }
        Set<Integer> lives = lives(whole);
        if (lives.isEmpty()) {
            throw new IllegalArgumentException("nothing in the logs is meant by" + asked() + ": they hold "
                    + whole.lives().stream().map(Selection::named).distinct().collect(Collectors.joining(", ")));
        }
        Set<String> runs = whole.lives().stream()
                .filter(life -> lives.contains(life.index()))
                .map(ProcessLife::run)
                .collect(Collectors.toSet());
        List<Totals> totals = IntStream.range(0, whole.totalsByLife().size())
                .mapToObj(i -> lives.contains(i) ? whole.totalsByLife().get(i) : new Totals(0, 0, 0, 0, 0, 0))
                .toList();
        return new Analysis(
                        whole.sources(),
                        whole.recognition(),
                        whole.lives(),
                        whole.attributions().stream()
                                .filter(a -> selects(a, lives))
                                .toList(),
                        whole.findings().stream().filter(f -> selects(f, runs)).toList(),
                        whole.cacheEntries().stream()
                                .filter(e -> selects(e, lives))
                                .toList(),
                        totals.stream().reduce(new Totals(0, 0, 0, 0, 0, 0), Totals::plus),
                        totals,
                        whole.timeline(),
                        whole.peakByVerdict(),
                        whole.integrity())
                .with(whole.tests())
                .with(whole.postMortems())
                .with(whole.joining())
                .with(whole.inspection())
                .with(whole.checks())
                .withCacheUses(whole.cacheUses());
    }

    /** The indices of the lives that are meant. */
    Set<Integer> lives(Analysis analysis) {
        return lives(analysis.lives());
    }

    /** Likewise. */
    Set<Integer> lives(List<ProcessLife> lives) {
        return lives.stream().filter(this::selects).map(ProcessLife::index).collect(Collectors.toSet());
    }

    private boolean selects(ProcessLife life) {
        boolean execution = options.execution().isEmpty() || options.execution().getAsInt() == life.execution();
        boolean process = options.process().isEmpty() || options.process().equals(life.process());
        return execution && process;
    }

    private static boolean selects(Attribution attribution, Set<Integer> lives) {
        return lives.contains(attribution.handle().id().life());
    }

    private static boolean selects(CacheEntry entry, Set<Integer> lives) {
        return lives.contains(entry.life());
    }

    private boolean selects(Finding finding, Set<String> runs) {
        boolean process = options.process().isEmpty()
                || finding.process().isEmpty()
                || finding.process().equals(options.process());
        return process && runs.contains(finding.run());
    }

    private String asked() {
        String execution = options.execution().isPresent()
                ? " --run " + options.execution().getAsInt()
                : "";
        String process = options.process().isPresent()
                ? " --process " + options.process().getAsLong()
                : "";
        return execution + process;
    }

    private static String named(ProcessLife life) {
        String process =
                life.process().isPresent() ? "process " + life.process().getAsLong() : "an unnamed process";
        return process + " in run " + life.execution();
    }
}
