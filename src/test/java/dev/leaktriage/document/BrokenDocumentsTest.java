package dev.leaktriage.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.Analysis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever is done to a document, it gives an analysis whose sums are right, or one line that names the place. */
class BrokenDocumentsTest {
    private static final int MUTATIONS = 50;
    private static final List<String> VALUES = List.of(
            "1e308",
            "-1",
            "null",
            "\"x\"",
            "[[]]",
            "{\"a\": {}}",
            "99999999999999999999999",
            "true",
            "\"\"",
            "9223372036854775807",
            "2147483648");

    @TestFactory
    Stream<DynamicTest> mutationsNeverCrash() throws IOException {
        try (Stream<Path> files = Files.list(Documents.FOLDER)) {
            List<Path> documents =
                    files.filter(file -> !file.endsWith("README.md")).sorted().toList();
            assertThat(documents).isNotEmpty();
            return documents.stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> mutate(file)));
        }
    }

    private static void mutate(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        int analysed = 0;
        for (int seed = 0; seed < MUTATIONS; seed++) {
            String mutated = text;
            Random random = new Random(seed);
            for (int edits = random.nextInt(3); edits >= 0; edits--) {
                mutated = mutated(mutated, random);
            }
            analysed += check(mutated, file.getFileName() + " with seed " + seed) ? 1 : 0;
        }
        assertThat(analysed).as("mutations that still are documents").isGreaterThan(MUTATIONS / 4);
    }

    private static String mutated(String text, Random random) {
        if (text.isEmpty()) {
            return text;
        }
        int at = random.nextInt(text.length());
        int to = Math.min(text.length(), at + 1 + random.nextInt(30));
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + text.substring(to);
            case 2 -> text.substring(0, at) + text.substring(at, to) + text.substring(at);
            case 3 -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(at + 1);
            default -> otherValue(text, at, random);
        };
    }

    /** Puts another value in the place of the number that follows. */
    private static String otherValue(String text, int at, Random random) {
        int from = at;
        while (from < text.length() && !Character.isDigit(text.charAt(from))) {
            from++;
        }
        int to = from;
        while (to < text.length() && Character.isDigit(text.charAt(to))) {
            to++;
        }
        return text.substring(0, from) + VALUES.get(random.nextInt(VALUES.size())) + text.substring(to);
    }

    /** True if there was something to analyse. */
    private static boolean check(String text, String what) {
        Analysis analysis;
        try {
            analysis = Documents.analysisOf("d.json", text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException told) {
            assertThat(told.getMessage()).as(what).matches("d\\.json(:\\d+:\\d+: error)?: [^\\n]+");
            return false;
        }
        long allocated = analysis.totals().allocated();
        long gone = analysis.totals().freed() + analysis.totals().superseded();
        assertThat(allocated - gone).as(what).isEqualTo(analysis.attributions().size());
        return analysis.recognition().records() > 0;
    }

    @Test
    void deepNestingIsDamageAndNoStackOverflow() throws IOException {
        String start = "[{\"counter\":0,\"node_type\":\"capture_start\",\"params\":{}},\n{\"counter\":1,\"params\":";

        Analysis analysis = Documents.analysisOf("d.json", start + "[".repeat(100_000));

        assertThat(analysis.recognition().malformed()).isEqualTo(1);
        assertThat(analysis.findings())
                .anySatisfy(finding -> assertThat(finding.message()).contains("d.json:2:1022: ", "nested too deeply"));
    }

    @Test
    void aLongCaptureIsReadNodeByNode() throws IOException {
        List<String> nodes = new ArrayList<>();
        nodes.add("[{\"counter\":0,\"node_type\":\"capture_start\"}");
        for (int i = 1; i < 20_000; i += 2) {
            nodes.add("{\"counter\":" + i + ",\"node_type\":\"buffer\",\"params\":{\"size\":64}}");
            nodes.add("{\"counter\":" + (i + 1) + ",\"node_type\":\"buffer_allocate\",\"connections\":[" + i
                    + "],\"params\":{\"size\":64,\"address\":0,\"type\":\"L1\"}}");
        }
        nodes.add("{\"counter\":30000,\"node_type\":\"capture_end\"}]");

        Analysis analysis = Documents.analysisOf("d.json", String.join(",", nodes));

        assertThat(analysis.attributions()).hasSize(10_000);
    }
}
