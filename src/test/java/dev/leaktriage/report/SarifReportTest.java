package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.SourceLine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What code scanning makes of SARIF. */
class SarifReportTest {
    private static final SarifReport REPORT = new SarifReport();
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyRunFitsTheSchema() throws IOException {
        JsonNode schema =
                JSON.readTree(Path.of("src/test/resources/ci/sarif.schema.json").toFile());
        for (Analysis analysis : CiRuns.all()) {
            assertThat(SchemaCheck.complaints(schema, log(analysis))).isEmpty();
        }
    }

    @Test
    void everyResultPointsToItsRuleAndToOnePlace() throws IOException {
        for (Analysis analysis : CiRuns.all()) {
            JsonNode rules = log(analysis).at("/runs/0/tool/driver/rules");
            for (JsonNode result : results(analysis)) {
                assertThat(rules.path(result.path("ruleIndex").asInt()).path("id"))
                        .isEqualTo(result.path("ruleId"));
                assertThat(result.path("locations")).hasSize(1);
            }
        }
    }

    @Test
    void everyPlaceIsAReferenceThatResolvesInTheCheckout() throws IOException {
        for (Analysis analysis : CiRuns.all()) {
            for (JsonNode uri : log(analysis).findValues("uri")) {
                assertThat(URI.create(uri.asText()).toASCIIString()).isEqualTo(uri.asText());
            }
            log(analysis)
                    .findValues("startLine")
                    .forEach(line -> assertThat(line.asLong()).isPositive());
        }
    }

    @Test
    void aPathIsWrittenAsAReference() {
        assertThat(new Place("my models/#1:é.py", 3).uri()).isEqualTo("my%20models/%231%3A%C3%A9.py");
        assertThat(new Place("/opt/a.cpp", 3).uri()).isEqualTo("file:///opt/a.cpp");
        assertThat(Place.of(new SourceLine("C:\\src\\a.cpp", 3)).uri()).isEqualTo("file:///C:/src/a.cpp");
        assertThat(Place.of(new SourceLine("././a.cpp", 3)).uri()).isEqualTo("a.cpp");
    }

    @Test
    void aLeakStandsAtTheLineThatAskedForTheOperationAndNamesTheLog() throws IOException {
        JsonNode leak = results(CiRuns.withSourceLines("run.log", 5, 42)).get(0);

        assertThat(leak.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
                .isEqualTo("models/decoder.py");
        assertThat(leak.at("/locations/0/physicalLocation/region/startLine").asInt())
                .isEqualTo(42);
        assertThat(leak.at("/relatedLocations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("run.log");
        assertThat(leak.path("level").asText()).isEqualTo("error");
    }

    @Test
    void aStackStandsLeafFirstAndAFlowTheOtherWayRound() throws IOException {
        JsonNode leak = results(CiRuns.withSourceLines("run.log", 5, 42)).get(0);

        assertThat(leak.at("/stacks/0/frames")).hasSize(4);
        assertThat(leak.at("/stacks/0/frames/3/location/message/text").asText()).isEqualTo("main()");
        assertThat(leak.at("/codeFlows/0/threadFlows/0/locations").findValuesAsText("uri"))
                .containsExactly("models/decoder.py", "file:///opt/matmul.cpp", "ttnn/core/tensor.cpp");
    }

    @Test
    void withoutSourceLinesItStandsAtTheLineOfTheLogAndHasNoFlow() throws IOException {
        JsonNode leak = results(Runs.severalProcesses()).get(0);

        assertThat(leak.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
                .isEqualTo("two.log");
        assertThat(leak.has("codeFlows")).isFalse();
        assertThat(leak.has("relatedLocations")).isFalse();
    }

    @Test
    void whatIsAcceptedIsSuppressedAndEveryResultSaysWhetherItIs() throws IOException {
        List<JsonNode> results = results(Runs.underPolicy());

        assertThat(results)
                .allSatisfy(result -> assertThat(result.has("suppressions")).isTrue());
        assertThat(results)
                .filteredOn(result -> !result.path("suppressions").isEmpty())
                .hasSize(1)
                .allSatisfy(result -> {
                    assertThat(result.at("/suppressions/0/justification").asText())
                            .contains("known.supp:1: kept (TT-12)");
                    assertThat(result.path("level").asText()).isEqualTo("note");
                });
        assertThat(results(Runs.mesh()))
                .allSatisfy(result -> assertThat(result.has("suppressions")).isFalse());
    }

    @Test
    void theFirstLinesSayThatTheLogIsDamaged() {
        assertThat(Written.by(REPORT, Runs.damaged()).lines().limit(4))
                .anySatisfy(line -> assertThat(line).contains("LOG DAMAGED"));
    }

    @Test
    void everyCheckIsDescribed() {
        for (FindingId id : FindingId.values()) {
            assertThat(CheckText.of(id.label())).isNotBlank().endsWith(".");
            String help = CheckText.help(id.label());
            assertThat(Path.of(help.replaceFirst("See (\\S+) of.*", "$1"))).exists();
        }
    }

    private static List<JsonNode> results(Analysis analysis) throws IOException {
        JsonNode results = log(analysis).at("/runs/0/results");
        return IntStream.range(0, results.size()).mapToObj(results::get).toList();
    }

    private static JsonNode log(Analysis analysis) throws IOException {
        return JSON.readTree(Written.by(REPORT, analysis));
    }
}
