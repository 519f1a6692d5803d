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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Looks at pages of differences with a real browser; skipped, and loudly, where there is none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiffPageTest {
    private static final List<String> VIEWS =
            List.of("timeline", "stacks", "changes", "events", "devices", "integrity");
    private static final String ROWS = "#view-changes .table-rows .table-row";
    private static final List<String> SAMPLES =
            List.of("decode-before", "decode-after", "iteration-leak", "lost-lines", "two-processes", "dangling-view");

    /** Matched by their templates: one grew. */
    private static final String BEFORE = log(
            stack("alloc<float, 4>(int)", "ttnn::conv()", "step()", "main()"),
            stack("create_device_tensor()", "ttnn::gone()", "main()"),
            stack("create_device_tensor()", "ttnn::old()", "stage_one()", "stage_two()", "main()"));

    private static final String AFTER = log(
            stack("alloc<bfloat16, 8>(int)", "ttnn::conv()", "step()", "main()"),
            stack("alloc<bfloat16, 8>(int)", "ttnn::conv()", "step()", "main()"),
            stack("create_device_tensor()", "ttnn::renamed()", "stage_one()", "stage_two()", "main()"));

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
    Stream<DynamicTest> theNumbersOfThePageAreThoseOfTheJsonReport() {
        return SAMPLES.stream()
                .flatMap(base -> SAMPLES.stream()
                        .map(current -> DynamicTest.dynamicTest(
                                base + " to " + current, () -> sameNumbers(sample(base), sample(current)))));
    }

    private void sameNumbers(Analysis base, Analysis current) throws IOException {
        Delta delta = delta(base, current);
        JsonNode report = new ObjectMapper().readTree(Written.by(new DeltaJson(), delta, DeltaOptions.PLAIN));
        open(delta, "#view=timeline");

        sameSums("live", report.get("totals"));
        for (JsonNode verdict : report.get("verdicts")) {
            if (verdict.at("/base/handles").asLong()
                            + verdict.at("/current/handles").asLong()
                    > 0) {
                sameSums("verdict-" + verdict.get("verdict").asText(), verdict);
            }
        }
        assertThat(browser.exact("#total-occupied"))
                .isEqualTo(report.at("/totals/delta/occupied_bytes").asLong());
        assertThat(browser.exact("#peak-occupied"))
                .isEqualTo(report.at("/peak/delta/occupied_bytes").asLong());

        assertThat(browser.exact("#moment-current"))
                .isEqualTo(report.at("/peak/current/occupied_bytes").asLong());
        browser.evaluate("document.querySelector('.chart').focus()");
        browser.press("End");
        for (String side : List.of("base", "current")) {
            assertThat(browser.exact("#moment-" + side))
                    .isEqualTo(report.at("/totals/" + side + "/occupied_bytes").asLong());
        }

        choose("stacks");
        browser.change("#view-stacks select", "live");
        if (report.at("/totals/base/handles").asLong() > 0) {
            for (String side : List.of("base", "current")) {
                assertThat(browser.exact("#frame-" + side))
                        .isEqualTo(
                                report.at("/totals/" + side + "/occupied_bytes").asLong());
            }
        }
        choose("changes");
        assertThat(browser.exact("#changes-shown"))
                .isEqualTo(report.get("sites").size());
        assertThat(browser.exact("#changes-size"))
                .isEqualTo(report.at("/totals/delta/size_bytes").asLong());
        assertThat(browser.complaints()).isEmpty();
    }

    private void sameSums(String name, JsonNode sums) {
        for (String side : List.of("base", "current")) {
            assertThat(browser.exact("#" + name + "-" + side))
                    .isEqualTo(sums.at("/" + side + "/size_bytes").asLong());
        }
        assertThat(browser.exact("#" + name + "-change"))
                .isEqualTo(sums.at("/delta/size_bytes").asLong());
    }

    @Test
    void everyViewDrawsSomethingAndSaysNothingToTheConsole() throws IOException {
        Path page = open(delta(sample("decode-before"), sample("decode-after")), "");

        for (String view : List.of("timeline", "stacks")) {
            choose(view);
            browser.await("document.querySelector('#view-" + view + " canvas')?.width > 300");
            assertThat(colours(view)).as(view).isGreaterThan(3);
        }
        choose("changes");
        assertThat(browser.texts(ROWS)).hasSize(1);
        for (String view : List.of("events", "devices", "integrity")) {
            choose(view);
            assertThat(browser.text("#view-" + view)).as(view).isNotBlank();
        }
        assertThat(browser.texts("#view-events tbody tr")).hasSize(2);
        assertThat(browser.text("#view-integrity")).contains("7 sites matched: 7 by equal stacks.");
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
        open(delta(sample("decode-before"), sample("lost-lines")), "");

        int bottom = browser.evaluate("Math.max(...[...document.querySelectorAll('.tile')]"
                        + ".map((tile) => tile.getBoundingClientRect().bottom))")
                .asInt();
        assertThat(bottom).isBetween(200, 700);
        assertThat(browser.text(".integrity")).contains("base: log intact").contains("current: LOG DAMAGED");

        open(delta(sample("decode-before"), sample("decode-after")), "");
        assertThat(browser.text(".headline h1")).startsWith("Regression. 10 new leaks of 320.0 KiB");
    }

    @Test
    void nothingIsWiderThanAPhone() throws IOException {
        browser.resize(390, 844);
        open(delta(sample("decode-before"), sample("decode-after")), "");
        for (String view : VIEWS) {
            choose(view);
            assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                    .as(view)
                    .isLessThanOrEqualTo(390);
        }
        assertThat(browser.evaluate("[...document.querySelectorAll('.tile')]"
                                + ".every((tile) => tile.scrollWidth <= tile.clientWidth)")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void runsAreAlignedAtTheMarksThatBothHave() throws IOException {
        open(delta(sample("decode-before"), sample("decode-after")), "#view=timeline&moment=46");
        assertThat(browser.text("#view-timeline .parts"))
                .contains("after event 46, after checkpoint \"token 1\"")
                .contains("after event 42, after checkpoint \"token 1\"");
        assertThat(browser.exact("#moment-change"))
                .isEqualTo(browser.exact("#moment-current") - browser.exact("#moment-base"))
                .isPositive();

        browser.change("#view-timeline select", "event");
        assertThat(browser.text("#view-timeline .parts"))
                .contains("after event 46, after checkpoint \"token 1\"")
                .doesNotContain("after event 42");
        browser.change("#view-timeline select", "share");
        assertThat(browser.text("#view-timeline")).contains("Both runs fill the axis");
        assertThat(browser.evaluate("location.hash").asText()).contains("aligned=share");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void ofASavedReportThePageSaysHowMuchItKnows() throws IOException {
        String saved = Written.by(new JsonReport(), sample("decode-before"));
        Analysis base =
                SavedReport.read("report.json", new ByteArrayInputStream(saved.getBytes(StandardCharsets.UTF_8)));
        open(delta(base, sample("decode-after")), "#view=timeline");

        assertThat(browser.text("#view-timeline .aggregated"))
                .startsWith("The base is known after ")
                .doesNotContain("The current run");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void changesFilterAndSortAndTheLinkKeepsThat() throws IOException {
        Delta delta = delta(run("a.log", BEFORE), run("b.log", AFTER));
        open(delta, "#view=changes");
        assertThat(browser.texts(ROWS + " > :nth-child(1)")).containsExactlyInAnyOrder("▲grown", "→moved", "✕gone");

        browser.click("#view-changes [role=columnheader]:nth-child(4) button");
        assertThat(browser.texts(ROWS + " > :nth-child(4)"))
                .containsExactly("4.0 KiB → 8.0 KiB", "4.0 KiB", "4.0 KiB → 0 B");
        browser.type("#view-changes input[type=search]", "ttnn::gone");
        browser.await("document.querySelector('#changes-shown').dataset.exact === '1'");
        String hash = browser.evaluate("location.hash").asText();

        open(delta, hash);
        assertThat(browser.texts(ROWS + " > :nth-child(1)")).containsExactly("✕gone");
        browser.type("#view-changes input[type=search]", "");
        browser.await("document.querySelector('#changes-shown').dataset.exact === '3'");
        browser.change("#view-changes label:nth-of-type(2) select", "template");
        assertThat(browser.texts(ROWS + " > :nth-child(1)")).containsExactly("▲grown");
    }

    @Test
    void aLinkLeadsToAChangeWithBothStacksAndWhatItsTierIgnored() throws IOException {
        Delta delta = delta(run("a.log", BEFORE), run("b.log", AFTER));
        open(delta, "#view=changes&changes.tier=template");
        browser.click(ROWS);
        String told = browser.text(".evidence-content");
        String hash = browser.evaluate("location.hash").asText();
        assertThat(told)
                .contains("1 → 2", "template: template arguments, lambda numbers and compiler clones folded")
                .contains("a.log:", "b.log:");
        assertThat(browser.texts(".evidence mark")).containsExactly("bfloat16, 8", "float, 4");

        open(delta, hash);
        assertThat(browser.text(".evidence-content")).isEqualTo(told);
        open(
                delta,
                "#site=" + delta.changes().get(0).base().orElseThrow().site().id());
        assertThat(browser.text(".evidence-content")).isEqualTo(told);
        open(delta, "#site=s-00000000");
        assertThat(browser.text(".evidence h2")).isEqualTo("No such site here");
    }

    @Test
    void ofASiteThatMovedTheFramesThatDifferAreMarked() throws IOException {
        open(delta(run("a.log", BEFORE), run("b.log", AFTER)), "#view=changes&changes.tier=moved");
        browser.click(ROWS);

        assertThat(browser.texts(".evidence mark")).containsExactly("ttnn::renamed()", "ttnn::old()");
        assertThat(browser.texts(".evidence dd")).contains("moved: most of the frames are common");
    }

    @Test
    void aClickOnAFrameOfOneSiteShowsItsChange() throws IOException {
        open(delta(run("a.log", BEFORE), run("b.log", AFTER)), "#view=stacks");
        browser.await("document.querySelector('#view-stacks canvas')?.width > 300");
        JsonNode box =
                browser.evaluate("document.querySelector('#view-stacks canvas').getBoundingClientRect().toJSON()");
        double x = box.get("x").asDouble() + 10;
        double y = box.get("y").asDouble() + 3 * 22 + 10;
        browser.mouse("mouseMoved", x, y);
        browser.mouse("mousePressed", x, y);
        browser.mouse("mouseReleased", x, y);

        assertThat(browser.text(".evidence h2")).isEqualTo("ttnn::conv");
        assertThat(browser.text("#view-stacks .moment h3")).contains("4.0 KiB → 8.0 KiB (+4.0 KiB)");
    }

    @Test
    void everythingCanBeReachedByKeyboard() throws IOException {
        open(delta(run("a.log", BEFORE), run("b.log", AFTER)), "#view=timeline");
        browser.evaluate("document.querySelector('#tab-timeline').focus()");
        browser.press("ArrowRight");
        browser.press("ArrowRight");
        assertThat(browser.evaluate("document.activeElement.id").asText()).isEqualTo("tab-changes");

        browser.evaluate("document.querySelector('#view-changes .table').focus()");
        browser.press("ArrowDown");
        browser.press("Enter");
        assertThat(browser.evaluate("document.activeElement.className").asText())
                .isEqualTo("evidence");
        browser.press("Escape");
        assertThat(browser.evaluate("document.activeElement.className").asText())
                .isEqualTo("table");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatIsSavedAreTheFilteredRows() throws IOException {
        open(delta(run("a.log", BEFORE), run("b.log", AFTER)), "#view=changes&changes.change=gone");
        browser.evaluate("URL.createObjectURL = (blob) => { window.saved = blob.text(); return 'about:blank#'; }");
        browser.evaluate("HTMLAnchorElement.prototype.click = () => {}");
        browser.evaluate("[...document.querySelectorAll('#view-changes button')]"
                + ".find((made) => made.textContent === 'Save as CSV').click()");

        List<String> lines = browser.evaluate("window.saved").asText().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("change,tier,change_confidence,site,base_site,memory,operation,");
        assertThat(lines.get(1)).startsWith("gone,,").contains(",1,0,4096,0,").endsWith("a.log:7,");
    }

    @Test
    void aHostileLogStaysText() throws IOException {
        String other = HostileLog.text().replaceAll("size=4096", "size=8192").replace("ttnn::", "ttnn::other::");
        Path page = open(delta(run("<b>evil</b>.log", HostileLog.text()), run("<i>evil</i>.log", other)), "");
        VIEWS.forEach(this::choose);
        choose("changes");
        int rows = browser.texts(ROWS).size();
        assertThat(rows).isGreaterThanOrEqualTo(HostileLog.TEXTS.size());
        for (int row = 1; row <= rows; row++) {
            browser.click(ROWS + ":nth-child(" + row + ")");
        }

        assertThat(browser.evaluate("typeof window.hacked").asText()).isEqualTo("undefined");
        assertThat(browser.evaluate(
                                "document.querySelectorAll('main :is(script, img, svg, style, iframe, b, i)').length")
                        .asInt())
                .isZero();
        assertThat(browser.evaluate("[...document.querySelectorAll('main *')].flatMap((made) => [...made.attributes])"
                                + ".filter((attribute) => attribute.name.startsWith('on')).length")
                        .asInt())
                .isZero();
        assertThat(browser.text("body"))
                .contains("<script>window.hacked = 1</script>")
                .doesNotContainPattern("[\\u0000-\\u0008\\u001b\\u202a-\\u202e\\u2066-\\u2069\\u2028]");
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests())
                .allMatch(address -> address.equals(page.toUri().toString()) || address.equals("data:,"));
    }

    private static String log(String... stacks) {
        StringBuilder log = new StringBuilder();
        for (String stack : stacks) {
            log.append("DEBUG: Tracking buffer at 0x")
                    .append(Integer.toHexString(0x1000 * (log.length() + 1)))
                    .append(" size=4096 device=0 type=DRAM pid=1\n")
                    .append(stack);
        }
        return log.toString();
    }

    private static String stack(String... frames) {
        StringBuilder lines = new StringBuilder("  Call stack:\n");
        for (int i = 0; i < frames.length; i++) {
            lines.append("    ").append(i + 1).append(". ").append(frames[i]).append('\n');
        }
        return lines.toString();
    }

    private static Analysis sample(String name) throws IOException {
        return run(name + ".log", Files.readString(Path.of("samples", name + ".log")));
    }

    private static Analysis run(String name, String log) throws IOException {
        return Analyzer.analyze(
                List.of(Source.of(name, new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)))),
                AnalysisOptions.ALL.withHistory(true));
    }

    private static Delta delta(Analysis base, Analysis current) {
        return Comparison.compare(base, current, CompareOptions.PLAIN);
    }

    private Path open(Delta delta, String hash) throws IOException {
        Path page = folder.resolve("diff.html");
        Files.writeString(page, Written.by(new DeltaHtml(), delta, DeltaOptions.PLAIN));
        browser.open(page, hash);
        return page;
    }

    private void choose(String view) {
        browser.click("#tab-" + view);
    }
}
