package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Analysis.VerdictShare;
import dev.leaktriage.model.Lifetime;
import dev.leaktriage.model.Lifetime.Ending;
import dev.leaktriage.model.MemoryHistory;
import dev.leaktriage.model.MemoryHistory.Lane;
import dev.leaktriage.model.MemoryHistory.Snapshot;
import dev.leaktriage.model.Timeline.Mark;
import dev.leaktriage.model.Timeline.Peak;
import dev.leaktriage.model.Timeline.Sample;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.recorder.RandomWorkloads;
import dev.leaktriage.recorder.RecordedRun;
import dev.leaktriage.recorder.Recording;
import dev.leaktriage.recorder.RecordingOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a history says must add up to what the rest of the analysis says. */
class HistoryLawsTest {
    private static final long SEEDS = 60;

    @Test
    void theLivesOfAllBuffersSumToEverySampleOfTheTimeline() {
        LongStream.range(0, SEEDS).parallel().forEach(seed -> {
            Analysis analysis = analyse(recorded(seed));
            for (Sample sample : analysis.timeline().samples()) {
                assertThat(sum(analysis, isLiveAt(sample.event()), Lifetime::occupiedBytes))
                        .as("seed %d, event %d", seed, sample.event())
                        .isEqualTo(sample.occupiedBytes());
                assertThat(sum(analysis, isLiveAt(sample.event()), Lifetime::sizeBytes))
                        .isEqualTo(sample.liveBytes());
                assertThat(sum(analysis, isLiveAt(sample.event()), lifetime -> 1))
                        .isEqualTo(sample.liveHandles());
            }
        });
    }

    @Test
    void livesEndAsTheTotalsCountThem() {
        LongStream.range(0, SEEDS).parallel().forEach(seed -> {
            Analysis analysis = analyse(recorded(seed));
            assertThat(count(analysis, Ending.FREED))
                    .isEqualTo(analysis.totals().freed());
            assertThat(count(analysis, Ending.SUPERSEDED))
                    .isEqualTo(analysis.totals().superseded());
            for (Verdict verdict : Verdict.values()) {
                assertThat(sum(
                                analysis,
                                lifetime -> lifetime.ending() == Ending.LIVE
                                        && lifetime.category().equals(verdict.label()),
                                lifetime -> 1))
                        .as("seed %d, %s", seed, verdict)
                        .isEqualTo(analysis.attributions().stream()
                                .filter(attribution -> attribution.verdict() == verdict)
                                .count());
            }
        });
    }

    @Test
    void theCategoriesAtThePeakAreThoseOfThePeakByVerdict() {
        LongStream.range(0, SEEDS).parallel().forEach(seed -> {
            Analysis analysis = analyse(recorded(seed));
            Map<String, Long> shares = new TreeMap<>();
            for (VerdictShare share : analysis.peakByVerdict()) {
                shares.put(share.verdict(), share.occupiedBytes());
            }
            Map<String, Long> lived = new TreeMap<>();
            analysis.timeline().history().lifetimes().stream()
                    .filter(isLiveAt(analysis.timeline().peak().event()))
                    .forEach(lifetime -> lived.merge(lifetime.category(), lifetime.occupiedBytes(), Long::sum));
            assertThat(lived).as("seed %d", seed).isEqualTo(shares);
        });
    }

    @Test
    void theSameAllocationOnEveryDeviceOfAMeshIsOneMeshAllocation() {
        List<Lifetime> lifetimes = analyse(read("samples/mesh-add-matmul.log"))
                .timeline()
                .history()
                .lifetimes();

        assertThat(lifetimes).hasSize(32);
        assertThat(lifetimes.stream().map(Lifetime::meshAllocation).distinct()).hasSize(4);
        assertThat(lifetimes.subList(0, 8)).extracting(Lifetime::meshAllocation).containsOnly(0);
    }

    @Test
    void aHistoryThatNobodyAskedForIsEmpty() {
        Analysis analysis = analyse(read("samples/iteration-leak.log"), AnalysisOptions.ALL);

        assertThat(analysis.timeline().history()).isEqualTo(MemoryHistory.NONE);
    }

    @Test
    void aHistoryChangesNothingElse() {
        byte[] log = read("samples/iteration-leak.log");
        Analysis with = analyse(log);
        Analysis without = analyse(log, AnalysisOptions.ALL);

        assertThat(with.timeline().with(MemoryHistory.NONE)).isEqualTo(without.timeline());
        assertThat(with.peakByVerdict()).isEqualTo(without.peakByVerdict());
        assertThat(with.findings()).isEqualTo(without.findings());
    }

    @Test
    void aLogOfTooManyEventsHasSamplesInstead() {
        Analysis analysis = analyse(longLog(30_001, 3, 4));
        MemoryHistory history = analysis.timeline().history();

        assertThat(history.lifetimes()).isEmpty();
        assertThat(history.samples().points()).hasSizeBetween(100, 256);
        assertThat(history.samples().lanes()).extracting(Lane::device).contains(0, 1, 2);
        assertThat(history.samples().lanes())
                .extracting(Lane::category)
                .contains("leak", "program-cache", "freed-later");
        samplesAddUp(analysis);
    }

    @Test
    void whereSitesAreTooManyTheSamplesAddUpAllTheSame() {
        samplesAddUp(analyse(longLog(30_001, 3, 2_000)));
    }

    @Test
    void whereDevicesAreTooManyTheSamplesAddUpAllTheSame() {
        Analysis analysis = analyse(longLog(30_001, 3_000, 4));

        assertThat(analysis.timeline().history().samples().lanes())
                .extracting(Lane::device)
                .contains(-1);
        samplesAddUp(analysis);
    }

    @Test
    void aLongLogKeepsWhatWasLiveAtItsPeakAndAtItsMarks() {
        Analysis analysis = analyse(withMarks(longLog(30_001, 3, 4), 20));
        Map<Long, Snapshot> snapshots = new TreeMap<>();
        analysis.timeline().history().snapshots().forEach(snapshot -> snapshots.put(snapshot.event(), snapshot));

        Peak peak = analysis.timeline().peak();
        assertThat(occupied(snapshots.get(peak.event()))).isEqualTo(peak.occupiedBytes());
        assertThat(snapshots.get(peak.event()).live()).hasSize((int) peak.liveHandles());
        List<Mark> early = analysis.timeline().marks().subList(0, 8);
        assertThat(early)
                .allSatisfy(mark ->
                        assertThat(occupied(snapshots.get(mark.event()))).isEqualTo(mark.occupiedBytes()));
        assertThat(snapshots.get(early.get(7).event()).live())
                .extracting(Lifetime::category)
                .contains("leak")
                .doesNotContain("");
    }

    @Test
    void aPeakThatAViewFollowsIsKeptWithoutTheView() {
        String log = new String(longLog(26_000, 1, 1), StandardCharsets.UTF_8).replace("Untracking", "Ignoring");
        String view = "DEBUG: Tracking buffer at 0x20 size=32 device=0 pid=1\n  Call stack:\n    1. "
                + "tt::tt_metal::create_device_tensor()\n    2. ttnn::op_0()\n";
        String small = log.substring(0, log.indexOf("DEBUG: Tracking buffer at 0x" + Integer.toHexString(32 * 9_000)));
        String frees = "DEBUG: Untracking buffer at 0x40 size=32 device=0 pid=1\n"
                + "DEBUG: Tracking buffer at 0x40 size=32 device=0 pid=1\n";
        Analysis analysis = analyse((small + view + frees.repeat(25_000)).getBytes(StandardCharsets.UTF_8));

        Peak peak = analysis.timeline().peak();
        List<Snapshot> snapshots = analysis.timeline().history().snapshots();
        assertThat(snapshots).hasSize(1);
        assertThat(snapshots.get(0).event()).isEqualTo(peak.event());
        assertThat(snapshots.get(0).live()).hasSize((int) peak.liveHandles());
        assertThat(occupied(snapshots.get(0))).isEqualTo(peak.occupiedBytes());
    }

    private static long occupied(Snapshot snapshot) {
        return snapshot.live().stream().mapToLong(Lifetime::occupiedBytes).sum();
    }

    /** Puts checkpoints between the records of a log. */
    private static byte[] withMarks(byte[] log, int marks) {
        String[] records = new String(log, StandardCharsets.UTF_8).split("(?=DEBUG)");
        StringBuilder marked = new StringBuilder();
        for (int i = 0; i < records.length; i++) {
            marked.append(i % (records.length / marks) == 7 ? "DEBUG: Checkpoint name=\"at " + i + "\" pid=1\n" : "")
                    .append(records[i]);
        }
        return marked.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Lanes are sampled at events at which totals are sampled, too. */
    private static void samplesAddUp(Analysis analysis) {
        MemoryHistory.Samples samples = analysis.timeline().history().samples();
        Map<Long, Sample> totals = new TreeMap<>();
        analysis.timeline().samples().forEach(sample -> totals.put(sample.event(), sample));
        for (int i = 0; i < samples.points().size(); i++) {
            int point = i;
            Sample total = totals.get(samples.points().get(i).event());
            assertThat(samples.lanes().stream()
                            .mapToLong(lane -> lane.liveBytes().get(point)))
                    .allMatch(bytes -> bytes >= 0);
            assertThat(samples.lanes().stream()
                            .mapToLong(lane -> lane.occupiedBytes().get(point))
                            .sum())
                    .as("event %d", total.event())
                    .isEqualTo(total.occupiedBytes());
            assertThat(samples.lanes().stream()
                            .mapToLong(lane -> lane.liveBytes().get(point))
                            .sum())
                    .isEqualTo(total.liveBytes());
        }
        int end = samples.points().size() - 1;
        for (Verdict verdict : Verdict.values()) {
            long live = samples.lanes().stream()
                    .filter(lane -> lane.category().equals(verdict.label()))
                    .mapToLong(lane -> lane.liveBytes().get(end))
                    .sum();
            assertThat(live)
                    .as(verdict.label())
                    .isEqualTo(analysis.attributions().stream()
                            .filter(attribution -> attribution.verdict() == verdict)
                            .mapToLong(attribution -> attribution.handle().sizeBytes())
                            .sum());
        }
    }

    /** Buffers that are freed at once, but for every tenth; one of four sites is the program cache. */
    private static byte[] longLog(int buffers, int devices, int sites) {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < buffers; i++) {
            int site = i * 7 % sites;
            String at = "0x" + Long.toHexString(32L * i + 32) + " size=" + (32 + site) + " device=" + i % devices;
            log.append("DEBUG: Tracking buffer at ")
                    .append(at)
                    .append(" pid=1\n  Call stack:\n    1. ")
                    .append(
                            site % 4 == 3
                                    ? "MeshWorkloadImpl::load_binaries()"
                                    : "tt::tt_metal::create_device_tensor()")
                    .append("\n    2. ttnn::op_")
                    .append(Integer.toString(site, 26))
                    .append("()\n");
            if (i % 10 != 0) {
                log.append("DEBUG: Untracking buffer at ").append(at).append(" pid=1\n");
            }
        }
        return log.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Predicate<Lifetime> isLiveAt(long event) {
        return lifetime -> lifetime.allocatedEvent() <= event
                && (lifetime.ending() == Ending.LIVE || event < lifetime.endedEvent());
    }

    private static long sum(Analysis analysis, Predicate<Lifetime> which, ToLongFunction<Lifetime> bytes) {
        return analysis.timeline().history().lifetimes().stream()
                .filter(which)
                .mapToLong(bytes)
                .sum();
    }

    private static long count(Analysis analysis, Ending ending) {
        return sum(analysis, lifetime -> lifetime.ending() == ending, lifetime -> 1);
    }

    private static byte[] recorded(long seed) {
        RecordedRun run = Recording.record(
                seed % 2 == 0 ? RandomWorkloads.of(seed) : RandomWorkloads.damaged(seed),
                RecordingOptions.TRACKER.withSeed(seed));
        return run.log();
    }

    private static byte[] read(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static Analysis analyse(byte[] log) {
        return analyse(log, AnalysisOptions.ALL.withHistory(true));
    }

    private static Analysis analyse(byte[] log, AnalysisOptions options) {
        try {
            return Analyzer.analyze(List.of(Source.of("run.log", new ByteArrayInputStream(log))), options);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
