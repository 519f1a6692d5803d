package dev.leaktriage.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.Analyzer;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Integrity;
import dev.leaktriage.model.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AllocationServerTest {
    private static final long SEEDS = Long.getLong("leaktriage.seeds", 200);
    private static final Set<String> KERNEL_FAULTS = Set.of("entry-survives-clear", "view-outlives-owner");

    private static final String KEPT = """
            {"processes": [{"pid": 9, "steps": [
              {"open": "mesh", "shape": "1x1", "without_system_buffers": true},
              {"tensor": "a", "shape": [32, 64]}, {"tensor": "b", "shape": [32, 64]},
              {"op": "add", "inputs": ["a", "b"], "output": "c"}, {"free": ["a", "b"]}%s]}]}
            """;

    private static String server(String workload, ServerOptions options) {
        return Recording.record(
                        Workload.parse("w", workload),
                        RecordingOptions.TRACKER.as(LogFormat.SERVER).with(options))
                .text();
    }

    @Test
    void whatRemainsIsDumpedByDeviceAndKind() {
        assertThat(server(KEPT.formatted(""), ServerOptions.USUAL)).endsWith("""
                📋 Received DUMP_REMAINING request...

                ╔══════════════════════════════════════════════════════════════╗
                ║           REMAINING ALLOCATED BUFFERS                       ║
                ╚══════════════════════════════════════════════════════════════╝
                Total tracked allocations: 2

                Device 0:
                  DRAM: 2 buffers, 0.015625 MB total
                    - Buffer 0x1020: 4 KB (PID 9, ref_count=1)
                    - Buffer 0x3ffff800: 12 KB (PID 9, ref_count=1)

                Total remaining buffers: 2

                📋 DUMP_REMAINING complete.

                📊 Current Statistics:
                  Device 0:
                    Buffers: 2
                    DRAM: 16384 bytes (16 KB)
                    L1: 0 bytes (0 KB)
                    Total: 16384 bytes
                  Active allocations: 2

                🛑 Allocation Server stopped
                """);
    }

    @Test
    void nothingRemainsAfterACleanEnd() {
        String clean = KEPT.formatted(", {\"free\": \"c\"}, {\"close\": \"mesh\"}");
        assertThat(server(clean, ServerOptions.USUAL)).contains("""
                Total tracked allocations: 0

                ✓ No buffers remaining - perfect cleanup!
                📋 DUMP_REMAINING complete.
                """);
        assertThat(server(clean, ServerOptions.USUAL.withoutDump())).doesNotContain("DUMP_REMAINING");
    }

    @Test
    void olderServersPrintDecimalIds() {
        assertThat(server(KEPT.formatted(""), ServerOptions.USUAL.withDecimalIds()))
                .contains("(buffer_id=1073739776)", "Freed buffer 1073739776 on device 0", "(buffer_id=4128)")
                .contains("- Buffer 0x3ffff800: 12 KB");
    }

    @Test
    void statisticsComeAsOftenAsIsAsked() {
        ServerOptions usual = ServerOptions.USUAL;
        assertThat(server(KEPT.formatted(""), usual).split("Current Statistics"))
                .hasSize(2);
        assertThat(server(KEPT.formatted(""), usual.withStatisticsEvery(2)).split("Current Statistics"))
                .hasSize(6);
        assertThat(server(KEPT.formatted(""), usual.withStatisticsEvery(0)).split("Current Statistics"))
                .hasSize(2);
        assertThatThrownBy(() -> usual.withStatisticsEvery(-1)).hasMessageContaining("not after -1");
    }

    @Test
    void aProcessThatIsGoneIsSweptHoweverItEnded() {
        String two = """
                {"processes": [
                  {"pid": 1, "steps": [{"open": "m", "shape": "1x1", "without_system_buffers": true},
                    {"tensor": "a", "shape": [32, 64]}%s]},
                  {"pid": 2, "steps": [{"open": "m", "shape": "1x1", "without_system_buffers": true},
                    {"tensor": "a", "shape": [32, 64]}]}]}
                """;
        for (String end : List.of("", ", {\"kill\": true}")) {
            assertThat(server(two.formatted(end), ServerOptions.USUAL)).contains("""
                    ✓ [PID 1] Allocated 4096 bytes of DRAM on device 0 (buffer_id=0x20)

                    ⚠️  Detected dead processes, cleaning up orphaned buffers...
                       PID 1 is dead, removing its buffers...
                       ✓ Removed 1 buffers (0.00390625 MB) from PID 1

                    ✓ [PID 2] Allocated 4096 bytes of DRAM on device 0 (buffer_id=0x20)
                    """);
        }
    }

    /** Of random workloads; the reading of each is what docs/workloads.md says that the log can tell. */
    @Test
    void whatTheServersLogCanTellIsTold() {
        Set<Verdict> seen = new HashSet<>();
        LongStream.range(0, SEEDS)
                .filter(seed -> tellable(RandomWorkloads.of(seed)))
                .forEach(seed -> {
                    RecordedRun run = record(seed);
                    Analysis analysis = analyse(run);
                    assertThat(analysis.integrity().intact())
                            .as("seed %d", seed)
                            .isTrue();
                    Map<String, List<Verdict>> told = told(run);
                    Map<String, List<Verdict>> judged = judged(analysis);
                    assertThat(judged.keySet()).as("seed %d", seed).isEqualTo(told.keySet());
                    told.forEach((place, verdicts) -> {
                        seen.addAll(verdicts);
                        if (verdicts.size() == 1) {
                            assertThat(judged.get(place))
                                    .as("seed %d at %s", seed, place)
                                    .isEqualTo(verdicts);
                        }
                    });
                });
        assertThat(seen).contains(Verdict.LEAK, Verdict.PROGRAM_CACHE, Verdict.UNRESOLVED);
    }

    /** The server counts the buffers of all devices, whichever of them are asked for. */
    @Test
    void aDeviceByItselfIsToldAsAmongAllOfThem() {
        LongStream.range(0, Math.min(SEEDS, 40)).forEach(seed -> {
            RecordedRun run = record(seed);
            Analysis whole = analyse(run);
            whole.attributions().stream()
                    .mapToInt(judged -> judged.handle().id().device())
                    .distinct()
                    .forEach(device -> {
                        Analysis alone = analyse(run.log(), device);
                        assertThat(countDamages(alone))
                                .as("seed %d, device %d", seed, device)
                                .isEqualTo(countDamages(whole));
                        assertThat(alone.attributions().stream().map(AllocationServerTest::judgement))
                                .as("seed %d, device %d", seed, device)
                                .containsExactlyElementsOf(whole.attributions().stream()
                                        .filter(judged -> judged.handle().id().device() == device)
                                        .map(AllocationServerTest::judgement)
                                        .toList());
                    });
        });
    }

    @Test
    void aLineThatIsLostOfAnotherDeviceIsMissedToo() {
        String log = """
                ✓ [PID 7] Allocated 4096 bytes of DRAM on device 0 (buffer_id=32)
                ✓ [PID 7] Allocated 4096 bytes of DRAM on device 1 (buffer_id=32)

                📊 Current Statistics:
                  Active allocations: 3
                """;

        assertThat(analyse(log.getBytes(StandardCharsets.UTF_8), 0).integrity().damages())
                .extracting(Integrity.Damage::message)
                .containsExactly("the server counts 3 live buffers, the events make 2");
    }

    private static List<Integrity.Damage> countDamages(Analysis analysis) {
        return analysis.integrity().damages().stream()
                .filter(damage -> damage.message().startsWith("the server counts"))
                .toList();
    }

    private static String judgement(Attribution judged) {
        return judged.handle().allocatedAt() + " " + judged.verdict() + " " + judged.confidence();
    }

    private static Analysis analyse(byte[] log, int device) {
        AnalysisOptions one = new AnalysisOptions(
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalInt.of(device),
                Optional.empty(),
                OptionalLong.empty());
        try {
            return Analyzer.analyze(List.of(Source.of("server.log", new ByteArrayInputStream(log))), one);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void noServersLogMakesALeakDefinite() {
        LongStream.range(0, SEEDS)
                .forEach(seed -> assertThat(analyse(record(seed)).attributions().stream()
                                .filter(attribution -> attribution.confidence() == Confidence.DEFINITE)
                                .map(Attribution::verdict))
                        .as("seed %d", seed)
                        .doesNotContain(Verdict.LEAK, Verdict.PROGRAM_CACHE, Verdict.SYSTEM));
    }

    /** Leaves out what no such log can tell: see docs/workloads.md. */
    private static boolean tellable(Workload workload) {
        String steps = workload.json();
        boolean shared = workload.interleaved() && workload.processes().size() > 1;
        boolean danglingView = steps.contains("\"forgets_view\" : true");
        boolean survivesClose = steps.contains("\"survivors\" : [ \"FABRIC\" ]");
        return !shared && !danglingView && !survivesClose;
    }

    private static RecordedRun record(long seed) {
        return Recording.record(
                RandomWorkloads.of(seed),
                RecordingOptions.TRACKER.as(LogFormat.SERVER).withSeed(seed));
    }

    private static Analysis analyse(RecordedRun run) {
        try {
            return Analyzer.analyze(
                    List.of(Source.of("server.log", new ByteArrayInputStream(run.log()))), AnalysisOptions.ALL);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Map<String, List<Verdict>> told(RecordedRun run) {
        return run.truth().stream()
                .collect(Collectors.groupingBy(
                        row -> place(row.process(), row.device(), row.address()),
                        TreeMap::new,
                        Collectors.mapping(row -> told(row, run.text()), Collectors.toList())));
    }

    private static Verdict told(TruthRow row, String log) {
        if (row.what() == Verdict.PROGRAM_CACHE || KERNEL_FAULTS.contains(row.cause())) {
            return Verdict.PROGRAM_CACHE;
        }
        if (row.what() == Verdict.TRACE) {
            return Verdict.TRACE;
        }
        return log.contains("PID " + row.process() + " is dead") ? Verdict.UNRESOLVED : Verdict.LEAK;
    }

    private static Map<String, List<Verdict>> judged(Analysis analysis) {
        return analysis.attributions().stream()
                .collect(Collectors.groupingBy(
                        judged -> place(
                                analysis.lives()
                                        .get(judged.handle().id().life())
                                        .process()
                                        .orElseThrow(),
                                judged.handle().id().device(),
                                judged.handle().id().address()),
                        TreeMap::new,
                        Collectors.mapping(Attribution::verdict, Collectors.toList())));
    }

    private static String place(long process, int device, long address) {
        return process + " " + device + " 0x" + Long.toHexString(address);
    }
}
