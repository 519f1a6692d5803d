package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Confidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What GitLab makes of a code-quality report. */
class GitlabReportTest {
    private static final GitlabReport REPORT = new GitlabReport();
    private static final List<String> SEVERITIES = List.of("info", "minor", "major", "critical", "blocker");

    @Test
    void everyEntryHasWhatGitLabRequires() throws IOException {
        for (Analysis analysis : CiRuns.all()) {
            assertThat(entries(analysis)).allSatisfy(entry -> {
                assertThat(entry.path("description").asText()).isNotBlank().doesNotContain("\n");
                assertThat(entry.path("check_name").asText()).startsWith("leaktriage/");
                assertThat(entry.path("fingerprint").asText()).matches("[0-9a-f]{32}");
                assertThat(entry.path("severity").asText()).isIn(SEVERITIES);
                assertThat(entry.at("/location/path").asText()).isNotBlank().doesNotStartWith("./");
                assertThat(entry.at("/location/lines/begin").asInt()).isPositive();
            });
        }
    }

    @Test
    void noTwoEntriesShareAFingerprintOfWhichGitLabShowsOnlyOne() throws IOException {
        for (Analysis analysis : CiRuns.all()) {
            assertThat(fingerprints(analysis)).doesNotHaveDuplicates();
        }
    }

    @Test
    void aFingerprintStaysWhenLinesAndProcessIdsAndTheNameOfTheLogChange() throws IOException {
        assertThat(fingerprints(CiRuns.withSourceLines("other.log", 500, 43)))
                .isNotEmpty()
                .isEqualTo(fingerprints(CiRuns.withSourceLines("run.log", 5, 42)));
    }

    @Test
    void anotherSiteIsAnotherFingerprint() throws IOException {
        assertThat(fingerprints(CiRuns.sameSiteTwice()))
                .doesNotContainAnyElementsOf(fingerprints(CiRuns.withSourceLines("run.log", 5, 42)));
    }

    @Test
    void aRunWithoutAProblemIsAnEmptyList() {
        assertThat(Written.by(REPORT, Runs.clean())).isEqualTo("[]\n");
    }

    @Test
    void severityFollowsWhatTheBuildShouldFailFor() throws IOException {
        assertThat(entries(CiRuns.manyLeaks(1, Confidence.PROBABLE))
                        .get(0)
                        .path("severity")
                        .asText())
                .isEqualTo("critical");
        assertThat(entries(CiRuns.manyLeaks(1, Confidence.POSSIBLE))
                        .get(0)
                        .path("severity")
                        .asText())
                .isEqualTo("minor");
    }

    private static List<String> fingerprints(Analysis analysis) throws IOException {
        return entries(analysis).stream()
                .map(entry -> entry.path("fingerprint").asText())
                .toList();
    }

    private static List<JsonNode> entries(Analysis analysis) throws IOException {
        JsonNode root = new ObjectMapper().readTree(Written.by(REPORT, analysis));
        assertThat(root.isArray()).isTrue();
        List<JsonNode> entries = new ArrayList<>();
        root.forEach(entries::add);
        return entries;
    }
}
