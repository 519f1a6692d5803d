package dev.leaktriage.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.Analyzer;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.ChangeKind;
import dev.leaktriage.model.Delta;
import dev.leaktriage.model.SiteChange;
import dev.leaktriage.model.SiteHoldings;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.recorder.RandomWorkloads;
import dev.leaktriage.recorder.RecordedRun;
import dev.leaktriage.recorder.Recording;
import dev.leaktriage.recorder.RecordingOptions;
import dev.leaktriage.recorder.TruthRow;
import dev.leaktriage.runtime.StackStyle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Laws of comparing two runs, over random runs of the recording runtime.
 *
 * <p>{@code -Dleaktriage.seeds=N} tries another number of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComparisonLawsTest {
    private static final int SEEDS = Integer.getInteger("leaktriage.seeds", 100);

    /** Run by run: each is compared with itself and with the next one. */
    private final List<Analysis> runs = IntStream.rangeClosed(0, SEEDS)
            .parallel()
            .mapToObj(seed -> analyse(random(seed)))
            .toList();

    @Test
    void aRunHasNoChangeAgainstItself() {
        seeds().forEach(seed -> {
            Analysis run = runs.get(seed);
            assertThat(compare(run, run).isEmpty()).as("seed %d", seed).isTrue();
        });
    }

    @Test
    void basePlusDeltaIsCurrent() {
        seeds().forEach(seed -> {
            Analysis base = runs.get(seed);
            Analysis current = runs.get(seed + 1);
            Delta delta = compare(base, current);
            for (Verdict verdict : Verdict.values()) {
                Sum change = sum(delta.changes(), site -> site.live(verdict));
                assertThat(live(base, verdict).plus(change))
                        .as("seed %d, %s", seed, verdict)
                        .isEqualTo(live(current, verdict));
            }
            assertThat(peak(base).plus(sum(delta.changes(), SiteChange::peak)))
                    .as("seed %d, peak", seed)
                    .isEqualTo(peak(current));
        });
    }

    @Test
    void seenFromTheOtherSideEveryChangeIsReversed() {
        seeds().forEach(seed -> {
            Analysis base = runs.get(seed);
            Analysis current = runs.get(seed + 1);
            Delta there = compare(base, current);
            Delta back = compare(current, base);
            assertThat(there.sites().stream().map(ComparisonLawsTest::reversed).sorted())
                    .as("seed %d", seed)
                    .isEqualTo(back.sites().stream()
                            .map(ComparisonLawsTest::told)
                            .sorted()
                            .toList());
            assertThat(back.cacheEntries()).hasSameSizeAs(there.cacheEntries());
            assertThat(back.findings()).hasSameSizeAs(there.findings());
        });
    }

    @Test
    void everySiteOfEitherRunStandsInExactlyOneChange() {
        seeds().forEach(seed -> {
            Analysis base = runs.get(seed);
            Analysis current = runs.get(seed + 1);
            List<SiteChange> sites = compare(base, current).sites();
            assertThat(ids(sites, SiteChange::base)).as("seed %d", seed).isEqualTo(siteIds(base));
            assertThat(ids(sites, SiteChange::current)).as("seed %d", seed).isEqualTo(siteIds(current));
        });
    }

    @Test
    void everyInjectedDifferenceIsFoundAndNothingElse() {
        seeds().forEach(seed -> {
            PairedWorkloads pair = PairedWorkloads.of(seed);
            StackStyle style = seed % 2 == 0 ? StackStyle.FULL : StackStyle.SHORT;
            RecordedRun base = Recording.record(pair.base(), RecordingOptions.TRACKER.withStacks(style));
            RecordedRun current = Recording.record(pair.current(), RecordingOptions.TRACKER.withStacks(style));

            Delta delta = compare(analyse(base), analyse(current));

            Set<String> found = delta.changes().stream()
                    .filter(change -> change.kind() != ChangeKind.PEAK_GROWN)
                    .filter(change -> change.kind() != ChangeKind.PEAK_SHRUNK)
                    .map(ComparisonLawsTest::injected)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(found).as("seed %d", seed).isEqualTo(pair.expectedChanges());
            Set<String> entries = delta.cacheEntries().stream()
                    .map(change -> (change.base().isEmpty() ? "+" : "-")
                            + change.current().or(change::base).orElseThrow().operation())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(entries).as("seed %d", seed).isEqualTo(pair.expectedEntries());
            for (Verdict verdict : Verdict.values()) {
                assertThat(sum(delta.changes(), site -> site.live(verdict)))
                        .as("seed %d, %s", seed, verdict)
                        .isEqualTo(truth(current, verdict).minus(truth(base, verdict)));
            }
        });
    }

    private static IntStream seeds() {
        return IntStream.range(0, SEEDS).parallel();
    }

    private static RecordedRun random(int seed) {
        StackStyle style = seed / 2 % 2 == 0 ? StackStyle.FULL : StackStyle.SHORT;
        return Recording.record(
                RandomWorkloads.of(seed),
                RecordingOptions.TRACKER.withStacks(style).withSeed(seed));
    }

    private static Delta compare(Analysis base, Analysis current) {
        return Comparison.compare(base, current, CompareOptions.PLAIN);
    }

    private static Analysis analyse(RecordedRun run) {
        try {
            return Analyzer.analyze(
                    List.of(Source.of("run.log", new ByteArrayInputStream(run.log()))), AnalysisOptions.ALL);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String injected(SiteChange change) {
        String verdicts = change.reclassified()
                .map(shift -> shift.from().label() + " to " + shift.to().label())
                .orElseGet(() -> Stream.of(change.current(), change.base())
                        .flatMap(Optional::stream)
                        .map(SiteHoldings::holdings)
                        .filter(holdings -> !holdings.isEmpty())
                        .findFirst()
                        .orElseThrow()
                        .stream()
                        .map(holding -> holding.verdict().label())
                        .distinct()
                        .collect(Collectors.joining("+")));
        return change.kind().label() + " " + change.site().operation() + " " + verdicts + " "
                + change.live().handles();
    }

    private static String told(SiteChange change) {
        return told(change.kind(), change, change.base(), change.current());
    }

    private static String reversed(SiteChange change) {
        return told(change.kind().reversed(), change, change.current(), change.base());
    }

    private static String told(
            ChangeKind kind, SiteChange change, Optional<SiteHoldings> before, Optional<SiteHoldings> after) {
        return kind + " " + change.tier() + " " + change.confidence() + " " + before + " " + after;
    }

    private static Sum sum(List<SiteChange> changes, Function<SiteChange, Sum> part) {
        return changes.stream().map(part).reduce(Sum.ZERO, Sum::plus);
    }

    private static Sum live(Analysis analysis, Verdict verdict) {
        return analysis.attributions().stream()
                .filter(attribution -> attribution.verdict() == verdict)
                .map(attribution -> Sum.of(attribution.handle()))
                .reduce(Sum.ZERO, Sum::plus);
    }

    private static Sum peak(Analysis analysis) {
        Timeline.Peak peak = analysis.timeline().peak();
        return new Sum(peak.liveHandles(), peak.liveBytes(), peak.occupiedBytes());
    }

    private static Sum truth(RecordedRun run, Verdict verdict) {
        return run.truth().stream()
                .filter(row -> row.what() == verdict)
                .sorted(Comparator.comparing(TruthRow::seq))
                .map(row -> new Sum(1, row.sizeBytes(), row.occupiedBytes()))
                .reduce(Sum.ZERO, Sum::plus);
    }

    private static Set<String> siteIds(Analysis analysis) {
        return SiteFold.of(analysis).stream()
                .map(held -> held.site().id())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> ids(List<SiteChange> sites, Function<SiteChange, Optional<SiteHoldings>> side) {
        List<String> ids = sites.stream()
                .flatMap(site -> side.apply(site).stream())
                .map(held -> held.site().id())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        return new TreeSet<>(ids);
    }
}
