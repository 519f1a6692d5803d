package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.Analyzer;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Totals;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final Path PARTS = Path.of("src/main/resources/dev/leaktriage/report/page");
    private static final HtmlReport REPORT = new HtmlReport();
    private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);
    private static final Pattern ISLAND = Pattern.compile("id=\"island\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern POLICY = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"");

    @Test
    void thePolicyAllowsWhatStandsInThePageAndNothingElse() {
        String page = Written.by(REPORT, Runs.mesh());
        List<String> scripts = all(SCRIPT, page);

        assertThat(scripts).hasSize(2);
        assertThat(all(POLICY, page))
                .containsExactly("default-src 'none'; script-src '" + PageTemplate.hash(scripts.get(0)) + "' '"
                        + PageTemplate.hash(scripts.get(1)) + "'; style-src '"
                        + PageTemplate.hash(all(STYLE, page).get(0))
                        + "'; img-src data:; base-uri 'none'; form-action 'none'");
    }

    @Test
    void noTextOfTheLogStandsInTheMarkup() {
        String hostile = Written.by(REPORT, Runs.hostile());
        String harmless = Written.by(REPORT, Runs.mesh());

        assertThat(frame(hostile)).isEqualTo(frame(harmless));
        assertThat(all(ISLAND, hostile).get(0)).matches("[A-Za-z0-9+/]+=*");
    }

    /** A page without its island and its line of numbers. */
    private static String frame(String page) {
        return ISLAND.matcher(page).replaceFirst("").replaceFirst("<p class=\"fallback\">[\\w ,.():=-]*</p>", "");
    }

    @Test
    void thePageIsTheSameEachTime() {
        assertThat(Written.by(REPORT, Runs.severalProcesses())).isEqualTo(Written.by(REPORT, Runs.severalProcesses()));
    }

    @Test
    void readersWithoutScriptsGetTheAnswerToo() {
        assertThat(Written.by(REPORT, Runs.mesh()))
                .contains("<p class=\"fallback\">No leak. 32 allocated - 16 freed - 0 superseded = 16 live (192.0 KiB):"
                        + " 16 program-cache.</p>");
    }

    @Test
    void vendoredLibrariesAreWhatTheirAuthorsPublished() throws IOException, NoSuchAlgorithmException {
        assertThat(digest("uPlot.iife.min.js"))
                .isEqualTo("19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f");
        assertThat(digest("uPlot.min.css"))
                .isEqualTo("df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04");
        assertThat(digest("uPlot.LICENSE"))
                .isEqualTo("8f989229699b4fe2f1a0432d0e9edc338a8a911e250e2d1b01ecd770a5f5b1bd");
    }

    private static String digest(String name) throws IOException, NoSuchAlgorithmException {
        byte[] file = Files.readAllBytes(PARTS.resolve("vendor").resolve(name));
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    }

    @Test
    void thePageCarriesTheLicenceOfWhatIsVendored() {
        assertThat(all(SCRIPT, Written.by(REPORT, Runs.mesh())).get(0))
                .startsWith("/*\nThe MIT License (MIT)")
                .contains("Permission is hereby granted", "uPlot (v1.6.32)");
    }

    @Test
    void everyPartOfThePageIsInIt() throws IOException {
        String page = Written.by(REPORT, Runs.mesh());
        try (Stream<Path> parts = Files.list(PARTS)) {
            List<Path> own = parts.filter(file -> file.toString().matches(".*\\.(js|css)"))
                    .toList();
            assertThat(own).hasSizeGreaterThan(10);
            for (Path part : own) {
                assertThat(page)
                        .as(part.toString())
                        .contains(Files.readString(part).strip());
            }
        }
    }

    @Test
    void noScriptMakesMarkupOrCodeOfText() throws IOException {
        try (Stream<Path> parts = Files.list(PARTS)) {
            for (Path part :
                    parts.filter(file -> file.toString().endsWith(".js")).toList()) {
                assertThat(Files.readString(part))
                        .as(part.toString())
                        .doesNotContainPattern(
                                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|new Function|fetch\\(|XMLHttpRequest|import\\(|\\.on[a-z]+ = ");
            }
        }
    }

    @Test
    void theIslandHoldsARowForEachHandle() throws IOException {
        JsonNode island = island(Runs.severalProcesses());

        assertThat(island.at("/handles/count").asInt()).isEqualTo(6);
        assertThat(island.at("/handles/omitted").asInt()).isZero();
        assertThat(island.at("/handles/size")).hasSize(6);
        assertThat(island.at("/glance/word").asText()).isEqualTo("Leak.");
        assertThat(island.at("/glance/sentence").asText()).startsWith("2 buffers of 24.0 KiB in all leaked");
    }

    @Test
    void anEntrySaysWhatTheInspectorTellsOfIt() throws IOException {
        Analysis analysis = Analyzer.analyze(
                List.of("samples/inspected-cache"), InputStream.nullInputStream(), AnalysisOptions.ALL);

        JsonNode island = island(analysis);

        assertThat(island.at("/entries/0/workload").asText())
                .startsWith("workload 4 (BinaryDeviceOperation), 1 program, born 2025-10-22T14:26:40.005Z")
                .endsWith("kernels/dataflow/writer_add.cpp");
        assertThat(island.at("/joined/0/title").asText()).startsWith("Inspector: 2 of 4 workloads");
    }

    @Test
    void howFilesWereJoinedStandsOnThePage() throws IOException {
        JsonNode joined = island(Runs.joined()).get("joined");

        assertThat(joined).hasSize(1);
        assertThat(joined.get(0).get("title").asText()).isEqualTo("Joined 3 sources");
        assertThat(joined.get(0).get("notes").toString())
                .contains("8 of 9 allocations in blocks.log matched.")
                .contains("Mesh 1 is devices 0-1 (x2).");
        assertThat(island(Runs.mesh()).get("joined")).isEmpty();
    }

    @Test
    void handlesOfOneSiteShareTheirEvidence() throws IOException {
        JsonNode island =
                island(Analyzer.analyze(Source.of(Path.of("samples/mesh-add-matmul.log")), AnalysisOptions.ALL));

        assertThat(island.at("/handles/reason")).hasSize(16);
        assertThat(island.get("reasons")).hasSize(2);
        assertThat(island.get("frames").toString()).containsOnlyOnce("load_binaries()");
    }

    @Test
    void ofTooManyHandlesTheWorstHaveRows() throws IOException {
        Analysis run = Runs.severalProcesses();
        int many = PageHandles.MOST + 1 - run.attributions().size();
        Attribution cached = run.attributions().stream()
                .filter(attribution -> attribution.ruleId().equals("program-cache"))
                .findFirst()
                .orElseThrow();
        List<Attribution> attributions = new ArrayList<>(run.attributions());
        attributions.addAll(0, Collections.nCopies(many, cached));
        Totals totals = run.totals().plus(new Totals(many, 0, 0, 12288L * many, 0, 0));
        JsonNode island = island(new Analysis(
                run.sources(),
                run.recognition(),
                run.lives(),
                attributions,
                run.findings(),
                run.cacheEntries(),
                totals,
                run.totalsByLife(),
                run.timeline(),
                run.peakByVerdict(),
                run.integrity()));

        assertThat(island.at("/handles/count").asInt()).isEqualTo(PageHandles.WORST);
        assertThat(island.at("/handles/omitted").asInt()).isEqualTo(PageHandles.MOST + 1 - PageHandles.WORST);
        List<String> verdicts = new ArrayList<>();
        island.at("/handles/reason")
                .forEach(reason -> verdicts.add(
                        island.at("/reasons/" + reason.asInt() + "/verdict").asText()));
        assertThat(verdicts.stream().filter("leak"::equals)).hasSize(2);
        assertThat(verdicts.stream().filter("unresolved"::equals)).hasSize(2);
    }

    private static JsonNode island(Analysis analysis) throws IOException {
        byte[] packed = Base64.getDecoder()
                .decode(all(ISLAND, Written.by(REPORT, analysis)).get(0));
        return new ObjectMapper().readTree(new InflaterInputStream(new ByteArrayInputStream(packed)));
    }

    private static List<String> all(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results().map((MatchResult found) -> found.group(1)).toList();
    }
}
