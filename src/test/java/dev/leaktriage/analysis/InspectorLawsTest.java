package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.CacheEntry;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.WorkloadLife;
import dev.leaktriage.recorder.InspectedRun;
import dev.leaktriage.recorder.InspectorFile;
import dev.leaktriage.recorder.RandomWorkloads;
import dev.leaktriage.report.JsonReport;
import dev.leaktriage.report.ReportOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random runs with the folder of an inspector: whatever is said of the workload of a cache entry is what the runtime knows.
 *
 * <p>{@code -Dleaktriage.seeds=N} tries another number of runs.
 */
class InspectorLawsTest {
    private static final long SEEDS = Long.getLong("leaktriage.seeds", 20);
    private static final String LOG = "run.log";
    private static final Pattern NUMBER = Pattern.compile(" pid=(\\d+) seq=(\\d+)$");

    @Test
    void eachCacheEntryHasItsWorkloadAndWhatThatWasCompiledFrom() {
        long[] entries = {0};
        LongStream.range(0, SEEDS).filter(InspectorLawsTest::isOfOneProcess).forEach(seed -> {
            InspectedRun run = run(seed);
            Analysis analysis = analyse(run.log(), run.inspector());
            assertThat(analysis.cacheEntries()).as("seed %d", seed).allSatisfy(entry -> {
                WorkloadLife workload = entry.workload().orElseThrow();
                assertThat(workload.sources()).isEqualTo(truth(run, entry).sources());
                assertThat(workload.isHeld()).isTrue();
                assertThat(workload.created().orElseThrow().time()).isPresent();
                assertThat(workload.loaded()).isPresent();
            });
            assertRight("seed " + seed, run, analysis);
            entries[0] += analysis.cacheEntries().size();
        });
        assertThat(entries[0]).isGreaterThan(SEEDS);
    }

    @Test
    void nothingElseThatIsSaidOfTheRunChanges() {
        LongStream.range(0, SEEDS).forEach(seed -> {
            InspectedRun run = run(seed);
            Analysis alone = analyse(run.log(), Map.of());
            Analysis with = analyse(run.log(), run.inspector());
            assertThat(verdicts(with)).as("seed %d", seed).isEqualTo(verdicts(alone));
            assertThat(with.totals()).isEqualTo(alone.totals());
            assertThat(with.findings()).isEqualTo(alone.findings());
        });
    }

    @Test
    void theOrderOfTheFilesChangesNoByteOfTheReport() {
        LongStream.range(0, SEEDS / 4).forEach(seed -> {
            InspectedRun run = run(seed);
            List<Source> sources = new ArrayList<>(sources(run.log(), run.inspector()));
            String first = json(analyse(sources));
            List<Source> others = new ArrayList<>(sources(run.log(), run.inspector()));
            Collections.shuffle(others, new Random(seed));
            assertThat(json(analyse(others))).as("seed %d", seed).isEqualTo(first);
        });
    }

    @Test
    void withoutOneOfTheFilesLessIsSaidAndNothingWrong() {
        LongStream.range(0, SEEDS / 2).forEach(seed -> {
            InspectedRun run = run(seed);
            for (InspectorFile file : InspectorFile.values()) {
                Map<InspectorFile, byte[]> left = new EnumMap<>(run.inspector());
                left.remove(file);
                Analysis analysis = analyse(run.log(), left);
                assertRight("seed " + seed + " without " + file, run, analysis);
                if (file == InspectorFile.MESH_WORKLOADS) {
                    assertThat(analysis.inspection().matched()).isZero();
                }
            }
        });
    }

    @Test
    void whereTheLogOrAFileIsDamagedNothingIsAttachedThatIsNotSo() {
        LongStream.range(0, SEEDS).forEach(seed -> {
            Random random = new Random(seed);
            InspectedRun run = InspectedRun.of(RandomWorkloads.damaged(seed), seed);
            assertRight("damaged seed " + seed, run, analyse(run.log(), damaged(run, random)));
            InspectedRun whole = run(seed);
            assertRight("seed " + seed, whole, analyse(whole.log(), damaged(whole, random)));
            assertRight("cut seed " + seed, whole, analyse(cut(whole.log(), random), whole.inspector()));
        });
    }

    /** One file is cut short, lacks a record or has another byte somewhere. */
    private static Map<InspectorFile, byte[]> damaged(InspectedRun run, Random random) {
        Map<InspectorFile, byte[]> files = new EnumMap<>(run.inspector());
        InspectorFile file = random.nextBoolean() ? InspectorFile.MESH_WORKLOADS : InspectorFile.PROGRAMS;
        if (run.text(file).isEmpty()) {
            return files;
        }
        // Another letter in the name of a source is another source, which nobody can see.
        boolean garble = file == InspectorFile.MESH_WORKLOADS && random.nextBoolean();
        if (garble || random.nextBoolean()) {
            files.put(file, garble ? garbled(files.get(file), random) : cut(files.get(file), random));
            return files;
        }
        List<String> records = new ArrayList<>(List.of(run.text(file).split("(?m)(?=^- )")));
        records.remove(random.nextInt(records.size()));
        files.put(file, String.join("", records).getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private static byte[] garbled(byte[] text, Random random) {
        byte[] garbled = text.clone();
        int at = random.nextInt(text.length);
        // Likewise another digit in the number of a program.
        while (at < text.length && Character.isDigit(garbled[at])) {
            at++;
        }
        garbled[Math.min(at, text.length - 1)] = (byte) random.nextInt(256);
        return garbled;
    }

    private static byte[] cut(byte[] text, Random random) {
        return Arrays.copyOf(text, text.length - random.nextInt(text.length / 2 + 1));
    }

    private static void assertRight(String how, InspectedRun run, Analysis analysis) {
        for (CacheEntry entry : analysis.cacheEntries()) {
            entry.workload().ifPresent(workload -> {
                InspectedRun.Compiled truth = truth(run, entry);
                assertThat(workload.id()).as(how + ": " + entry.id()).isEqualTo(truth.workload());
                assertThat(truth.sources()).as(how + ": " + entry.id()).containsAll(workload.sources());
            });
        }
    }

    /** What the kernel binary of an entry really is; nothing may be said of those of another process. */
    private static InspectedRun.Compiled truth(InspectedRun run, CacheEntry entry) {
        String line = new String(run.log(), StandardCharsets.UTF_8)
                .lines()
                .skip(entry.allocatedAt().line() - 1)
                .findFirst()
                .orElseThrow();
        Matcher number = NUMBER.matcher(line);
        assertThat(number.find()).isTrue();
        assertThat(Long.parseLong(number.group(1))).isEqualTo(run.process());
        return run.truth().get(Long.parseLong(number.group(2)));
    }

    private static boolean isOfOneProcess(long seed) {
        return RandomWorkloads.of(seed).processes().size() == 1;
    }

    private static InspectedRun run(long seed) {
        return InspectedRun.of(RandomWorkloads.of(seed), seed);
    }

    private static Analysis analyse(byte[] log, Map<InspectorFile, byte[]> inspector) {
        return analyse(sources(log, inspector));
    }

    private static List<Source> sources(byte[] log, Map<InspectorFile, byte[]> inspector) {
        List<Source> sources = new ArrayList<>();
        sources.add(Source.of(LOG, new ByteArrayInputStream(log)));
        inspector.forEach((file, text) -> sources.add(Source.of(file.fileName(), new ByteArrayInputStream(text))));
        return sources;
    }

    private static Analysis analyse(List<Source> sources) {
        try {
            return Analyzer.analyze(sources, AnalysisOptions.ALL);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static List<String> verdicts(Analysis analysis) {
        return analysis.attributions().stream().map(InspectorLawsTest::verdict).toList();
    }

    private static String verdict(Attribution attribution) {
        LogPosition at = attribution.handle().allocatedAt();
        return at + " " + attribution.verdict() + " " + attribution.confidence() + " " + attribution.ruleId();
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
}
