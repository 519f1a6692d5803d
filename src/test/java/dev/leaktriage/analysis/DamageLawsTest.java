package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Damage never makes the program surer of a leak, and damage that the text shows is always told. */
class DamageLawsTest {
    private static final Path SAMPLES = Path.of("samples");
    private static final int TAIL_BYTES = 2048;

    @TestFactory
    Stream<DynamicTest> aSampleCutAtAnyByteOfItsTailHasNoNewDefiniteLeak() {
        return samples().map(sample -> DynamicTest.dynamicTest(name(sample), () -> {
            byte[] whole = Files.readAllBytes(sample);
            Whole truth = new Whole(sample, whole);
            for (int length = Math.max(0, whole.length - TAIL_BYTES); length < whole.length; length++) {
                truth.check(Arrays.copyOf(whole, length), "cut after " + length + " bytes");
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> aSampleWithoutOneOfItsLinesHasNoNewDefiniteLeak() {
        return samples().map(sample -> DynamicTest.dynamicTest(name(sample), () -> {
            byte[] whole = Files.readAllBytes(sample);
            Whole truth = new Whole(sample, whole);
            List<byte[]> lines = lines(whole);
            for (int line = 0; line < lines.size(); line++) {
                truth.check(without(lines, line), "without line " + (line + 1));
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> aNumberedSampleTellsOfEveryCutAndOfEveryLostHeader() {
        return samples().filter(DamageLawsTest::isNumbered).map(sample -> DynamicTest.dynamicTest(name(sample), () -> {
            byte[] whole = Files.readAllBytes(sample);
            for (int length = Math.max(0, whole.length - TAIL_BYTES); length < whole.length - 1; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                boolean onlyNoiseIsMissing = text(whole).substring(text(cut).length()).indexOf("seq=") < 0
                        && text(cut).contains("Recording ended");
                if (!onlyNoiseIsMissing) {
                    assertThat(tellsOfAnEarlyEnd(sample, cut)).as("cut after %d bytes", length).isTrue();
                }
            }
            List<byte[]> lines = lines(whole);
            for (int line = 0; line < lines.size(); line++) {
                if (text(lines.get(line)).contains("seq=")) {
                    assertThat(tellsOfAnEarlyEnd(sample, without(lines, line)))
                            .as("without line %d", line + 1)
                            .isTrue();
                }
            }
        }));
    }

    /** Damage is a finding; the death of a process is told by every verdict that it leaves open. */
    private static boolean tellsOfAnEarlyEnd(Path sample, byte[] text) throws IOException {
        Analysis analysis = analyse(sample, text);
        boolean died = analysis.lives().stream().anyMatch(life -> life.endedEarly());
        boolean damaged = analysis.findings().stream().map(Finding::id).anyMatch(id -> id == FindingId.LOG_DAMAGED);
        boolean nothingLeft = analysis.lives().isEmpty();
        return damaged || died || nothingLeft;
    }

    /** What is known of a whole sample. */
    private static final class Whole {
        private final Path sample;
        private final boolean numbered;
        private final Set<String> definiteLeaks;

        Whole(Path sample, byte[] text) throws IOException {
            this.sample = sample;
            this.numbered = isNumbered(sample);
            this.definiteLeaks = definiteLeaks(analyse(sample, text));
        }

        void check(byte[] damaged, String how) throws IOException {
            Analysis analysis = analyse(sample, damaged);
            assertThat(analysis.totals().live()).isEqualTo(analysis.attributions().size());
            if (numbered) {
                assertThat(definiteLeaks).as(how).containsAll(definiteLeaks(analysis));
            }
        }
    }

    private static Set<String> definiteLeaks(Analysis analysis) {
        return analysis.attributions().stream()
                .filter(attribution -> attribution.verdict() == Verdict.LEAK)
                .filter(attribution -> attribution.confidence() == Confidence.DEFINITE)
                .map(DamageLawsTest::buffer)
                .collect(Collectors.toSet());
    }

    private static String buffer(Attribution attribution) {
        var id = attribution.handle().id();
        return id.device() + " " + Long.toHexString(id.address()) + " "
                + attribution.handle().sizeBytes();
    }

    private static Analysis analyse(Path sample, byte[] text) throws IOException {
        Source source = Source.of(sample.getFileName().toString(), new ByteArrayInputStream(text));
        return Analyzer.analyze(List.of(source), AnalysisOptions.ALL);
    }

    private static boolean isNumbered(Path sample) {
        try {
            return Files.readString(sample, StandardCharsets.ISO_8859_1).contains("seq=");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<Path> samples() {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            List<Path> logs = files.filter(path -> path.toString().endsWith(".log")).sorted().toList();
            assertThat(logs).hasSizeGreaterThan(8);
            return logs.stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String name(Path sample) {
        return sample.getFileName().toString();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static List<byte[]> lines(byte[] text) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < text.length; at++) {
            if (text[at] == '\n') {
                lines.add(Arrays.copyOfRange(text, start, at + 1));
                start = at + 1;
            }
        }
        if (start < text.length) {
            lines.add(Arrays.copyOfRange(text, start, text.length));
        }
        return lines;
    }

    private static byte[] without(List<byte[]> lines, int dropped) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int line = 0; line < lines.size(); line++) {
            if (line != dropped) {
                text.writeBytes(lines.get(line));
            }
        }
        return text.toByteArray();
    }
}
