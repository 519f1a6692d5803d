package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leaktriage.compare.CompareOptions;
import dev.leaktriage.compare.Comparison;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.ProcessLife.End;
import dev.leaktriage.model.Totals;
import dev.leaktriage.model.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeapRecordingsTest {
    private static final Path SAMPLE = Path.of("samples/host-heap.log");
    private static final Path FOREIGN =
            Path.of(System.getProperty("shared", "../shared")).resolve("data/heaptrack/heaptrack.david.18594.gz");

    private static Analysis analysis(byte[] text) throws IOException {
        return Analyzer.analyze(List.of(Source.of("heap", new ByteArrayInputStream(text))), AnalysisOptions.ALL);
    }

    private static AnalysisOptions stoppingAt(String line) {
        return new AnalysisOptions(
                Optional.of(line),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalLong.empty());
    }

    private static void assertConserved(Analysis analysis) {
        Totals totals = analysis.totals();
        assertThat(totals.allocated() - totals.freed()).isEqualTo(totals.live());
        assertThat((long) analysis.attributions().size()).isEqualTo(totals.live());
        assertThat(analysis.attributions().stream()
                        .mapToLong(attribution -> attribution.handle().sizeBytes())
                        .sum())
                .isEqualTo(totals.liveBytes());
    }

    private static void assertPeakIsTheSumOfItsSites(Analysis analysis) {
        assertThat(analysis.timeline().peak().bySite().stream()
                        .mapToLong(share -> share.liveBytes())
                        .sum())
                .isEqualTo(analysis.timeline().peak().liveBytes());
    }

    /** The figures are those that heaptrack_print 1.4.0 gives with --disable-builtin-suppressions. */
    @Test
    void theTotalsAreHeaptracks() throws IOException {
        Analysis analysis = analysis(Files.readAllBytes(SAMPLE));

        assertThat(analysis.totals()).isEqualTo(new Totals(63, 51, 0, 181_772, 180_728, 0, 7));
        assertThat(analysis.totals().liveBytes()).isEqualTo(1044);
        assertThat(analysis.timeline().peak().liveBytes()).isEqualTo(78_384);
        assertConserved(analysis);
        assertPeakIsTheSumOfItsSites(analysis);
    }

    @Test
    void theTotalsOfAForeignRecordingAreHeaptracks() throws IOException {
        Assumptions.assumeTrue(Files.exists(FOREIGN), "the recording is not next to the checkout");
        Analysis analysis = Analyzer.analyze(Source.of(FOREIGN), AnalysisOptions.ALL);

        assertThat(analysis.totals().allocated()).isEqualTo(2_896);
        assertThat(analysis.totals().temporary()).isEqualTo(729);
        assertThat(analysis.totals().liveBytes()).isEqualTo(30_463);
        assertThat(analysis.timeline().peak().liveBytes()).isEqualTo(996_970);
        assertThat(analysis.integrity().intact()).isTrue();
        assertConserved(analysis);
        assertPeakIsTheSumOfItsSites(analysis);
    }

    @Test
    void survivorsAreToldByTheirCallersAndOnlyPossible() throws IOException {
        List<Attribution> attributions = analysis(Files.readAllBytes(SAMPLE)).attributions();
        List<Attribution> sessions = attributions.stream()
                .filter(attribution -> attribution
                        .handle()
                        .site()
                        .stack()
                        .frames()
                        .get(0)
                        .symbol()
                        .equals("open_session at /app/src/server.cpp:11"))
                .toList();

        assertThat(sessions).hasSize(6).allSatisfy(session -> {
            assertThat(session.handle().sizeBytes()).isEqualTo(128);
            assertThat(session.handle().allocatedAt().line()).isEqualTo(101);
        });
        assertThat(attributions).allSatisfy(attribution -> {
            assertThat(attribution.verdict()).isEqualTo(Verdict.LEAK);
            assertThat(attribution.confidence()).isEqualTo(Confidence.POSSIBLE);
            assertThat(attribution.handle().id().onDevice()).isFalse();
            assertThat(attribution.evidence().because()).contains("heap of the program");
        });
    }

    @Test
    void wheneverTheTextBreaksOffNothingIsJudgedAndItSaysSo() throws IOException {
        byte[] text = Files.readAllBytes(SAMPLE);
        for (int length = 4000; length < text.length - 1; length += 7) {
            Analysis cut = analysis(Arrays.copyOf(text, length));

            assertThat(cut.integrity().intact()).as("%d bytes", length).isFalse();
            assertThat(cut.lives().get(0).end()).isEqualTo(End.CUT);
            assertThat(cut.attributions())
                    .allSatisfy(attribution -> assertThat(attribution.verdict()).isEqualTo(Verdict.UNRESOLVED));
            assertConserved(cut);
            assertPeakIsTheSumOfItsSites(cut);
        }
        assertThat(analysis(text).integrity().intact()).isTrue();
    }

    @Test
    void moreDeallocationsThanAllocationsAreTold() throws IOException {
        String text = Files.readString(SAMPLE);
        Analysis analysis = analysis(text.replaceFirst("\n\\+ 5\n", "\n- 5\n").getBytes(StandardCharsets.UTF_8));

        assertThat(analysis.findings()).anySatisfy(finding -> {
            assertThat(finding.id()).isEqualTo(FindingId.FREE_WITHOUT_ALLOCATION);
            assertThat(finding.message()).contains("more deallocations than allocations");
        });
        assertThat(analysis.integrity().intact()).isFalse();
        assertConserved(analysis);
    }

    @Test
    void compressedBytesThatBreakOffAreTold() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(Files.readAllBytes(SAMPLE));
        }
        Analysis cut = analysis(Arrays.copyOf(packed.toByteArray(), packed.size() * 54 / 100));

        assertThat(cut.integrity().intact()).isFalse();
        assertThat(cut.findings()).anyMatch(finding -> finding.id() == FindingId.LOG_DAMAGED);
        assertThat(cut.attributions()).noneMatch(attribution -> attribution.verdict() == Verdict.LEAK);
    }

    @Test
    void aRecordingDoesNotDifferFromItself() throws IOException {
        byte[] text = Files.readAllBytes(SAMPLE);
        assertThat(Comparison.compare(analysis(text), analysis(text), CompareOptions.PLAIN)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void aRecordingIsNotJoinedWithOtherFiles() throws IOException {
        byte[] text = Files.readAllBytes(SAMPLE);
        List<Source> both = List.of(
                Source.of("heap", new ByteArrayInputStream(text)),
                Source.of("log", new ByteArrayInputStream(new byte[0])));

        assertThatThrownBy(() -> Analyzer.analyze(both, AnalysisOptions.ALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("analyze it by itself");
    }

    @Test
    void aReplayStopsAtALineWithinABatch() throws IOException {
        byte[] text = Files.readAllBytes(SAMPLE);
        AnalysisOptions until = stoppingAt("heap:160");
        Analysis stopped = Analyzer.analyze(List.of(Source.of("heap", new ByteArrayInputStream(text))), until);
        long before = new String(text, StandardCharsets.ISO_8859_1)
                .lines()
                .limit(160)
                .filter(line -> line.startsWith("+ "))
                .count();

        assertThat(stopped.totals().allocated()).isEqualTo(before).isLessThan(63);
        assertThat(stopped.lives().get(0).end()).isEqualTo(End.STOPPED);
        assertConserved(stopped);
    }

    /** A long run: blocks of 1,000 to 3,000 events between time stamps, so that some are handed to another thread. */
    private static byte[] longRecording() {
        StringBuilder text = new StringBuilder("v 10400 3\nX /app/server\n");
        int kinds = 300;
        for (int kind = 0; kind < kinds; kind++) {
            text.append("a ").append(Integer.toHexString(8 + kind)).append(" 0\n");
        }
        Random random = new Random(28);
        int[] live = new int[kinds];
        for (int block = 0; block < 200; block++) {
            for (int event = 1000 + random.nextInt(2000); event > 0; event--) {
                int kind = random.nextInt(kinds);
                boolean freed = live[kind] > 0 && random.nextInt(5) > 1;
                live[kind] += freed ? -1 : 1;
                text.append(freed ? "- " : "+ ")
                        .append(Integer.toHexString(kind))
                        .append('\n');
            }
            text.append("c ").append(Integer.toHexString(block)).append('\n');
        }
        return text.append("# strings: 0\n# ips: 0\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void anotherThreadThatBooksMakesNoDifference(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("heap"), longRecording());
        // To stop behind the end reads with one thread.
        AnalysisOptions oneThread =
                stoppingAt("heap:" + Files.readAllLines(file).size());
        Analysis alone = Analyzer.analyze(Source.of(file), oneThread);
        Analysis together = Analyzer.analyze(Source.of(file), AnalysisOptions.ALL);

        assertThat(together.totals()).isEqualTo(alone.totals());
        assertThat(together.totals().allocated()).isGreaterThan(150_000);
        assertThat(together.timeline()).isEqualTo(alone.timeline());
        assertThat(together.recognition()).isEqualTo(alone.recognition());
        assertConserved(together);
        assertPeakIsTheSumOfItsSites(together);
    }
}
