package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.Analyzer;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportsTest {
    private static final Path SAMPLE = Path.of("samples/tests-culprit-victim.log");

    @Test
    void theFirstSentencesTellCulpritAndVictimApart() throws IOException {
        Analysis analysis = Analyzer.analyze(Source.of(SAMPLE), AnalysisOptions.ALL);
        String text = Written.by(new TextReport(), analysis).replaceAll("\\s+", " ");

        assertThat(text)
                .contains("tests/models/test_decoder.py::test_long_prompt ran out of memory"
                        + " (tests-culprit-victim.log:129) because of"
                        + " tests/models/test_attention.py::TestAttention::test_kv_cache[layers=2]");
    }

    @Test
    void testsInJsonAreAsDocumented() throws IOException {
        JsonNode report = new ObjectMapper()
                .readTree(Written.by(new JsonReport(), Analyzer.analyze(Source.of(SAMPLE), AnalysisOptions.ALL)));

        assertThat(SchemaCheck.complaints(SchemaCheck.schema("report.schema.json"), report))
                .isEmpty();
        assertThat(report.at("/tests/4/shortage/culprit").asInt()).isEqualTo(1);
        assertThat(report.at("/tests/1/growth/handles").asInt()).isEqualTo(2);
    }

    @Test
    void aTableOfTestsIsWrittenOnlyWhereThereAreTests(@TempDir Path folder) throws IOException {
        Analysis tests = Analyzer.analyze(Source.of(SAMPLE), AnalysisOptions.ALL);
        ReportSet.write(folder.resolve("tests"), tests, ReportOptions.PLAIN, false);
        ReportSet.write(folder.resolve("none"), Runs.mesh(), ReportOptions.PLAIN, false);

        List<String> rows = Files.readAllLines(folder.resolve("tests/tests.csv"));
        assertThat(rows).hasSize(6);
        assertThat(rows.get(5)).contains(",victim,tests-culprit-victim.log:129,");
        assertThat(folder.resolve("none/tests.csv")).doesNotExist();
    }

    @Test
    void aTestThatAsksForTooMuchIsItsOwnCulprit() throws IOException {
        String log = "[==========] Running 1 test from 1 test suite.\n"
                + "[ RUN      ] Large.Fits\n"
                + "DEBUG: Tracking buffer at 0x100 size=64 device=0 type=L1\n"
                + "Out of Memory: Not enough space to allocate 8192 B L1 buffer across 12 banks, where each bank needs"
                + " to store 2048 B, but bank size is 4096 B\n"
                + "[  FAILED  ] Large.Fits (1 ms)\n"
                + "DEBUG: Untracking buffer at 0x100 device=0\n";
        ByteArrayInputStream bytes = new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8));
        Analysis analysis = Analyzer.analyze(List.of(Source.of("run.log", bytes)), AnalysisOptions.ALL);

        assertThat(TestProse.sentences(analysis.tests(), 9))
                .containsExactly(
                        "Large.Fits ran out of memory (run.log:4) by itself: no earlier test held memory of L1 at that"
                                + " moment.",
                        "Every test gave back what it had allocated.");
    }
}
