package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.recorder.LogFormat;
import dev.leaktriage.recorder.RandomWorkloads;
import dev.leaktriage.recorder.Recording;
import dev.leaktriage.recorder.RecordingOptions;
import dev.leaktriage.recorder.SeveralLogs;
import dev.leaktriage.recorder.TruthRow;
import dev.leaktriage.recorder.Workload;
import dev.leaktriage.report.JsonReport;
import dev.leaktriage.report.ReportOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * One random run in every format: what its logs come to together is what the tracker alone says, as far as they still
 * hold it.
 *
 * <p>{@code -Dleaktriage.seeds=N} tries another number of runs.
 */
class JoinLawsTest {
    private static final long SEEDS = Long.getLong("leaktriage.seeds", 15);
    private static final List<LogFormat> OTHERS =
            List.of(LogFormat.SERVER, LogFormat.BUFFER_DEBUG, LogFormat.CREATION_LOG);
    /** Rules that rest on what no server and no block tells: openings, closings, clears, checkpoints, the end. */
    private static final Set<String> OF_THE_TRACKER =
            Set.of("survived-device-close", "survived-cache-clear", "grows-per-iteration", "log-ends-early");

    @Test
    void theTrackerWithEveryOtherLogSaysWhatItSaysAlone() {
        LongStream.range(0, SEEDS).forEach(seed -> {
            Map<LogFormat, byte[]> logs = logs(seed);
            Analysis alone = analyse(only(logs, LogFormat.TRACKER));
            Analysis joined = analyse(logs);
            assertThat(rows(joined)).as("seed %d", seed).isEqualTo(rows(alone));
            assertThat(joined.totals()).as("seed %d", seed).isEqualTo(alone.totals());
        });
    }

    @Test
    void aServerWithBlocksSaysWhatTheTrackerSays() {
        // Of two processes that share an address the server does not say which one freed it.
        LongStream.range(0, SEEDS)
                .filter(JoinLawsTest::isOfOneProcess)
                .forEach(seed -> assertServerWithBlocksIsTracker("seed " + seed, logs(seed)));
    }

    @Test
    void aServerWithBlocksSaysOfEverySampleWhatTheTrackerSays() throws IOException {
        for (String name :
                List.of("two-meshes", "late-mirrors", "dangling-view", "trace-and-l1", "freed-on-one-device")) {
            Workload workload = Workload.read(Path.of("samples/workloads", name + ".json"));
            assertServerWithBlocksIsTracker(name, logs(recorded(workload, 0)));
        }
    }

    @Test
    void theDevicesOfEachMeshAreFound() throws IOException {
        Workload workload = Workload.read(Path.of("samples/workloads/two-meshes.json"));
        Map<LogFormat, byte[]> logs = logs(recorded(workload, 0));

        Analysis analysis = analyse(only(logs, LogFormat.SERVER, LogFormat.BUFFER_DEBUG));

        assertThat(analysis.joining().devicesOfMesh()).isEqualTo(Map.of(1, List.of(0, 1), 2, List.of(2, 3)));
    }

    private static void assertServerWithBlocksIsTracker(String name, Map<LogFormat, byte[]> logs) {
        Map<String, Attribution> alone = byHandle(analyse(only(logs, LogFormat.TRACKER)));
        // What survives a close meets nothing that comes later; no server and no block tells of a close.
        Set<String> survivors = alone.entrySet().stream()
                .filter(entry -> entry.getValue().ruleId().equals("survived-device-close"))
                .map(entry -> place(entry.getKey()))
                .collect(Collectors.toSet());
        alone.keySet().removeIf(handle -> survivors.contains(place(handle)));
        for (boolean ownersOnly : new boolean[] {false, true}) {
            Map<LogFormat, byte[]> two = only(logs, LogFormat.SERVER, LogFormat.BUFFER_DEBUG);
            if (ownersOnly) {
                two.computeIfPresent(LogFormat.BUFFER_DEBUG, (format, log) -> ownersOnly(log));
            }
            Map<String, Attribution> joined = byHandle(analyse(two));
            joined.keySet().removeIf(handle -> survivors.contains(place(handle)));
            String how = name + ", owners only " + ownersOnly;
            assertThat(joined.keySet()).as(how).isEqualTo(alone.keySet());
            joined.forEach((handle, attribution) -> assertSame(how + ": " + handle, attribution, alone.get(handle)));
        }
    }

    private static void assertSame(String how, Attribution joined, Attribution tracked) {
        if (OF_THE_TRACKER.contains(tracked.ruleId())) {
            return;
        }
        assertThat(joined.verdict()).as(how).isEqualTo(tracked.verdict());
        assertThat(joined.verdict() == Verdict.VIEW || tells(joined, tracked))
                .as(how)
                .isTrue();
    }

    private static String place(String handle) {
        return handle.replaceFirst(" #\\d+$", "");
    }

    /** True if the stack that was lent is the tracker's, as far as a block shows it: one frame more, eight in all. */
    private static boolean tells(Attribution lent, Attribution tracked) {
        List<Frame> block = lent.handle().site().stack().frames();
        List<Frame> whole = tracked.handle().site().stack().frames();
        for (int frame = 1; frame < block.size(); frame++) {
            if (!whole.get(frame - 1).symbol().startsWith(block.get(frame).symbol())) {
                return false;
            }
        }
        return !block.isEmpty();
    }

    /** As TT-Metal writes the blocks: of what owns nothing there is none. */
    private static byte[] ownersOnly(byte[] log) {
        StringBuilder kept = new StringBuilder();
        for (String block : new String(log, StandardCharsets.UTF_8).split("(?<=\n\n)")) {
            if (!block.contains("Owns Data: no")) {
                kept.append(block);
            }
        }
        return kept.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theOrderOfTheFilesChangesNoByteOfTheReport() {
        LongStream.range(0, SEEDS / 3).forEach(seed -> {
            Map<LogFormat, byte[]> logs = logs(seed);
            List<LogFormat> order = new ArrayList<>(logs.keySet());
            String first = json(analyse(logs, order));
            for (int turn = 1; turn < order.size(); turn++) {
                Collections.rotate(order, 1);
                assertThat(json(analyse(logs, order)))
                        .as("seed %d, %s", seed, order)
                        .isEqualTo(first);
            }
        });
    }

    @Test
    void whereLinesAreLostNoDefiniteVerdictIsWrong() {
        LongStream.range(0, SEEDS * 4).forEach(seed -> {
            SeveralLogs recorded = recorded(seed % SEEDS);
            Random random = new Random(seed);
            Map<LogFormat, byte[]> logs = new EnumMap<>(LogFormat.class);
            for (LogFormat format : List.of(LogFormat.SERVER, LogFormat.BUFFER_DEBUG, LogFormat.CREATION_LOG)) {
                logs.put(format, thinned(recorded.others().get(format), random));
            }
            if (seed % 2 == 0) {
                logs.remove(LogFormat.CREATION_LOG);
            }
            Set<String> truth = recorded.run().truth().stream()
                    .map(JoinLawsTest::row)
                    .collect(Collectors.toCollection(TreeSet::new));
            // Of a device that was closed the truth knows more than these logs ever held.
            analyse(recorded.others()).attributions().stream()
                    .map(JoinLawsTest::row)
                    .forEach(truth::add);
            assertThat(analyse(logs).attributions().stream()
                            .filter(attribution -> attribution.confidence() == Confidence.DEFINITE)
                            .filter(attribution -> !OF_THE_TRACKER.contains(attribution.ruleId()))
                            .map(JoinLawsTest::row))
                    .as("seed %d", seed)
                    .allMatch(truth::contains);
        });
    }

    /** A log without some of its lines. */
    private static byte[] thinned(byte[] log, Random random) {
        String[] lines = new String(log, StandardCharsets.UTF_8).split("(?<=\n)");
        Set<Integer> lost =
                random.ints(1 + random.nextInt(4), 0, lines.length).boxed().collect(Collectors.toSet());
        StringBuilder kept = new StringBuilder();
        for (int line = 0; line < lines.length; line++) {
            if (!lost.contains(line)) {
                kept.append(lines[line]);
            }
        }
        return kept.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String json(Analysis analysis) {
        StringWriter json = new StringWriter();
        try {
            new JsonReport().write(analysis, ReportOptions.PLAIN, json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return json.toString();
    }

    private static String row(Attribution attribution) {
        LiveHandle handle = attribution.handle();
        return handle.id().device() + " " + handle.id().memory() + " "
                + Long.toHexString(handle.id().address()) + " " + handle.sizeBytes() + " " + attribution.verdict();
    }

    private static String row(TruthRow row) {
        return row.device() + " " + row.memory() + " " + Long.toHexString(row.address()) + " " + row.sizeBytes() + " "
                + row.what();
    }

    private static boolean isOfOneProcess(long seed) {
        return RandomWorkloads.of(seed).processes().size() == 1;
    }

    private static SeveralLogs recorded(long seed) {
        return recorded(RandomWorkloads.of(seed), seed);
    }

    private static SeveralLogs recorded(Workload workload, long seed) {
        return Recording.record(workload, RecordingOptions.TRACKER.withSeed(seed), OTHERS);
    }

    private static Map<LogFormat, byte[]> logs(long seed) {
        return logs(recorded(seed));
    }

    private static Map<LogFormat, byte[]> logs(SeveralLogs logs) {
        Map<LogFormat, byte[]> all = new EnumMap<>(logs.others());
        all.put(LogFormat.TRACKER, logs.run().log());
        return all;
    }

    private static Map<LogFormat, byte[]> only(Map<LogFormat, byte[]> logs, LogFormat... formats) {
        Map<LogFormat, byte[]> some = new EnumMap<>(logs);
        some.keySet().retainAll(List.of(formats));
        return some;
    }

    private static Analysis analyse(Map<LogFormat, byte[]> logs) {
        return analyse(logs, List.copyOf(logs.keySet()));
    }

    private static Analysis analyse(Map<LogFormat, byte[]> logs, List<LogFormat> order) {
        List<Source> sources = order.stream()
                .map(format -> Source.of(format.label() + ".log", new ByteArrayInputStream(logs.get(format))))
                .toList();
        try {
            return Analyzer.analyze(sources, AnalysisOptions.ALL);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static List<String> rows(Analysis analysis) {
        return analysis.attributions().stream()
                .map(attribution -> handle(analysis, attribution) + " "
                        + attribution.handle().occupiedBytes() + " " + attribution.verdict() + " "
                        + attribution.handle().site().id())
                .sorted()
                .toList();
    }

    private static Map<String, Attribution> byHandle(Analysis analysis) {
        Map<String, Attribution> handles = new TreeMap<>();
        for (Attribution attribution : analysis.attributions()) {
            String handle = handle(analysis, attribution);
            int twice = 2;
            String name = handle;
            while (handles.containsKey(name)) {
                name = handle + " #" + twice++;
            }
            handles.put(name, attribution);
        }
        return handles;
    }

    private static String handle(Analysis analysis, Attribution attribution) {
        LiveHandle handle = attribution.handle();
        return analysis.lives().get(handle.id().life()).process() + " "
                + handle.id().device() + " " + handle.id().memory() + " "
                + Long.toHexString(handle.id().address()) + " " + handle.sizeBytes();
    }
}
