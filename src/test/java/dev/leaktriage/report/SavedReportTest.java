package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.Analyzer;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavedReportTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonReport JSON = new JsonReport();

    @TestFactory
    Stream<DynamicTest> whatIsReadAndWrittenAgainIsTheSame() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Analysis analysis : Runs.all()) {
            tests.add(DynamicTest.dynamicTest(analysis.sources().get(0), () -> assertSurvives(analysis)));
        }
        for (Path log : logs()) {
            tests.add(DynamicTest.dynamicTest(
                    log.toString(), () -> assertSurvives(Analyzer.analyze(Source.of(log), AnalysisOptions.ALL))));
        }
        String inspected = "samples/inspected-cache";
        tests.add(DynamicTest.dynamicTest(
                inspected,
                () -> assertSurvives(
                        Analyzer.analyze(List.of(inspected), InputStream.nullInputStream(), AnalysisOptions.ALL))));
        return tests.stream();
    }

    private static void assertSurvives(Analysis analysis) throws IOException {
        Analysis back = read(Written.by(JSON, analysis));

        for (ReportFormat format : ReportFormat.values()) {
            assertThat(Written.by(format.report(), back))
                    .as(format.label())
                    .isEqualTo(Written.by(format.report(), analysis));
        }
        ReportSet.FILES.forEach((name, report) ->
                assertThat(Written.by(report, back)).as(name).isEqualTo(Written.by(report, analysis)));
    }

    private static List<Path> logs() throws IOException {
        List<Path> logs = new ArrayList<>();
        List<Path> folders = List.of(
                Path.of("samples"), Path.of("src/test/resources/scenarios"), Path.of("src/test/resources/documents"));
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().matches(".*\\.(log|json)"))
                        .sorted()
                        .forEach(logs::add);
            }
        }
        assertThat(logs).hasSizeGreaterThan(20);
        return logs;
    }

    @Test
    void theOrderOfPropertiesDoesNotMatter() throws IOException {
        ObjectNode report = (ObjectNode) MAPPER.readTree(Written.by(JSON, Runs.severalProcesses()));
        ObjectNode reversed = MAPPER.createObjectNode();
        List<String> names = new ArrayList<>();
        report.fieldNames().forEachRemaining(names::add);
        Collections.reverse(names);
        names.forEach(name -> reversed.set(name, report.get(name)));

        assertThat(Written.by(JSON, read(MAPPER.writeValueAsString(reversed))))
                .isEqualTo(Written.by(JSON, Runs.severalProcesses()));
    }

    @Test
    void whatANewerProgramAddsIsIgnored() throws IOException {
        ObjectNode report = (ObjectNode) MAPPER.readTree(Written.by(JSON, Runs.mesh()));
        JsonNode strange = MAPPER.readTree("{\"a\": [1.5, null, {\"b\": 99999999999999999999}]}");
        report.set("novelty", strange);
        ((ObjectNode) report.get("handles").get(0)).set("novelty", strange);
        ((ObjectNode) report.get("peak")).set("novelty", strange);

        assertThat(Written.by(JSON, read(report.toString()))).isEqualTo(Written.by(JSON, Runs.mesh()));
    }

    @Test
    void aReportMayBeCompressed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(Written.by(JSON, Runs.mesh()).getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = bytes.toByteArray();

        assertThat(Written.by(JSON, SavedReport.read("r.gz", new ByteArrayInputStream(whole))))
                .isEqualTo(Written.by(JSON, Runs.mesh()));
        assertThat(SavedReport.begins(Arrays.copyOf(whole, 200))).isTrue();
        assertThatThrownBy(() ->
                        SavedReport.read("r.gz", new ByteArrayInputStream(Arrays.copyOf(whole, whole.length / 2))))
                .isInstanceOf(IOException.class)
                .hasMessage("r.gz: the compressed data breaks off or is damaged");
    }

    @Test
    void aReportIsKnownByHowItBegins() {
        assertThat(begins(Written.by(JSON, Runs.mesh()))).isTrue();
        assertThat(begins("{\"schema\":\"leaktriage/report/9\"")).isTrue();
        assertThat(begins("\uFEFF {\n\t\"cache_entries\" : [")).isTrue();

        assertThat(begins("")).isFalse();
        assertThat(begins("{\"schema\": \"heap/1\"}")).isFalse();
        assertThat(begins("{\"log\": \"DEBUG: Tracking buffer at 0x20 size=1 device=0\"}"))
                .isFalse();
        assertThat(begins("DEBUG: {\"schema\": \"leaktriage/report/1\"")).isFalse();
        assertThat(SavedReport.begins(new byte[] {0x1f, (byte) 0x8b, 1, 2})).isFalse();
    }

    private static boolean begins(String head) {
        return SavedReport.begins(head.getBytes(StandardCharsets.UTF_8));
    }

    /** Each fault is one replacement in a report; the place that the message names must be that of the fault. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "leaktriage/report/1 | leaktriage/report/2 | \"leaktriage/report/2 | 'leaktriage/report/2' was written by a newer program; this one reads 'leaktriage/report/1', so analyze the log again or use the newer program",
                "leaktriage/report/1 | leaktriage/diff/1 | \"leaktriage/diff/1 | 'leaktriage/diff/1' is not the report of a run; expected 'leaktriage/report/1'",
                "leaktriage/report/1 | heap/1 | \"heap/1 | unknown schema 'heap/1'; expected 'leaktriage/report/1', as 'leaktriage analyze --format json' writes it",
                "\"schema\" | \"shema\" | { | 'schema' is missing; a whole report has schema, sources, totals, integrity, recognition, processes, findings, cache_entries, sites, handles, peak, timeline",
                "\"generation\": 1, | \"generation\": \"1\", | \"1\", | 'generation' is not a whole number",
                "\"generation\": 1, | '' | {\"life\": 0, \"device\": 0, \"memory\": \"DRAM\", \"address\": \"0x3ffff800\", | 'generation' is missing in the object that begins here",
                "\"life\": 0, \"device\": 0 | \"life\": 7, \"device\": 0 | 7, \"device\": 0 | the list of processes has no 7",
                "\"address\": \"0x3ffff800\", \"gen | \"address\": \"somewhere\", \"gen | \"somewhere | 'somewhere' is no address; expected 0x and hexadecimal digits",
                "\"verdict\": \"program-cache\", \"conf | \"verdict\": \"programm-cache\", \"conf | \"programm-cache | unknown verdict 'programm-cache'; did you mean 'program-cache'? (one of program-cache, view, system, trace, leak, unresolved)",
                "\"memory\": \"DRAM\" | \"memory\": \"dram\" | \"dram | unknown memory 'dram'; did you mean 'DRAM'? (one of DRAM, L1, L1_SMALL, TRACE, SYSTEM_MEMORY, CB)",
                "\"allocated\": 32 | \"allocated\": 33 | 16, \"allocated_bytes\" | the totals say 17 handles of 196608 B, listed are 16 handles of 196608 B; the file was changed",
                "\"site\": \"a1b2c3d4\" | \"site\": \"ffffffff\" | \"ffffffff | the list of sites has no 'ffffffff'",
                "\"sources\": [ | \"sources\": \"mesh.log\", \"files\": [ | \"mesh.log\", | expected a list",
                "mesh.log:3\" | mesh.log\" | \"mesh.log\" | expected a place in a log, such as \"run.log:17\"",
            })
    void whatIsWrongIsToldWithItsPlace(String right, String wrong, String place, String message) {
        String report = Written.by(JSON, Runs.mesh());
        String changed = report.replaceFirst(Pattern.quote(right), wrong);
        assertThat(changed).isNotEqualTo(report);

        String told =
                catchThrowableOfType(IOException.class, () -> read(changed)).getMessage();

        Matcher parts =
                Pattern.compile("saved\\.json:(\\d+):(\\d+): error: (.*)").matcher(told);
        assertThat(parts).matches();
        String line = changed.lines().toList().get(Integer.parseInt(parts.group(1)) - 1);
        assertThat(line.substring(Integer.parseInt(parts.group(2)) - 1)).startsWith(place);
        assertThat(parts.group(3)).isEqualTo(message);
    }

    @Test
    void aFileThatIsCutAnywhereIsRefusedInOneLine() {
        String report = Written.by(JSON, Runs.severalProcesses());
        for (int length = 0; length < report.length() - 3; length += 7) {
            String cut = report.substring(0, length);

            assertThatThrownBy(() -> read(cut))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessageMatching("saved\\.json:\\d+:\\d+: error: [^\\n]+");
        }
        assertThatThrownBy(() -> read(report.substring(0, 1000)))
                .hasMessageEndingWith("the file ends too early: it was cut short");
    }

    @Test
    void whatStandsTwiceOrBehindTheEndIsRefused() {
        String report = Written.by(JSON, Runs.mesh());

        assertThatThrownBy(() -> read(report + report)).hasMessageContaining("text after the end of the report");
        assertThatThrownBy(() -> read(report.replace("{\n", "{\n\"handles\": [],")))
                .hasMessageContaining("'handles' stands twice in the file");
        assertThatThrownBy(() -> read(report.replace("\"life\": 0, ", "\"life\": 0, \"life\": 0, ")))
                .hasMessageContaining("'life' stands twice in the object");
        assertThatThrownBy(() -> read("[1, 2")).hasMessage("saved.json:1:1: error: expected an object");
        assertThatThrownBy(() -> read("{'a': 1}")).hasMessage("saved.json:1:2: error: this is no JSON");
    }

    private static Analysis read(String json) throws IOException {
        return SavedReport.read("saved.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
