package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.log.Source;
import dev.leaktriage.model.AddressHistory;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.RunAccounts;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.model.Totals;
import dev.leaktriage.recorder.RandomWorkloads;
import dev.leaktriage.recorder.RecordedRun;
import dev.leaktriage.recorder.Recording;
import dev.leaktriage.recorder.RecordingOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Laws of what sites allocated, and of the journal of events, over random runs and damaged ones. */
class AccountsLawsTest {
    private static final long SEEDS = 24;

    @Test
    void whatSitesAllocatedAndHeldAtThePeakSumsToTheTotalsOfTheRun() throws IOException {
        for (RecordedRun run : runs()) {
            RunAccounts accounts = Analyzer.accounts(sources(run), AnalysisOptions.ALL);
            Totals totals = accounts.analysis().totals();
            Timeline.Peak peak = accounts.analysis().timeline().peak();

            Sum allocated = sum(accounts.allocated());
            assertThat(allocated.handles()).isEqualTo(totals.allocated());
            assertThat(allocated.sizeBytes()).isEqualTo(totals.allocatedBytes());
            assertThat(sum(accounts.peak()))
                    .isEqualTo(new Sum(peak.liveHandles(), peak.liveBytes(), peak.occupiedBytes()));
        }
    }

    @Test
    void theSharesOfOneProcessAreWhatItsOwnAccountSays() throws IOException {
        AnalysisOptions second = new AnalysisOptions(
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.of(4711),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalLong.empty());
        RunAccounts accounts = Analyzer.accounts(Source.of(Path.of("samples/two-processes.log")), second);

        assertThat(sum(accounts.allocated()).sizeBytes())
                .isEqualTo(accounts.analysis().totals().allocatedBytes())
                .isPositive();
        assertThat(accounts.peak()).extracting(Timeline.SiteShare::life).containsOnly(0);
    }

    @Test
    void theLawsHoldForEveryFormatOfLogs() throws IOException {
        for (Path sample : samples()) {
            Set<Long> live = new TreeSet<>();
            RunAccounts accounts = Analyzer.accounts(Source.of(sample), AnalysisOptions.ALL);
            Analysis analysis = Analyzer.journal(
                    Source.of(sample),
                    AnalysisOptions.ALL,
                    (number, event, at, execution, changes) -> changes.forEach(change -> follow(change, live)));

            assertThat(live).as("%s", sample).isEqualTo(generations(analysis));
            assertThat(sum(accounts.allocated()).sizeBytes())
                    .as("%s", sample)
                    .isEqualTo(analysis.totals().allocatedBytes());
        }
    }

    private static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("samples"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }

    /** Of handles that have an address: a journal does not tell of others one by one. */
    private static Set<Long> generations(Analysis analysis) {
        return analysis.attributions().stream()
                .filter(attribution -> attribution.handle().id().onDevice())
                .map(attribution -> attribution.handle().id().generation())
                .collect(Collectors.toSet());
    }

    @Test
    void fromTheJournalFollowsWhichHandlesAreLive() throws IOException {
        for (RecordedRun run : runs()) {
            Set<Long> live = new TreeSet<>();
            List<Long> numbers = new ArrayList<>();
            Analysis analysis =
                    Analyzer.journal(sources(run), AnalysisOptions.ALL, (number, event, at, execution, changes) -> {
                        numbers.add(number);
                        changes.forEach(change -> follow(change, live));
                        if (event.kind == EventKind.ALLOCATED && !event.cut) {
                            assertThat(execution).isPresent();
                            assertThat(live).contains(number);
                        }
                    });

            assertThat(live).isEqualTo(generations(analysis));
            assertThat(numbers.get(numbers.size() - 1)).isEqualTo(numbers.size());
        }
    }

    private static void follow(AddressHistory.Event change, Set<Long> live) {
        switch (change.what()) {
            case ALLOCATED, VIEWED -> assertThat(live.add(change.generation())).isTrue();
            case FREED, VIEW_FREED, SUPERSEDED ->
                assertThat(live.remove(change.generation())).isTrue();
            case FREED_LATE -> assertThat(live).doesNotContain(change.generation());
            case FREE_FITS_NOTHING -> assertThat(change.generation()).isZero();
            case SWEPT -> assertThat(live).contains(change.generation());
        }
    }

    private static List<RecordedRun> runs() {
        List<RecordedRun> runs = new ArrayList<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            RecordingOptions options = RecordingOptions.TRACKER.withSeed(seed);
            runs.add(Recording.record(
                    seed % 2 == 0 ? RandomWorkloads.of(seed) : RandomWorkloads.damaged(seed), options));
        }
        return runs;
    }

    private static List<Source> sources(RecordedRun run) {
        return List.of(Source.of("run.log", new ByteArrayInputStream(run.log())));
    }

    private static Sum sum(List<Timeline.SiteShare> shares) {
        return shares.stream().map(Timeline.SiteShare::sum).reduce(Sum.ZERO, Sum::plus);
    }
}
