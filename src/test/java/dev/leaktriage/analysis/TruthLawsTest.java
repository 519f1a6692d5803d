package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.recorder.RandomWorkloads;
import dev.leaktriage.recorder.RecordedRun;
import dev.leaktriage.recorder.Recording;
import dev.leaktriage.recorder.RecordingOptions;
import dev.leaktriage.recorder.TruthRow;
import dev.leaktriage.recorder.Workload;
import dev.leaktriage.runtime.StackStyle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Record, analyse, compare with the truth: laws over random workloads with random faults.
 *
 * <p>{@code -Dleaktriage.seeds=N} tries another number of them.
 */
class TruthLawsTest {
    private static final long SEEDS = Long.getLong("leaktriage.seeds", 200);

    @Test
    void onUndamagedLogsLiveSetOccupiedBytesAndVerdictsAreTheTruth() {
        LongStream.range(0, SEEDS).parallel().forEach(seed -> {
            StackStyle style = seed % 3 == 0 ? StackStyle.FULL : StackStyle.SHORT;
            RecordedRun run = Recording.record(
                    RandomWorkloads.of(seed),
                    RecordingOptions.TRACKER.withStacks(style).withSeed(seed));
            assertThat(judged(analyse(run))).as("seed %d", seed).isEqualTo(known(run));
        });
    }

    @Test
    void whatACiJobAddsToALogChangesNothing() {
        LongStream.range(0, SEEDS / 3).parallel().forEach(seed -> {
            Workload workload = RandomWorkloads.of(seed);
            RecordingOptions options = RecordingOptions.TRACKER.withSeed(seed);
            RecordedRun noisy = Recording.record(workload, options.withGithubNoise());
            Analysis analysis = analyse(noisy);
            assertThat(judged(analysis)).as("seed %d", seed).isEqualTo(known(noisy));
            assertThat(analysis.recognition().malformed()).as("seed %d", seed).isZero();
        });
    }

    @Test
    void onDamagedLogsNoDefiniteVerdictIsWrong() {
        LongStream.range(0, SEEDS).parallel().forEach(seed -> {
            RecordedRun run = Recording.record(RandomWorkloads.damaged(seed), RecordingOptions.TRACKER.withSeed(seed));
            Set<String> truth = known(run).stream().collect(Collectors.toSet());
            assertThat(analyse(run).attributions().stream()
                            .filter(attribution -> attribution.confidence() == Confidence.DEFINITE)
                            .map(TruthLawsTest::row))
                    .as("seed %d", seed)
                    .allMatch(truth::contains);
        });
    }

    @Test
    void damageIsToldWhereverRecordsAreLost() {
        LongStream.range(0, SEEDS).parallel().forEach(seed -> {
            Workload damaged = RandomWorkloads.damaged(seed);
            RecordedRun run = Recording.record(damaged, RecordingOptions.TRACKER.withSeed(seed));
            boolean lost = !run.text()
                    .equals(Recording.record(whole(damaged), RecordingOptions.TRACKER.withSeed(seed))
                            .text());
            Analysis analysis = analyse(run);
            boolean told =
                    !analysis.integrity().intact() || analysis.lives().stream().anyMatch(life -> life.endedEarly());
            assertThat(told || !lost).as("seed %d", seed).isTrue();
        });
    }

    private static Workload whole(Workload damaged) {
        List<Workload.ProcessPlan> processes = damaged.processes().stream()
                .map(plan -> new Workload.ProcessPlan(plan.pid(), plan.steps(), List.of()))
                .toList();
        return new Workload(damaged.name(), damaged.about(), damaged.profile(), damaged.interleaved(), processes);
    }

    private static Analysis analyse(RecordedRun run) {
        try {
            return Analyzer.analyze(
                    List.of(Source.of("run.log", new ByteArrayInputStream(run.log()))), AnalysisOptions.ALL);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static List<String> judged(Analysis analysis) {
        return analysis.attributions().stream().map(TruthLawsTest::row).sorted().toList();
    }

    private static List<String> known(RecordedRun run) {
        return run.truth().stream().map(TruthLawsTest::row).sorted().toList();
    }

    private static String row(Attribution attribution) {
        LiveHandle handle = attribution.handle();
        return handle.id().device() + " " + handle.id().memory() + " "
                + Long.toHexString(handle.id().address()) + " " + handle.sizeBytes() + " " + handle.occupiedBytes()
                + " " + attribution.verdict();
    }

    private static String row(TruthRow row) {
        return row.device() + " " + row.memory() + " " + Long.toHexString(row.address()) + " " + row.sizeBytes() + " "
                + row.occupiedBytes() + " " + row.what();
    }
}
