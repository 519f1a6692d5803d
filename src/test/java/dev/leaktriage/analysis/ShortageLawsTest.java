package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.MemoryCheck;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.model.PostMortem.Bank;
import dev.leaktriage.model.PostMortem.CacheClear;
import dev.leaktriage.model.PostMortem.Cause;
import dev.leaktriage.model.PostMortem.Remedy;
import dev.leaktriage.model.Shortage;
import dev.leaktriage.recorder.Recording;
import dev.leaktriage.recorder.RecordingOptions;
import dev.leaktriage.recorder.Workload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random programs on a small device until it has no room left; the allocator's own figures are the truth. */
final class ShortageLawsTest {
    private static final int SEEDS = 40;
    private static final int FEW_SEEDS = 12;
    private static final int VIEWED = 8;
    private static final String SMALL_DEVICE = """
            {"name": "small", "arch": "wormhole_b0", "shape": "1x2",
             "dram": {"banks": 12, "base_address": "0x3ff80000", "top_address": "0x40000000", "page_alignment_bytes": 32},
             "l1": {"banks": 64, "base_address": "0x19cc0", "top_address": "0x16e000", "page_alignment_bytes": 16},
             "granularity_bytes": 32}
            """;

    private final Map<Cause, Integer> causes = new EnumMap<>(Cause.class);
    private final Map<CacheClear, Integer> clears = new EnumMap<>(CacheClear.class);

    @Test
    void theReplayKnowsTheBankAsTheAllocatorDoesAndNamesWhatMakesRoom(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("small.json"), SMALL_DEVICE);
        for (int seed = 0; seed < SEEDS; seed++) {
            Path workload = folder.resolve("until-full.json");
            Files.writeString(workload, workload(new Random(seed)));
            byte[] log = Recording.record(Workload.read(workload), RecordingOptions.TRACKER)
                    .log();
            Analysis analysis =
                    Analyzer.analyze(List.of(Source.of("run.log", new ByteArrayInputStream(log))), AnalysisOptions.ALL);

            assertThat(analysis.postMortems()).as("seed " + seed).hasSize(1);
            check(analysis.postMortems().get(0), "seed " + seed);
            if (seed < VIEWED) {
                checkView(log, analysis.postMortems().get(0).shortage().stated(), "seed " + seed);
            }
        }
        assertThat(causes).containsKeys(Cause.EXHAUSTION, Cause.FRAGMENTATION).doesNotContainKey(Cause.UNKNOWN);
        assertThat(clears).containsKeys(CacheClear.ENOUGH, CacheClear.NOT_ENOUGH);
    }

    @Test
    void shardedBuffersTakeTheirShardsFromABankAndCircularBuffersClashWithTheLowest(@TempDir Path folder)
            throws IOException {
        for (int seed = 0; seed < FEW_SEEDS; seed++) {
            Path workload = Files.writeString(folder.resolve("sharded.json"), sharded(new Random(seed)));
            byte[] log = Recording.record(Workload.read(workload), RecordingOptions.TRACKER)
                    .log();
            Analysis analysis =
                    Analyzer.analyze(List.of(Source.of("run.log", new ByteArrayInputStream(log))), AnalysisOptions.ALL);

            assertThat(analysis.postMortems()).as("seed " + seed).hasSize(1);
            PostMortem told = analysis.postMortems().get(0);
            causes.merge(told.cause(), 1, Integer::sum);
            assertThat(told.differences()).as("seed " + seed).isEmpty();
            assertThat(told.limits().stream().filter(limit -> limit.contains("estimated")))
                    .as("seed " + seed)
                    .isEmpty();
            if (told.cause() == Cause.CLASH) {
                assertThat(told.circular().orElseThrow().inTheWay().get(0).address())
                        .as("seed " + seed)
                        .isEqualTo(told.shortage().floor().orElseThrow().bufferAddress());
                continue;
            }
            Bank bank = told.bank().orElseThrow();
            assertThat(bank.allocatedBytes())
                    .as("seed " + seed)
                    .isEqualTo(told.shortage().stated().allocatedBytes());
            assertThat(bank.largestFreeBytes())
                    .as("seed " + seed)
                    .isEqualTo(told.shortage().stated().largestFreeBytes());
        }
        assertThat(causes).containsKeys(Cause.CLASH, Cause.EXHAUSTION);
    }

    /** L1 fills up from its top with tensors on some cores or all, until one or a program does not fit. */
    private static String sharded(Random random) {
        List<String> steps = new ArrayList<>(List.of("{\"open\": \"m\"}"));
        for (int step = 0; step < 200; step++) {
            String cores = random.nextInt(3) == 0 ? "" : ", \"cores\": " + (1 << random.nextInt(7));
            steps.add("{\"tensor\": \"t" + step + "\", \"shape\": [" + 64 * 32 + ", " + 32 * (1 + random.nextInt(2))
                    + "], \"memory\": \"L1\"" + cores + "}");
            if (random.nextInt(2) == 0) {
                steps.add("{\"op\": \"gelu\", \"inputs\": \"t" + step + "\", \"output\": \"u" + step + "\"}");
            }
        }
        return "{\"profile\": \"n150\", \"processes\": [{\"pid\": 7, \"steps\": [" + String.join(", ", steps) + "]}]}";
    }

    /** The same figures in a line of their own, to a thousandth of a mebibyte, are what the events make. */
    private static void checkView(byte[] log, Shortage.Statistics stated, String seed) throws IOException {
        String text = new String(log, StandardCharsets.UTF_8);
        int line = text.lastIndexOf('\n', text.indexOf("Out of Memory")) + 1;
        double mebibyte = 1 << 20;
        String view = String.format(
                Locale.ROOT,
                "Device DRAM memory state: MemoryView{numBanks: 12, totalBytesPerBank: %.3f MB,"
                        + " totalBytesAllocatedPerBank: %.3f MB, totalBytesFreePerBank: %.3f MB,"
                        + " largestContiguousBytesFreePerBank: %.3f MB}%n",
                stated.bankBytes() / mebibyte,
                stated.allocatedBytes() / mebibyte,
                stated.freeBytes() / mebibyte,
                stated.largestFreeBytes() / mebibyte);
        byte[] viewed = (text.substring(0, line) + view + text.substring(line)).getBytes(StandardCharsets.UTF_8);

        MemoryCheck check = Analyzer.analyze(
                        List.of(Source.of("run.log", new ByteArrayInputStream(viewed))), AnalysisOptions.ALL)
                .checks()
                .memories()
                .get(0);
        assertThat(check.outcomes()).as(seed).containsOnlyKeys(MemoryCheck.Outcome.AGREES);
        assertThat(check.shown().get(0).replayed().orElseThrow().largestFreeBytes())
                .as(seed)
                .isCloseTo(stated.largestFreeBytes(), within(1060L));
    }

    private void check(PostMortem told, String seed) {
        Shortage.Statistics stated = told.shortage().stated();
        Bank bank = told.bank().orElseThrow();
        long needed = told.shortage().request().neededPerBankBytes();
        causes.merge(told.cause(), 1, Integer::sum);
        clears.merge(told.cacheClear(), 1, Integer::sum);

        assertThat(bank.bankBytes()).as(seed).isEqualTo(stated.bankBytes());
        assertThat(bank.allocatedBytes()).as(seed).isEqualTo(stated.allocatedBytes());
        assertThat(bank.largestFreeBytes()).as(seed).isEqualTo(stated.largestFreeBytes());
        assertThat(told.differences()).as(seed).isEmpty();
        assertThat(told.limits()).as(seed).isEmpty();
        assertThat(told.page())
                .as(seed)
                .hasValueSatisfying(page -> assertThat(page.bytes()).isEqualTo(2048));
        assertThat(told.cause() == Cause.EXHAUSTION).as(seed).isEqualTo(stated.freeBytes() < needed);
        assertThat(told.held().stream().mapToLong(held -> held.sum().handles()).sum())
                .as(seed)
                .isEqualTo(told.shortage().heldHandles());
        assertThat(told.remedies()).as(seed).isNotEmpty();
        for (Remedy remedy : told.remedies()) {
            assertThat(remedy.runBytes()).as(seed).isGreaterThanOrEqualTo(needed);
            assertThat(remedy.perBankBytes() + stated.freeBytes()).as(seed).isGreaterThanOrEqualTo(needed);
        }
        boolean cacheHelps =
                told.remedies().stream().anyMatch(remedy -> remedy.what().equals("program-cache"));
        assertThat(cacheHelps).as(seed).isEqualTo(told.cacheClear() == CacheClear.ENOUGH);
    }

    /** Tensors of all sizes come and go, and programs are cached among them, until something does not fit. */
    private static String workload(Random random) {
        List<String> steps = new ArrayList<>(List.of("{\"open\": \"m\"}"));
        List<String> live = new ArrayList<>();
        for (int step = 0; step < 400; step++) {
            String name = "t" + step;
            if (!live.isEmpty() && random.nextInt(3) == 0) {
                steps.add("{\"free\": \"" + live.remove(random.nextInt(live.size())) + "\"}");
            } else if (!live.isEmpty() && random.nextInt(3) == 0) {
                String input = live.get(random.nextInt(live.size()));
                steps.add("{\"op\": \"gelu\", \"inputs\": \"" + input + "\", \"output\": \"" + name
                        + "\", \"key_never_hits\": true}");
                live.add(name);
            } else {
                steps.add("{\"tensor\": \"" + name + "\", \"shape\": [" + 32 * (1 + random.nextInt(60)) + ", "
                        + 32 * (1 + random.nextInt(8)) + "]}");
                live.add(name);
            }
        }
        return "{\"profile\": \"small.json\", \"processes\": [{\"pid\": 7, \"steps\": [" + String.join(", ", steps)
                + "]}]}";
    }
}
