package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leaktriage.compare.CompareOptions;
import dev.leaktriage.compare.Comparison;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Delta;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

class DeltaHtmlTest {
    private static final Path PARTS = Path.of("src/main/resources/dev/leaktriage/report/page/diff");
    private static final DeltaHtml REPORT = new DeltaHtml();
    private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);
    private static final Pattern ISLAND = Pattern.compile("id=\"island\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern POLICY = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"");

    private static String page(Analysis base, Analysis current) {
        return Written.by(REPORT, delta(base, current), DeltaOptions.PLAIN);
    }

    private static Delta delta(Analysis base, Analysis current) {
        return Comparison.compare(base, current, CompareOptions.PLAIN);
    }

    @Test
    void thePolicyAllowsWhatStandsInThePageAndNothingElse() {
        String page = page(Runs.mesh(), Runs.severalProcesses());
        List<String> scripts = all(SCRIPT, page);

        assertThat(scripts).hasSize(2);
        assertThat(all(POLICY, page))
                .containsExactly("default-src 'none'; script-src '" + PageTemplate.hash(scripts.get(0)) + "' '"
                        + PageTemplate.hash(scripts.get(1)) + "'; style-src '"
                        + PageTemplate.hash(all(STYLE, page).get(0))
                        + "'; img-src data:; base-uri 'none'; form-action 'none'");
    }

    @Test
    void noTextOfALogStandsInTheMarkup() {
        String hostile = page(Runs.hostile(), Runs.hostile());

        assertThat(frame(hostile)).isEqualTo(frame(page(Runs.mesh(), Runs.severalProcesses())));
        assertThat(all(ISLAND, hostile).get(0)).matches("[A-Za-z0-9+/]+=*");
    }

    /** A page without its island and its line of numbers. */
    private static String frame(String page) {
        return ISLAND.matcher(page).replaceFirst("").replaceFirst("<p class=\"fallback\">[\\w ,.()+-]*</p>", "");
    }

    @Test
    void everyPartOfThePageIsInItAndMakesNoMarkupOfText() throws IOException {
        String page = page(Runs.mesh(), Runs.mesh());
        try (Stream<Path> parts = Files.list(PARTS)) {
            List<Path> own = parts.toList();
            assertThat(own).hasSizeGreaterThan(5);
            for (Path part : own) {
                assertThat(page)
                        .as(part.toString())
                        .contains(Files.readString(part).strip());
                assertThat(Files.readString(part))
                        .as(part.toString())
                        .doesNotContainPattern(
                                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|new Function|fetch\\(|XMLHttpRequest|import\\(|\\.on[a-z]+ = ");
            }
        }
    }

    @Test
    void thePageIsTheSameEachTime() {
        assertThat(page(Runs.mesh(), Runs.severalProcesses())).isEqualTo(page(Runs.mesh(), Runs.severalProcesses()));
    }

    @Test
    void readersWithoutScriptsGetTheAnswerToo() {
        assertThat(page(Runs.mesh(), Runs.clean()))
                .contains("<p class=\"fallback\">No regression. Base 16 live (192.0 KiB), change ")
                .contains("stands in diff.json and in diff-sites.csv beside it, too.");
    }

    @Test
    void anotherPageIsNotOverwrittenAsOne() {
        List<String> run = Written.by(new HtmlReport(), Runs.mesh()).lines().toList();
        List<String> difference = page(Runs.mesh(), Runs.mesh()).lines().toList();

        assertThat(REPORT.wrote(difference)).isTrue();
        assertThat(REPORT.wrote(run)).isFalse();
        assertThat(new HtmlReport().wrote(difference)).isFalse();
    }

    @Test
    void theAnswerNeverClaimsMoreThanTheLogsShow() throws IOException {
        assertThat(word(Runs.mesh(), Runs.mesh())).isEqualTo("No regression.");
        assertThat(word(Runs.mesh(), Runs.severalProcesses())).isEqualTo("Regression.");
        assertThat(word(Runs.mesh(), Runs.damaged())).endsWith("shown.");
        assertThat(word(Runs.mesh(), Runs.nothing())).isEqualTo("Nothing can be said.");
    }

    private static String word(Analysis base, Analysis current) throws IOException {
        return island(page(base, current)).at("/glance/word").asText();
    }

    @Test
    void ofTwoEqualRunsEverySiteIsThere() throws IOException {
        JsonNode island = island(page(Runs.severalProcesses(), Runs.severalProcesses()));

        assertThat(island.get("rows"))
                .hasSize(delta(Runs.severalProcesses(), Runs.severalProcesses())
                        .sites()
                        .size());
        assertThat(island.get("changes").asInt()).isZero();
        for (JsonNode row : island.get("rows")) {
            assertThat(row.at("/base/site")).isEqualTo(row.at("/current/site"));
            assertThat(row.at("/live/base")).isEqualTo(row.at("/live/current"));
        }
    }

    private static JsonNode island(String page) throws IOException {
        byte[] packed = Base64.getDecoder().decode(all(ISLAND, page).get(0));
        return new ObjectMapper().readTree(new InflaterInputStream(new ByteArrayInputStream(packed)));
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
