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
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Looks at pages with a real browser; skipped, and loudly, where there is none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageTest {
    private static final Path SAMPLES = Path.of("samples");
    private static final List<String> VIEWS =
            List.of("timeline", "stacks", "banks", "handles", "sites", "entries", "findings", "integrity");
    private static final String ROWS = "#view-handles .table-rows .table-row";

    private Path folder;
    private Browser browser;

    @BeforeAll
    void start(@TempDir Path made) throws IOException, InterruptedException {
        folder = made;
        browser = Browser.required(Files.createDirectory(folder.resolve("profile")));
    }

    @BeforeEach
    void onALaptop() {
        browser.resize(1440, 900);
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> theNumbersOfThePageAreThoseOfTheJsonReport() throws IOException {
        List<Path> logs;
        try (Stream<Path> files = Files.list(SAMPLES)) {
            logs = files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
        return logs.stream()
                .map(log -> DynamicTest.dynamicTest(log.getFileName().toString(), () -> sameNumbers(log)));
    }

    @Test
    void whatElseIsSaidOfMemoryStandsWhereItBelongs() throws IOException {
        Path log = Path.of("src/test/resources/scenarios/allocator-figures.log");
        open(analyse(Files.readAllBytes(log), log.getFileName().toString()), "");
        choose("integrity");

        assertThat(browser.text("#view-integrity")).contains("Cross-checks", "of each bank are not in this log");
        Path capture = SAMPLES.resolve("graph-report.json");
        open(analyse(Files.readAllBytes(capture), capture.getFileName().toString()), "");
        choose("entries");

        assertThat(browser.text("#view-entries")).contains("MatmulDeviceOperation 2 of 3 times");
    }

    @Test
    void testsAndFailedAllocationsHaveViewsWhereThereAreSome() throws IOException {
        Path log = SAMPLES.resolve("tests-culprit-victim.log");
        open(analyse(Files.readAllBytes(log), log.getFileName().toString()), "");
        choose("tests");

        assertThat(browser.text("#view-tests")).contains("test_kv_cache[layers=2]", "culprit", "victim");
        choose("shortages");
        assertThat(browser.text("#view-shortages"))
                .contains("exhaustion", "only 89,204,704 B of each bank were free", "Enough room without 1 buffer");
        open(
                analyse("DEBUG: Tracking buffer at 0x1 size=4 device=0\n".getBytes(StandardCharsets.UTF_8), "run.log"),
                "");
        assertThat(browser.evaluate(
                                "['tests', 'shortages'].every((view) => document.getElementById('tab-' + view) === null)")
                        .asBoolean())
                .isTrue();
        assertThat(browser.complaints()).isEmpty();
    }

    private void sameNumbers(Path log) throws IOException {
        Analysis analysis = analyse(Files.readAllBytes(log), log.getFileName().toString());
        JsonNode report = new ObjectMapper().readTree(Written.by(new JsonReport(), analysis));
        open(analysis, "");

        assertThat(browser.text("#live-handles").replace(",", ""))
                .isEqualTo(report.at("/totals/live").asText());
        assertThat(browser.exact("#live-bytes"))
                .isEqualTo(report.at("/totals/live_bytes").asLong());
        assertThat(browser.exact("#live-occupied"))
                .isEqualTo(report.at("/totals/occupied_bytes").asLong());
        assertThat(browser.exact("#moment-bytes"))
                .isEqualTo(report.at("/peak/occupied_bytes").asLong());
        assertThat(parts()).isEqualTo(peakByVerdict(report));

        choose("handles");
        assertThat(browser.exact("#handles-shown"))
                .isEqualTo(report.get("handles").size());
        choose("sites");
        assertThat(browser.exact("#sites-shown"))
                .isEqualTo(SiteAccounts.of(analysis).size());
        assertThat(browser.complaints()).isEmpty();
    }

    private Map<String, Long> parts() {
        Map<String, Long> parts = new TreeMap<>();
        browser.evaluate("[...document.querySelectorAll('.timeline [data-category]')]"
                        + ".map((part) => [part.dataset.category, Number(part.dataset.exact)])")
                .forEach(part -> parts.put(part.get(0).asText(), part.get(1).asLong()));
        return parts;
    }

    private static Map<String, Long> peakByVerdict(JsonNode report) {
        Map<String, Long> parts = new TreeMap<>();
        for (JsonNode part : report.at("/peak/by_verdict")) {
            if (part.get("occupied_bytes").asLong() > 0) {
                parts.put(
                        part.get("verdict").asText(), part.get("occupied_bytes").asLong());
            }
        }
        return parts;
    }

    @Test
    void everyViewDrawsSomethingAndSaysNothingToTheConsole() throws IOException {
        Path page = open(sample("iteration-leak"), "");

        for (String view : List.of("timeline", "stacks", "banks")) {
            choose(view);
            browser.await("document.querySelector('#view-" + view + " canvas')?.width > 300");
            assertThat(colours(view)).as(view).isGreaterThan(3);
        }
        for (String view : List.of("handles", "sites", "entries", "findings", "integrity")) {
            choose(view);
            assertThat(browser.evaluate("document.querySelectorAll('#view-" + view
                                    + " :is(.table-rows .table-row, tbody tr)').length")
                            .asInt())
                    .as(view)
                    .isPositive();
        }
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests())
                .allMatch(address -> address.equals(page.toUri().toString()) || address.equals("data:,"))
                .contains(page.toUri().toString());
    }

    /** How many different colours a view's canvas shows, of a sample of its pixels. */
    private int colours(String view) {
        return browser.evaluate("(() => { const canvas = document.querySelector('#view-" + view + " canvas');"
                        + " const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);"
                        + " const seen = new Set();"
                        + " for (let at = 0; at < data.length; at += 4 * 37) seen.add(data.slice(at, at + 4).join());"
                        + " return seen.size; })()")
                .asInt();
    }

    @Test
    void atAGlanceNothingNeedsScrollingOnALaptop() throws IOException {
        open(sample("iteration-leak"), "");

        int bottom = browser.evaluate("Math.max(...[...document.querySelectorAll('.tile')]"
                        + ".map((tile) => tile.getBoundingClientRect().bottom))")
                .asInt();
        assertThat(bottom).isBetween(200, 700);
        assertThat(browser.text(".headline h1")).startsWith("Leak. 7 buffers of 112.0 KiB");
        assertThat(browser.text(".integrity")).contains("log intact");
    }

    @Test
    void nothingIsWiderThanAPhone() throws IOException {
        browser.resize(390, 844);
        open(sample("mesh-add-matmul"), "");
        for (String view : List.of("timeline", "stacks", "banks", "handles", "integrity")) {
            choose(view);
            assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                    .as(view)
                    .isLessThanOrEqualTo(390);
        }
    }

    @Test
    void tablesFilterAndSort() throws IOException {
        open(sample("iteration-leak"), "#view=handles");
        assertThat(browser.exact("#handles-shown")).isEqualTo(10);

        browser.change("#view-handles select", "leak");
        assertThat(browser.exact("#handles-shown")).isEqualTo(7);
        assertThat(browser.text("#view-handles .summary")).contains("7 handles, 112.0 KiB, 168.0 KiB occupied");

        browser.change("#view-handles select", "");
        browser.click("#view-handles [role=columnheader]:nth-child(2) button");
        assertThat(browser.texts(ROWS + " > :nth-child(2)")).first().isEqualTo("1.0 MiB");
        browser.click("#view-handles [role=columnheader]:nth-child(2) button");
        assertThat(browser.texts(ROWS + " > :nth-child(2)")).last().isEqualTo("1.0 MiB");

        browser.type("#view-handles input[type=search]", "softmax");
        browser.await("document.querySelector('#handles-shown').dataset.exact === '1'");
        assertThat(browser.texts(ROWS + " > :nth-child(1)")).containsExactly("■program-cache");
    }

    @Test
    void aFilterAndAnOrderStandInTheLink() throws IOException {
        open(sample("iteration-leak"), "#view=handles");
        browser.change("#view-handles select", "leak");
        browser.click("#view-handles [role=columnheader]:nth-child(6) button");
        browser.click("#view-handles [role=columnheader]:nth-child(6) button");
        List<String> addresses = browser.texts(ROWS + " > :nth-child(6)");
        String hash = browser.evaluate("location.hash").asText();

        open(sample("iteration-leak"), hash);

        assertThat(browser.texts(ROWS + " > :nth-child(6)"))
                .isEqualTo(addresses)
                .hasSize(7);
        assertThat(addresses.get(0)).isEqualTo("0x1c820");
    }

    @Test
    void aLinkLeadsToTheSameEvidenceAgain() throws IOException {
        open(sample("mesh-add-matmul"), "#view=handles");
        browser.click(ROWS + ":nth-child(5)");
        String told = browser.text(".evidence-content");
        String hash = browser.evaluate("location.hash").asText();
        assertThat(told)
                .contains(
                        "frame 1 `MeshWorkloadImpl::load_binaries()`", "decides", "mesh-add-matmul.log:", "8 devices");

        open(sample("mesh-add-matmul"), hash);

        assertThat(browser.text(".evidence-content")).isEqualTo(told);
        open(sample("mesh-add-matmul"), "#site=s-4ed64070");
        assertThat(browser.text(".evidence h2")).isEqualTo("ttnn::matmul");
        open(sample("mesh-add-matmul"), "#site=s-00000000");
        assertThat(browser.text(".evidence h2")).isEqualTo("No such site here");
    }

    @Test
    void theEvidenceTellsWhatHappenedAtTheAddressBefore() throws IOException {
        open(sample("iteration-leak"), "#view=handles");
        browser.type("#view-handles input[type=search]", "0x1a020");
        browser.await("document.querySelector('#handles-shown').dataset.exact === '1'");
        browser.click(ROWS);

        assertThat(browser.texts(".lives li")).last().asString().contains("live at the end, leak");
        assertThat(browser.texts(".lives li")).first().asString().contains("allocated at iteration-leak.log:");
    }

    @Test
    void everythingCanBeReachedByKeyboard() throws IOException {
        open(sample("iteration-leak"), "#view=timeline");
        browser.evaluate("document.querySelector('#tab-timeline').focus()");
        for (int i = 0; i < 3; i++) {
            browser.press("ArrowRight");
        }
        assertThat(browser.evaluate("document.activeElement.id").asText()).isEqualTo("tab-handles");

        browser.evaluate("document.querySelector('#view-handles .table').focus()");
        browser.press("ArrowDown");
        browser.press("Enter");
        assertThat(browser.evaluate("document.activeElement.className").asText())
                .isEqualTo("evidence");
        browser.press("Escape");
        assertThat(browser.evaluate("document.querySelector('.evidence').hidden")
                        .asBoolean())
                .isTrue();
        assertThat(browser.evaluate("document.activeElement.className").asText())
                .isEqualTo("table");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theMomentUnderTheCursorTellsWhatWasLive() throws IOException {
        open(sample("iteration-leak"), "#view=timeline&event=0");
        browser.await("document.querySelector('.u-over')");
        browser.evaluate("document.querySelector('.chart').focus()");
        browser.press("Home");
        browser.await("document.querySelector('#moment-bytes').dataset.exact === '0'");

        browser.press("ArrowRight");
        browser.await("document.querySelector('#moment-bytes').dataset.exact === '1056768'");
        assertThat(browser.text(".timeline .sites")).contains("init_command_queue_device");
    }

    @Test
    void theMouseMovesTheMomentAndZooms() throws IOException {
        open(sample("iteration-leak"), "#view=timeline");
        browser.await("document.querySelector('.u-over')");
        double width = browser.evaluate("document.querySelector('.u-over').getBoundingClientRect().width")
                .asDouble();

        Browser.Place quarter = browser.hover(".u-over", width / 4, 20, moment(11));
        browser.mouse("mousePressed", quarter.x(), quarter.y());
        browser.mouse("mouseMoved", quarter.x() + width / 4, quarter.y());
        browser.mouse("mouseReleased", quarter.x() + width / 4, quarter.y());
        browser.hover(".u-over", 1, 20, moment(11));
        browser.click("#view-timeline .controls button:last-child");
        browser.hover(".u-over", 2, 20, moment(0));
        assertThat(browser.complaints()).isEmpty();
    }

    private static String moment(int event) {
        return "document.querySelector('.moment h3').textContent.startsWith('After event " + event + "')";
    }

    @Test
    void theMouseZoomsIntoAFrameAndOpensABlock() throws IOException {
        open(sample("iteration-leak"), "#view=stacks");
        browser.change("#view-stacks select", "live");
        Browser.Place frame = browser.hover(
                "#view-stacks canvas", 20, 33, "document.querySelector('#frame-bytes').dataset.exact === '1056768'");
        browser.mouse("mousePressed", frame.x(), frame.y());
        browser.mouse("mouseReleased", frame.x(), frame.y());
        browser.await("document.querySelector('#view-stacks .moment h3').textContent"
                + ".startsWith('tt::tt_metal::distributed::MeshDevice::create(...)')");

        choose("banks");
        browser.await("document.querySelector('#view-banks canvas')");
        browser.evaluate("document.querySelector('#view-banks canvas').scrollIntoView({ block: 'center' })");
        Browser.Place block = browser.hover(
                "#view-banks canvas",
                100,
                30,
                "document.querySelector('#view-banks .told').textContent.includes('0x20 to 0x15820: system')");
        browser.mouse("mousePressed", block.x(), block.y());
        browser.mouse("mouseReleased", block.x(), block.y());
        browser.await("document.querySelector('.evidence h2')?.textContent === '0x20 in DRAM of device 0'");
    }

    @Test
    void callStacksAddUpFromBothEnds() throws IOException {
        open(sample("iteration-leak"), "#view=stacks");
        assertThat(browser.exact("#frame-bytes")).isEqualTo(7 * 24576);

        browser.change("#view-stacks select", "live");
        assertThat(browser.exact("#frame-bytes")).isEqualTo(browser.exact("#live-occupied"));
        browser.change("#view-stacks label:nth-of-type(3) select", "leaf");
        assertThat(browser.exact("#frame-bytes")).isEqualTo(browser.exact("#live-occupied"));

        browser.type("#view-stacks input[type=search]", "load_binaries");
        assertThat(browser.text("#view-stacks .controls")).contains("48.0 KiB found");
    }

    @Test
    void theBankMapAgreesWithTheAllocatorThatRanOutOfMemory() throws IOException {
        open(sample("oom-fragmented"), "#view=banks");

        assertThat(browser.exact("#bank-free")).isEqualTo(626_257_888);
        assertThat(browser.exact("#bank-largest")).isEqualTo(178_862_048);
    }

    @Test
    void theBankMapOfL1HasShardsAndCircularBuffers() throws IOException {
        String log = "DEBUG: Tracking buffer at 0x120000 size=131072 device=0 type=L1 page_size=2048 banks=64 pid=1\n"
                + "DEBUG: Tracking buffer at 0x100000 size=524288 device=0 type=L1 page_size=65536 banks=8 pid=1\n"
                + "DEBUG: Tracking buffer at 0x19cc0 size=6400 device=0 type=CB page_size=100 banks=64 pid=1\n";
        open(analyse(log.getBytes(StandardCharsets.UTF_8), "l1.log"), "#view=banks");
        browser.change("#view-banks select", "0");

        assertThat(browser.text("#view-banks select")).startsWith("device 0, L1");
        assertThat(browser.exact("#bank-used")).isEqualTo(2048 + 65_536 + 128);
        assertThat(browser.text("#view-banks .table-rows")).contains("circular buffer");
    }

    @Test
    void theBankMapOfThePeakHasMoreThanThatOfTheEnd() throws IOException {
        open(sample("iteration-leak"), "#view=banks");
        long end = browser.exact("#bank-used");
        String peak = browser.evaluate("document.querySelectorAll('#view-banks select')[1].options[1].value")
                .asText();
        browser.change("#view-banks label:nth-of-type(2) select", peak);

        assertThat(end * 12).isEqualTo(browser.exact("#live-occupied"));
        assertThat(browser.exact("#bank-used") * 12).isEqualTo(1_474_560);
    }

    @Test
    void whatIsSavedAreTheFilteredRows() throws IOException {
        open(sample("iteration-leak"), "#view=handles&handles.verdict=leak");
        browser.evaluate("URL.createObjectURL = (blob) => { window.saved = blob.text(); return 'about:blank#'; }");
        browser.evaluate("HTMLAnchorElement.prototype.click = () => {}");
        browser.evaluate("[...document.querySelectorAll('#view-handles button')]"
                + ".find((made) => made.textContent === 'Save as CSV').click()");

        List<String> lines = browser.evaluate("window.saved").asText().lines().toList();
        assertThat(lines).hasSize(8);
        assertThat(lines.get(0)).startsWith("run,process,device,memory,address,size_bytes,occupied_bytes,verdict");
        assertThat(lines.subList(1, 8)).allMatch(line -> line.contains(",leak,definite,grows-per-iteration,"));
        String row = Written.by(new LiveBuffersCsv(), sample("iteration-leak"))
                .lines()
                .filter(line -> line.contains("0x19820"))
                .findFirst()
                .orElseThrow();
        assertThat(lines.get(1)).startsWith(row.substring(0, row.indexOf(",s-")));
    }

    @Test
    void aHostileLogStaysText() throws IOException {
        Path page = open(analyse(HostileLog.text().getBytes(StandardCharsets.UTF_8), "<b>evil</b>.log"), "");
        for (String view : VIEWS) {
            choose(view);
        }
        choose("handles");
        for (int row = 1; row <= HostileLog.TEXTS.size(); row++) {
            browser.click(ROWS + ":nth-child(" + row + ")");
        }

        assertThat(browser.evaluate("typeof window.hacked").asText()).isEqualTo("undefined");
        assertThat(browser.evaluate("document.querySelectorAll('main :is(script, img, svg, style, iframe, b)').length")
                        .asInt())
                .isZero();
        assertThat(browser.evaluate("[...document.querySelectorAll('main *')].flatMap((made) => [...made.attributes])"
                                + ".filter((attribute) => attribute.name.startsWith('on')).length")
                        .asInt())
                .isZero();
        assertThat(browser.texts(ROWS + " > :nth-child(7)").stream().map(String::strip))
                .anyMatch(shown -> shown.contains("<script>window.hacked = 1</script>"));
        assertThat(browser.text("body"))
                .doesNotContainPattern("[\\u0000-\\u0008\\u001b\\u202a-\\u202e\\u2066-\\u2069\\u2028]");
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests())
                .allMatch(address -> address.equals(page.toUri().toString()) || address.equals("data:,"));
    }

    @Test
    void aTableOfManyRowsDrawsThoseThatAreSeen() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            log.append("DEBUG: Tracking buffer at 0x")
                    .append(Integer.toHexString(32 * i + 32))
                    .append(" size=32 device=0 type=DRAM pid=1\n");
        }
        open(analyse(log.toString().getBytes(StandardCharsets.UTF_8), "many.log"), "#view=handles");
        assertThat(browser.texts(ROWS)).hasSizeBetween(10, 60);

        browser.evaluate("document.querySelector('#view-handles .table').scrollTop = 1e9");
        browser.await("document.querySelector('" + ROWS + ":last-child').textContent.includes('many.log:20000')");
        assertThat(browser.texts(ROWS)).hasSizeBetween(10, 60);
    }

    @Test
    void aPageOfALongLogSaysWhatWasAddedUp() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            String at = "0x" + Integer.toHexString(32 * i + 32) + " size=64 device=" + i % 2 + " type=DRAM pid=1\n";
            log.append("DEBUG: Tracking buffer at ").append(at);
            log.append(i % 100 == 0 ? "" : "DEBUG: Untracking buffer at " + at);
        }
        Path page = open(analyse(log.toString().getBytes(StandardCharsets.UTF_8), "long.log"), "#view=timeline");

        assertThat(browser.text("#view-timeline .aggregated")).contains("of 59,700 events: the log is too long");
        assertThat(browser.exact("#moment-bytes")).isPositive();
        choose("banks");
        assertThat(browser.text("#view-banks .aggregated")).contains("The end of the run and 1 other moment only");
        browser.change("#view-banks label:nth-of-type(2) select", Long.toString(exactPeakEvent()));
        assertThat(browser.exact("#bank-used")).isPositive();
        assertThat(Files.size(page)).isLessThan(400_000);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void thePageWritesNumbersAsTheOtherReportsDo() throws IOException {
        browser.call("Page.navigate", Map.of("url", "about:blank"));
        String script = PageTemplate.resource("units.js");
        LongStream numbers = LongStream.iterate(1, number -> number < 1L << 52, number -> number * 7 / 4 + 1);
        for (long number : numbers.toArray()) {
            JsonNode written = browser.evaluate("(() => { " + script + " return [bytes(" + number + "), grouped("
                    + number + "), hex(" + number + ")]; })()");
            assertThat(List.of(
                            written.get(0).asText(),
                            written.get(1).asText(),
                            written.get(2).asText()))
                    .containsExactly(Units.bytes(number), Units.grouped(number), Units.address(number));
        }
        for (String text : HostileLog.TEXTS) {
            String shown = browser.evaluate("(() => { " + script + " return visible(" + escaped(text) + "); })()")
                    .asText();
            assertThat(shown).isEqualTo(Visible.of(text));
        }
    }

    /** The text as a literal that has ASCII characters only: half a character cannot be sent otherwise. */
    private static String escaped(String text) {
        StringBuilder literal = new StringBuilder("'");
        text.chars().forEach(unit -> literal.append(String.format(Locale.ROOT, "\\u%04x", unit)));
        return literal.append("'").toString();
    }

    private long exactPeakEvent() {
        return browser.evaluate("Number(document.querySelectorAll('#view-banks select')[1].options[1].value)")
                .asLong();
    }

    private static Analysis sample(String name) throws IOException {
        return analyse(Files.readAllBytes(SAMPLES.resolve(name + ".log")), name + ".log");
    }

    private static Analysis analyse(byte[] log, String name) throws IOException {
        return Analyzer.analyze(
                List.of(Source.of(name, new ByteArrayInputStream(log))), AnalysisOptions.ALL.withHistory(true));
    }

    private Path open(Analysis analysis, String hash) throws IOException {
        Path page = folder.resolve("report.html");
        Files.writeString(page, Written.by(new HtmlReport(), analysis));
        browser.open(page, hash);
        return page;
    }

    private void choose(String view) {
        browser.click("#tab-" + view);
    }
}
