package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Totals;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class JsonReportTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonReport REPORT = new JsonReport();

    @Test
    void whatIsWrittenIsWhatIsDocumented() throws IOException {
        JsonNode schema = schema();
        for (Analysis analysis : Runs.all()) {
            assertThat(SchemaCheck.complaints(schema, read(analysis))).isEmpty();
        }
        JsonNode inspected =
                MAPPER.readTree(Path.of("reports/inspected-cache/report.json").toFile());
        assertThat(inspected.at("/workloads/0/programs/0/kernels")).isNotEmpty();
        assertThat(SchemaCheck.complaints(schema, inspected)).isEmpty();
    }

    @Test
    void everyDocumentedPropertyOfAHandleIsWritten() throws IOException {
        Set<String> documented = new TreeSet<>();
        schema().at("/properties/handles/items/properties").fieldNames().forEachRemaining(documented::add);
        Set<String> written = new TreeSet<>();
        for (Analysis analysis : List.of(Runs.everyFact(), Runs.mesh())) {
            read(analysis).get("handles").get(0).fieldNames().forEachRemaining(written::add);
        }

        assertThat(written).isEqualTo(documented);
    }

    @Test
    void theSchemaKnowsEveryVerdictAndFinding() throws IOException {
        assertThat(texts(schema().at("/properties/verdicts/items/properties/verdict/enum")))
                .containsExactlyElementsOf(
                        Arrays.stream(Verdict.values()).map(Verdict::label).toList());
        assertThat(texts(schema().at("/properties/findings/items/properties/id/enum")))
                .containsExactlyElementsOf(
                        Arrays.stream(FindingId.values()).map(FindingId::label).toList());
    }

    @Test
    void theCheckAgainstTheSchemaSeesFaults() throws IOException {
        ObjectNode report = (ObjectNode) read(Runs.mesh());
        report.put("extra", 1).remove("peak");
        ((ObjectNode) report.get("handles").get(0)).put("verdict", "guilty").put("size_bytes", "12288");

        assertThat(SchemaCheck.complaints(schema(), report))
                .contains(
                        "$ lacks peak", "$ has extra, which is not documented", "$.handles[].size_bytes is no integer")
                .anyMatch(complaint -> complaint.startsWith("$.handles[].verdict is \"guilty\", not one of"));
    }

    @Test
    void theBooksBalance() throws IOException {
        for (Analysis analysis : Runs.all()) {
            JsonNode report = read(analysis);
            JsonNode totals = report.get("totals");
            assertThat(totals.get("allocated").asLong()
                            - totals.get("freed").asLong()
                            - totals.get("superseded").asLong())
                    .isEqualTo(totals.get("live").asLong())
                    .isEqualTo(sum(report.get("verdicts"), "handles"))
                    .isEqualTo(report.get("handles").size());
            assertThat(totals.get("live_bytes").asLong())
                    .isEqualTo(sum(report.get("verdicts"), "size_bytes"))
                    .isEqualTo(sum(report.get("handles"), "size_bytes"));
        }
    }

    @Test
    void sitesAreATableThatHandlesReferTo() throws IOException {
        JsonNode report = read(Runs.mesh());

        assertThat(report.get("sites")).hasSize(2);
        assertThat(report.at("/sites/0/frames/2/symbol").asText()).isEqualTo("ttnn::add()");
        assertThat(report.at("/handles/0/site").asText())
                .isEqualTo(report.at("/sites/0/id").asText());
        assertThat(report.at("/handles/0/address").asText()).isEqualTo("0x3ffff800");
    }

    @Test
    void textFromTheLogComesBackExactly() throws IOException {
        JsonNode report = read(Runs.hostile());

        assertThat(report.at("/sites/0/frames/0/symbol").asText()).isEqualTo(Runs.HOSTILE);
        assertThat(report.at("/findings/0/detail").asText()).isEqualTo(Runs.HOSTILE);
        assertThat(Written.by(REPORT, Runs.hostile())).doesNotContain("\u001b");
    }

    @Test
    void eachHandleStandsOnALineOfItsOwn() {
        List<String> lines = Written.by(REPORT, Runs.mesh()).lines().toList();

        assertThat(lines.subList(0, 2)).containsExactly("{", "  \"schema\": \"leaktriage/report/1\",");
        assertThat(lines.stream().filter(line -> line.startsWith("    {\"life\": 0, \"device\": 7")))
                .hasSize(2);
    }

    @Test
    void hundredsOfThousandsOfLiveHandlesNeedNoTreeInMemory() throws IOException {
        Analysis run = Runs.damaged();
        int many = 400_000;
        List<Attribution> attributions =
                new ArrayList<>(Collections.nCopies(many, run.attributions().get(0)));
        Analysis large = new Analysis(
                run.sources(),
                run.recognition(),
                run.lives(),
                attributions,
                run.findings(),
                run.cacheEntries(),
                new Totals(many, 0, 0, 12288L * many, 0, 0),
                run.totalsByLife(),
                run.timeline(),
                run.peakByVerdict(),
                run.integrity());
        LineCounter lines = new LineCounter();

        REPORT.write(large, ReportOptions.PLAIN, lines);

        assertThat(lines.count).isGreaterThan(many);
    }

    private static JsonNode read(Analysis analysis) throws JsonProcessingException {
        return MAPPER.readTree(Written.by(REPORT, analysis));
    }

    private static JsonNode schema() {
        return SchemaCheck.schema("report.schema.json");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static long sum(JsonNode array, String property) {
        long sum = 0;
        for (JsonNode element : array) {
            sum += element.get(property).asLong();
        }
        return sum;
    }

    private static final class LineCounter extends Writer {
        private long count;

        @Override
        public void write(char[] text, int start, int length) {
            for (int at = start; at < start + length; at++) {
                count += text[at] == '\n' ? 1 : 0;
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
