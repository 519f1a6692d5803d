package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.Analyzer;
import dev.leaktriage.compare.CompareOptions;
import dev.leaktriage.compare.Comparison;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Delta;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each report has of an allocation that failed. */
final class ShortageReportsTest {
    private static final String LINE =
            "an allocation of 2.0 GiB (2,147,483,648 B) of DRAM across 12 banks, 178,958,336 B"
                    + " in each, failed; fragmentation: 626,257,888 B of each bank were free, but the largest free block had"
                    + " 178,862,048 B; enough room without 1 buffer: 0x556b020 (unresolved, ttnn::to_device, 1.0 GiB,"
                    + " oom-fragmented.log:13); each bank then has 268,437,504 B free in one piece; clearing the program cache"
                    + " would not have been enough";
    private static final String LAST_SENTENCE = "Clearing the program cache would not have been enough.";

    private static Analysis analysis;

    @BeforeAll
    static void analyse() throws IOException {
        analysis = Analyzer.analyze(Source.of(Path.of("samples/oom-fragmented.log")), AnalysisOptions.ALL);
    }

    @Test
    void theTableIsWrittenAsDocumentedAndOnlyWhereAnAllocationFailed(@TempDir Path folder) throws IOException {
        ReportSet.write(folder.resolve("failed"), analysis, ReportOptions.PLAIN, false);
        ReportSet.write(folder.resolve("none"), Runs.mesh(), ReportOptions.PLAIN, false);

        String table = Files.readString(folder.resolve("failed/oom.csv"));
        assertThat(Files.readString(Path.of("docs/oom.md")))
                .contains("\n" + table.lines().findFirst().orElseThrow() + "\n");
        assertThat(folder.resolve("none/oom.csv")).doesNotExist();
        CSVRecord row = row(table);
        assertThat(row.toMap())
                .containsEntry("at", "oom-fragmented.log:69")
                .containsEntry("needed_per_bank_bytes", "178958336")
                .containsEntry("inferred_page_bytes", "2048")
                .containsEntry("cause", "fragmentation")
                .containsEntry("largest_free_bytes", "178862048")
                .containsEntry("log_largest_free_bytes", "178862048")
                .containsEntry("held_occupied_bytes", "5369806848")
                .containsEntry("test", "")
                .containsEntry("release", "any")
                .containsEntry("release_handles", "1")
                .containsEntry("clearing_program_cache", "not-enough");
        assertThat(row.get("diagnosis")).endsWith(LAST_SENTENCE);
    }

    private static CSVRecord row(String table) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        List<CSVRecord> rows = CSVParser.parse(table, format).getRecords();
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    @Test
    void theFailureInJunitHasEverySentence() {
        String report = Written.by(new JunitReport(), analysis);

        assertThat(report).contains("<failure message=\"an allocation failed for want of 2,147,483,648 B of DRAM");
        ShortageProse.sentences(analysis.postMortems().get(0), analysis.tests())
                .forEach(sentence -> assertThat(report).contains("\n" + sentence));
        assertThat(report).contains(LAST_SENTENCE + "</failure>");
    }

    @Test
    void aResultInSarifHasTheLineAndTheFigures() throws IOException {
        JsonNode schema = new ObjectMapper()
                .readTree(Path.of("src/test/resources/ci/sarif.schema.json").toFile());
        JsonNode report = new ObjectMapper().readTree(Written.by(new SarifReport(), analysis));

        assertThat(SchemaCheck.complaints(schema, report)).isEmpty();
        JsonNode result = report.at("/runs/0/results/1");
        assertThat(result.at("/message/text").asText()).isEqualTo(LINE);
        assertThat(result.path("properties").path("leaktriage/out_of_memory"))
                .isEqualTo(new ObjectMapper()
                        .readTree(Written.by(new JsonReport(), analysis))
                        .at("/out_of_memory/0"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ReportFormat.class,
            names = {"TEXT", "JSON", "MARKDOWN", "JUNIT", "SARIF", "GITHUB", "GITLAB"})
    void aLogThatShowsNoAllocationIsNotCalledClean(ReportFormat format) throws IOException {
        Analysis failed = only("Out of Memory: Not enough space to allocate 117440512 B DRAM buffer across 12 banks,"
                + " where each bank needs to store 9787392 B");

        assertThat(Written.by(format.report(), failed).replaceAll("\\s+", " "))
                .contains("shows no allocation but failed ones; record")
                .contains("TT_ALLOC_TRACKING_ENABLED=1")
                .doesNotContain("verything that was allocated was freed")
                .doesNotContainIgnoringCase("\"no leak\"")
                .doesNotContain("No leak.");
        // The page is packed; this is what stands at its top.
        assertThat(Headline.of(Digest.of(failed, ReportOptions.PLAIN)).word()).isEqualTo("Nothing can be said.");
    }

    @Test
    void aLogWithoutAllocationsOfWhichNoneFailedIsAsBefore() throws IOException {
        Analysis quiet = only("Metal | INFO | Closing device 0");

        assertThat(Written.by(new TextReport(), quiet)).contains("Everything that was allocated was freed.");
    }

    @Test
    void aDifferenceFromSuchALogSaysSo() throws IOException {
        Analysis failed = only("Out of Memory: Not enough space to allocate 2048 B DRAM buffer across 12 banks, where"
                + " each bank needs to store 2048 B");
        Delta delta = Comparison.compare(failed, analysis, CompareOptions.PLAIN);

        assertThat(Written.by(new DeltaText(), delta, new DeltaOptions(ReportOptions.PLAIN, true))
                        .replaceAll("\\s+", " "))
                .contains("A log shows no allocation but failed ones");
        assertThat(DeltaHeadline.of(DeltaDigest.of(delta, new DeltaOptions(ReportOptions.PLAIN, true)))
                        .word())
                .isEqualTo("Nothing can be said.");
    }

    private static Analysis only(String line) throws IOException {
        ByteArrayInputStream text = new ByteArrayInputStream((line + "\n").getBytes(StandardCharsets.UTF_8));
        return Analyzer.analyze(List.of(Source.of("job.log", text)), AnalysisOptions.ALL);
    }

    @Test
    void aClashIsInJsonAsDocumentedAndReadBackWhole() throws IOException {
        Analysis clash = only("DEBUG: Tracking buffer at 0xede00 size=2048 device=0 type=L1 page_size=2048 banks=64\n"
                + "Statically allocated circular buffers in program 77 clash with L1 buffers on core range"
                + " [0-0 - 7-7]. L1 buffer allocated at 974336 and static circular buffer region ends at 1089536");
        String report = Written.by(new JsonReport(), clash);

        assertThat(SchemaCheck.complaints(
                        SchemaCheck.schema("report.schema.json"), new ObjectMapper().readTree(report)))
                .isEmpty();
        ByteArrayInputStream saved = new ByteArrayInputStream(report.getBytes(StandardCharsets.UTF_8));
        assertThat(Written.by(new JsonReport(), SavedReport.read("report.json", saved)))
                .isEqualTo(report);
        assertThat(Written.by(new GithubReport(), clash)).contains("in the way of them is 0xede00");
    }

    @Test
    void annotationsHaveTheDiagnosisInOneLine() throws IOException {
        assertThat(Written.by(new GithubReport(), analysis))
                .contains("::error file=oom-fragmented.log,line=69,title=leaktriage%3A out-of-memory::" + LINE + "\n");
        assertThat(new ObjectMapper()
                        .readTree(Written.by(new GitlabReport(), analysis))
                        .at("/1/description")
                        .asText())
                .isEqualTo(LINE);
    }
}
