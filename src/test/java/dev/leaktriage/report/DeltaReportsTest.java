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
import dev.leaktriage.model.ChangeKind;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Delta;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.MatchTier;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.ProcessLife.End;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaReportsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DeltaOptions BY_DEVICE = new DeltaOptions(ReportOptions.PLAIN, true);

    /** Differences between all runs that are made by hand, and between a few samples. */
    private static List<Delta> all() throws IOException {
        List<Analysis> runs = new ArrayList<>(Runs.all());
        for (String name :
                List.of("mesh-add-matmul", "iteration-leak", "lost-lines", "two-processes", "dangling-view")) {
            runs.add(sample(name));
        }
        List<Delta> all = new ArrayList<>();
        for (Analysis base : runs) {
            runs.forEach(current -> all.add(delta(base, current)));
        }
        return all;
    }

    private static Analysis sample(String name) throws IOException {
        return Analyzer.analyze(Source.of(Path.of("samples", name + ".log")), AnalysisOptions.ALL);
    }

    private static Delta delta(Analysis base, Analysis current) {
        return Comparison.compare(base, current, CompareOptions.PLAIN);
    }

    private static String written(ReportFormat format, Delta delta) {
        return Written.by(DeltaReports.in(format), delta, BY_DEVICE);
    }

    private static String text(Analysis base, Analysis current) {
        return written(ReportFormat.TEXT, delta(base, current));
    }

    @Test
    void whatIsWrittenAsJsonIsWhatIsDocumented() throws IOException {
        JsonNode schema = SchemaCheck.schema("diff.schema.json");
        for (Delta delta : all()) {
            assertThat(SchemaCheck.complaints(schema, json(delta))).isEmpty();
        }
    }

    @Test
    void theSchemaKnowsEveryKindOfChangeAndTier() {
        JsonNode schema = SchemaCheck.schema("diff.schema.json");

        assertThat(texts(schema.at("/properties/sites/items/properties/change/enum")))
                .containsExactlyElementsOf(Arrays.stream(ChangeKind.values())
                        .filter(kind -> kind != ChangeKind.SAME)
                        .map(ChangeKind::label)
                        .toList());
        assertThat(texts(schema.at("/$defs/tier/enum")))
                .containsExactlyElementsOf(
                        Arrays.stream(MatchTier.values()).map(MatchTier::label).toList());
    }

    @Test
    void basePlusDeltaIsCurrentInJsonAndInCsv() throws IOException {
        for (Delta delta : all()) {
            JsonNode json = json(delta);
            Map<String, Long> bySites = deltasOfCsv(written(ReportFormat.CSV, delta));
            for (JsonNode verdict : json.get("verdicts")) {
                long base = verdict.at("/base/size_bytes").asLong();
                long change = verdict.at("/delta/size_bytes").asLong();
                assertThat(base + change)
                        .isEqualTo(verdict.at("/current/size_bytes").asLong());
                assertThat(bySites.getOrDefault(verdict.get("verdict").asText(), 0L))
                        .isEqualTo(change);
            }
            assertThat(json.at("/base/totals/live").asLong()
                            + json.at("/totals/delta/handles").asLong())
                    .isEqualTo(json.at("/current/totals/live").asLong());
        }
    }

    private static Map<String, Long> deltasOfCsv(String csv) throws IOException {
        Map<String, Long> sums = new HashMap<>();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser rows = CSVParser.parse(csv, format)) {
            for (CSVRecord row : rows) {
                sums.merge(row.get("verdict"), Long.parseLong(row.get("delta_size_bytes")), Long::sum);
            }
        }
        return sums;
    }

    @Test
    void aRunAgainstItselfIsEmptyInEveryFormat() throws IOException {
        List<Analysis> runs = new ArrayList<>(Runs.all());
        runs.add(sample("iteration-leak"));
        for (Analysis run : runs) {
            Delta delta = delta(run, run);
            JsonNode json = json(delta);

            for (String list : List.of("regressions", "sites", "cache_entries", "findings")) {
                assertThat(json.get(list)).as(list).isEmpty();
            }
            assertThat(written(ReportFormat.CSV, delta)).hasLineCount(1);
            assertThat(written(ReportFormat.TEXT, delta))
                    .contains("Nothing changed: ")
                    .contains(" live + 0 = ")
                    .doesNotContain("REGRESSION")
                    .doesNotContain("Verdicts");
        }
    }

    @Test
    void textFitsAHundredColumnsAndNoFormatHasControlCharacters() throws IOException {
        for (Delta delta : all()) {
            List<String> lines = written(ReportFormat.TEXT, delta).lines().toList();
            int blank = lines.indexOf("");
            boolean longNames = delta.base().sources().contains("hostile.log")
                    || delta.current().sources().contains("hostile.log");
            assertThat(lines.subList(blank, lines.size()))
                    .filteredOn(line -> !longNames)
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
            for (ReportFormat format : List.of(ReportFormat.TEXT, ReportFormat.MARKDOWN)) {
                assertThat(written(format, delta)).doesNotContain("\u001b", "\u202e", "\r");
            }
            assertThat(written(ReportFormat.MARKDOWN, delta)).doesNotContain("<script>");
        }
    }

    @Test
    void damageOfEitherSideIsToldInTheFirstLines() {
        for (String text : List.of(text(Runs.damaged(), Runs.mesh()), text(Runs.mesh(), Runs.damaged()))) {
            List<String> first = text.lines().limit(4).toList();
            assertThat(first.get(0)).endsWith("LOG DAMAGED.");
            assertThat(first).anyMatch(line -> line.startsWith("base: "));
            assertThat(String.join(" ", first)).contains("LOG DAMAGED: at least 3 events are missing");
            assertThat(text.replaceAll("\\s+", " "))
                    .contains("A log is damaged: no change is certain")
                    .containsPattern("Damage of the (base|current run) at count lost\\.log:23 2");
        }
    }

    @Test
    void theFirstLineAccountsForEveryHandle() {
        assertThat(text(Runs.mesh(), Runs.severalProcesses()).lines().findFirst())
                .hasValue("mesh.log -> two.log: 16 live - 10 = 6 live (192.0 KiB - 120.0 KiB = 72.0 KiB):"
                        + " program-cache -14, leak +2, unresolved +2. REGRESSION: 1 site leaks 24.0 KiB more.");
    }

    @Test
    void aDoublingIsAHundredPerCentAndSomethingFromNothingIsNew() {
        assertThat(Units.share(200, 200)).isEqualTo("+100.0 %");
        assertThat(Units.share(-50, 200)).isEqualTo("-25.0 %");
        assertThat(Units.share(1, 0)).isEqualTo("new");
        assertThat(Units.share(0, 0)).isEmpty();
        assertThat(Units.percent(1, 0)).isEmpty();
        assertThat(text(Runs.clean(), Runs.mesh()))
                .contains("program-cache     0    +16       16        0 B  +192.0 KiB     192.0 KiB  +384.0 KiB    new")
                .doesNotContainIgnoringCase("nan")
                .doesNotContainIgnoringCase("infinity");
    }

    @Test
    void handlesThatBecameLeaksAreToldFirst() {
        String text =
                text(holding(Verdict.PROGRAM_CACHE, "program-cache"), holding(Verdict.LEAK, "survived-cache-clear"));

        assertThat(text)
                .contains("2 new leaks of 24.0 KiB, ttnn::softmax at now.log:11; 2 of them program-cache before.")
                .containsPattern("\n  reclassified +program-cache -> leak +2 -> 2 ")
                .contains("program-cache 2 -> 0, leak 0 -> 2")
                .contains("leak, definite, by survived-cache-clear: a rule says so");
    }

    private static Analysis holding(Verdict verdict, String rule) {
        return new RunBuilder("now.log")
                .life("now.log", OptionalLong.of(1), End.ORDERLY, "the log has its trailer", 0)
                .live(0, 2, 0x20, Runs.TENSOR, 11, verdict, Confidence.DEFINITE, rule)
                .build();
    }

    @Test
    void aPairSaysWhichTierMatchedIt() {
        Site at57 = RunBuilder.site("s-1", Memory.DRAM, "ttnn::add", "create() at tensor.cpp:57", "ttnn::add()");
        Site at58 = RunBuilder.site("s-2", Memory.DRAM, "ttnn::add", "create() at tensor.cpp:58", "ttnn::add()");
        String text = text(leaking(at57, 1), leaking(at58, 2));

        assertThat(text)
                .contains("matched with source lines ignored")
                .contains("1 site matched: 1 with source lines ignored.")
                .contains("1 more leak of 12.0 KiB, ttnn::add at now.log:11.")
                .containsPattern("\n  grown +leak +1 -> 2 ");
    }

    private static Analysis leaking(Site site, int devices) {
        return new RunBuilder("now.log")
                .life("now.log", OptionalLong.of(1), End.ORDERLY, "the log has its trailer", 0)
                .live(0, devices, 0x20, site, 11, Verdict.LEAK, Confidence.PROBABLE, "no-owner-found")
                .build();
    }

    @Test
    void leaksThatAreGoneAreNoRegression() {
        assertThat(text(Runs.severalProcesses(), Runs.mesh()))
                .contains("No regression.")
                .contains("2 leaks of 24.0 KiB are gone.");
    }

    @Test
    void cacheEntriesAndFindingsThatCameOrWentAreListed() {
        assertThat(text(Runs.mesh(), Runs.severalProcesses()))
                .contains("1 gone, 1 changed. Other findings: 1 new.")
                .containsPattern("\n  gone +ttnn::matmul +12\\.0 KiB +0-7 \\(x8\\) +mesh\\.log:107\n")
                .containsPattern("\n  new +error +leak +0 +1 +two\\.log:55\n");
        assertThat(delta(Runs.mesh(), Runs.severalProcesses()).findings())
                .extracting(Delta.FindingChange::id)
                .contains(FindingId.LEAK, FindingId.MALFORMED_RECORD);
    }

    @Test
    void bothPeaksStandSideBySide() throws IOException {
        String text = text(sample("mesh-add-matmul"), sample("iteration-leak"));

        assertThat(text)
                .contains("Peaks: 384.0 KiB occupied in the base, 1.4 MiB in the current run")
                .containsPattern("program-cache +16 +2 +384\\.0 KiB +48\\.0 KiB +-336\\.0 KiB +-87\\.5 %");
    }

    @Test
    void devicesAreShownOnlyWhereTheyAreAskedFor() {
        Delta delta = delta(Runs.mesh(), Runs.severalProcesses());

        assertThat(Written.by(new DeltaText(), delta, DeltaOptions.PLAIN)).doesNotContain("base device");
        assertThat(Written.by(new DeltaText(), delta, BY_DEVICE))
                .contains("base device")
                .contains("none");
    }

    @Test
    void aShortTableAccountsForWhatItLeavesOut() throws IOException {
        Delta delta = delta(sample("mesh-add-matmul"), sample("iteration-leak"));
        DeltaOptions options = new DeltaOptions(ReportOptions.PLAIN.withTop(1), false);

        assertThat(Written.by(new DeltaText(), delta, options)).contains("6 more sites: -13 handles, +780.0 KiB.");
    }

    @Test
    void itsFilesAreKnownAsItsOwn(@TempDir Path folder) throws IOException {
        Delta delta = delta(Runs.mesh(), Runs.severalProcesses());
        for (ReportFormat format : DeltaReports.formatsKnown()) {
            Path file = Files.writeString(folder.resolve(format.label()), written(format, delta));
            OutputFile.write(file, false, out -> out.write("new"));
            assertThat(file).content().isEqualTo("new");
        }
    }

    @Test
    void twoRunsWriteTheSameBytes() throws IOException {
        for (ReportFormat format : DeltaReports.formatsKnown()) {
            assertThat(written(format, delta(sample("lost-lines"), sample("two-processes"))))
                    .isEqualTo(written(format, delta(sample("lost-lines"), sample("two-processes"))));
        }
    }

    @Test
    void stacksThatAreEqualAreWrittenOnce() throws IOException {
        JsonNode grown =
                json(delta(leaking(Runs.TENSOR, 1), leaking(Runs.TENSOR, 2))).at("/sites/0");

        assertThat(grown.get("tier").asText()).isEqualTo("exact");
        assertThat(grown.at("/base/frames").isMissingNode()).isTrue();
        assertThat(grown.at("/current/frames")).hasSize(2);
    }

    private static JsonNode json(Delta delta) throws IOException {
        return MAPPER.readTree(written(ReportFormat.JSON, delta));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
