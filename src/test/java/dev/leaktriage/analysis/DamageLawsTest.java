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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Damage never makes the program surer of a leak, and damage that the text shows is always told.
 *
 * <p>{@code -Dleaktriage.stride=N} tries every N-th place only.
 */
class DamageLawsTest {
    private static final Path SAMPLES = Path.of("samples");
    private static final int TAIL_BYTES = 2048;
    private static final int STRIDE = Integer.getInteger("leaktriage.stride", 1);

    @TestFactory
    Stream<DynamicTest> aSampleCutAtAnyByteOfItsTailHasNoNewDefiniteLeakAndTellsOfTheCut() {
        return samples()
                .map(sample -> DynamicTest.dynamicTest(name(sample), () -> {
                    Whole whole = new Whole(sample);
                    int end = whole.text.length;
                    // The last byte is a line end, and a log without it has lost nothing.
                    places(Math.max(0, end - TAIL_BYTES), end - 1).parallel().forEach(length -> {
                        String how = name(sample) + " cut after " + length + " bytes";
                        Analysis analysis = whole.check(Arrays.copyOf(whole.text, length), how);
                        boolean anEventIsGone = text(whole.text).indexOf("seq=", length) >= 0;
                        if (whole.numbered && anEventIsGone) {
                            assertThat(tellsOfAnEarlyEnd(analysis)).as(how).isTrue();
                        }
                    });
                }));
    }

    @TestFactory
    Stream<DynamicTest> aSampleWithoutOneOfItsLinesHasNoNewDefiniteLeakAndTellsOfTheLoss() {
        return samples()
                .map(sample -> DynamicTest.dynamicTest(name(sample), () -> {
                    Whole whole = new Whole(sample);
                    List<byte[]> lines = lines(whole.text);
                    places(0, lines.size()).parallel().forEach(line -> {
                        String how = name(sample) + " without line " + (line + 1);
                        Analysis analysis = whole.check(without(lines, line), how);
                        if (whole.numbered && text(lines.get(line)).contains("seq=")) {
                            assertThat(tellsOfAnEarlyEnd(analysis)).as(how).isTrue();
                        }
                    });
                }));
    }

    private static IntStream places(int from, int to) {
        return IntStream.range(0, (to - from + STRIDE - 1) / STRIDE).map(place -> from + place * STRIDE);
    }

    /** Damage is a finding; the death of a process is told by every verdict that it leaves open. */
    private static boolean tellsOfAnEarlyEnd(Analysis analysis) {
        boolean died = analysis.lives().stream().anyMatch(life -> life.endedEarly());
        boolean damaged = analysis.findings().stream().map(Finding::id).anyMatch(id -> id == FindingId.LOG_DAMAGED);
        return damaged || died || analysis.recognition().records() == 0;
    }

    /** A whole sample, and what is known of it. */
    private static final class Whole {
        private final Path sample;
        private final byte[] text;
        private final boolean numbered;
        private final Set<String> definiteLeaks;

        Whole(Path sample) throws IOException {
            this.sample = sample;
            this.text = Files.readAllBytes(sample);
            this.numbered = text(text).contains("seq=");
            this.definiteLeaks = definiteLeaks(analyse(sample, text));
        }

        Analysis check(byte[] damaged, String how) {
            Analysis analysis = analyse(sample, damaged);
            assertThat(analysis.totals().live())
                    .as(how)
                    .isEqualTo(analysis.attributions().size());
            if (numbered) {
                assertThat(definiteLeaks).as(how).containsAll(definiteLeaks(analysis));
            }
            return analysis;
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

    private static Analysis analyse(Path sample, byte[] text) {
        try {
            return Analyzer.analyze(
                    List.of(Source.of(name(sample), new ByteArrayInputStream(text))), AnalysisOptions.ALL);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<Path> samples() {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            List<Path> logs = files.filter(path -> path.toString().endsWith(".log"))
                    .sorted()
                    .toList();
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
