package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.TestRun;
import dev.leaktriage.model.TestShortage;
import dev.leaktriage.recorder.RecordedRun;
import dev.leaktriage.recorder.Recording;
import dev.leaktriage.recorder.RecordingOptions;
import dev.leaktriage.recorder.Workload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Random runs of tests, of which it is known who keeps memory and who goes without. */
class TestLawsTest {
    private static final long SEEDS = Long.getLong("leaktriage.seeds", 200);

    @Test
    void whatATestKeepsIsItsGrowthAndWhatALaterTestFreesIsNot() {
        LongStream.range(0, SEEDS).forEach(seed -> {
            RandomTestRuns truth = RandomTestRuns.of(seed);
            Analysis analysis = analysis(truth, seed);

            assertThat(analysis.tests().tests())
                    .as("seed %d", seed)
                    .extracting(TestRun::name)
                    .isEqualTo(truth.names());
            for (TestRun test : analysis.tests().tests()) {
                if (test.shortage().isPresent()) {
                    continue;
                }
                assertThat(test.growth().sizeBytes())
                        .as("seed %d, growth of %s", seed, test.name())
                        .isEqualTo(truth.liveAtEndBytes(test.index()));
                assertThat(test.heldLater().sizeBytes())
                        .as("seed %d, held by %s", seed, test.name())
                        .isEqualTo(truth.heldLaterBytes(test.index()));
            }
        });
    }

    @Test
    void theVictimIsTheTestThatRanOutAndTheCulpritTheFirstThatKeptAGoodPart() {
        LongStream.range(0, SEEDS).forEach(seed -> {
            RandomTestRuns truth = RandomTestRuns.of(seed);
            Analysis analysis = analysis(truth, seed);

            assertThat(analysis.tests().shortOfMemory())
                    .as("seed %d", seed)
                    .extracting(TestRun::index)
                    .isEqualTo(truth.victim().stream().boxed().toList());
            if (truth.victim().isEmpty()) {
                return;
            }
            TestShortage shortage =
                    analysis.tests().shortOfMemory().get(0).shortage().orElseThrow();
            long earlier = IntStream.range(0, truth.victim().getAsInt())
                    .mapToLong(truth::liveAtEndBytes)
                    .sum();
            assertThat(shortage.heldByEarlier().sizeBytes()).as("seed %d", seed).isEqualTo(earlier);
            assertThat(shortage.culprit().map(TestShortage.Holder::test).stream()
                            .toList())
                    .as("seed %d", seed)
                    .isEqualTo(truth.culprit().stream().boxed().toList());
        });
    }

    @Test
    void testsAndTheTimeBetweenThemShareWhatIsLive() {
        LongStream.range(0, SEEDS).forEach(seed -> {
            Analysis analysis = analysis(RandomTestRuns.of(seed), seed);
            Sum ofTests = analysis.tests().tests().stream()
                    .flatMap(test -> test.survivors().values().stream())
                    .reduce(Sum.ZERO, Sum::plus);
            Sum between = analysis.attributions().stream()
                    .map(Attribution::handle)
                    .filter(handle -> analysis.tests().tests().stream()
                            .noneMatch(test -> test.ran(handle.id().generation())))
                    .map(Sum::of)
                    .reduce(Sum.ZERO, Sum::plus);

            assertThat(ofTests.plus(between).sizeBytes())
                    .as("seed %d", seed)
                    .isEqualTo(analysis.totals().liveBytes());
        });
    }

    private static Analysis analysis(RandomTestRuns tests, long seed) {
        RecordingOptions options = RecordingOptions.TRACKER.withSeed(seed);
        Workload workload = Workload.parse(String.format(Locale.ROOT, "seed %d", seed), tests.json());
        RecordedRun run = Recording.record(workload, seed % 3 == 0 ? options.withGithubNoise() : options);
        try {
            return Analyzer.analyze(
                    List.of(Source.of("run.log", new ByteArrayInputStream(run.log()))), AnalysisOptions.ALL);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
