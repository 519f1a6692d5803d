package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leaktriage.batch.BatchOptions;
import dev.leaktriage.batch.FileJudge;
import dev.leaktriage.batch.InputFile;
import dev.leaktriage.model.BatchSummary;
import dev.leaktriage.model.LogSummary;
import dev.leaktriage.model.SummaryFold;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written about many logs. */
class BatchReportsTest {
    private static final String HOSTILE = "<script>alert('1')</script>&\"\u001b[31m.log";

    @TempDir
    private Path folder;

    private static BatchSummary samples() throws IOException {
        return of(BatchOptions.plain("test"));
    }

    private static BatchSummary of(BatchOptions options) throws IOException {
        SummaryFold fold = new SummaryFold();
        try (Stream<Path> samples = Files.list(Path.of("samples"))) {
            for (Path path : samples.filter(Files::isRegularFile).toList()) {
                String name = path.getFileName() + (path.endsWith("lost-lines.log") ? HOSTILE : "");
                fold.add(new FileJudge(options).judge(new InputFile(path, name, 0, true)));
            }
        }
        return fold.result();
    }

    private static String written(BatchReport report, BatchSummary summary) throws IOException {
        StringWriter out = new StringWriter();
        report.write(summary, ReportOptions.PLAIN, out);
        return out.toString();
    }

    private static BatchSummary read(String json) throws IOException {
        return SavedSummary.read("a.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatWasReadAndIsWrittenAgainIsTheSame() throws IOException {
        BatchSummary summary = samples();
        String json = written(new SummaryJson(), summary);

        assertThat(read(json)).isEqualTo(summary);
        assertThat(written(new SummaryJson(), read(json))).isEqualTo(json);
    }

    @Test
    void aSummaryThatWasCutIsRefusedWithItsPlace() throws IOException {
        String json = written(new SummaryJson(), samples());

        assertThatThrownBy(() -> read(json.substring(0, json.length() / 2)))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("a\\.json:\\d+:\\d+: error: the file ends too early: it was cut short");
        assertThatThrownBy(() -> read("{}")).hasMessageStartingWith("a.json:1:1: error: no summary");
    }

    @Test
    void everyReportKnowsItsOwnFiles() throws IOException {
        BatchSummary summary = samples();
        Stream.concat(BatchReports.FORMATS.values().stream(), BatchReports.FILES.values().stream())
                .forEach(report -> assertThat(List.of(summary, BatchSummary.NONE))
                        .allSatisfy(any -> {
                            List<String> lines = written(report, any)
                                    .lines()
                                    .limit(Overwriting.HEAD_LINES)
                                    .toList();
                            assertThat(report.wrote(lines))
                                    .as(report.toString())
                                    .isTrue();
                            assertThat(report.wrote(List.of("mine"))).isFalse();
                        }));
    }

    @Test
    void nothingInALogBecomesAnElementOfThePage() throws IOException {
        String page = written(new BatchPage(), samples());

        assertThat(page)
                .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;")
                .containsOnlyOnce("<script")
                .doesNotContain("\u001b", "javascript:", "http://", "https://");
    }

    private static String only(String element, String page) {
        Matcher found = Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void thePolicyOfThePageAllowsItsOwnScriptAndStyleOnly() throws IOException {
        String page = written(new BatchPage(), samples());

        assertThat(page)
                .contains("content=\"default-src 'none'; script-src 'sha256-" + Markup.sha256(only("script", page))
                        + "'; style-src 'sha256-" + Markup.sha256(only("style", page))
                        + "'; base-uri 'none'; form-action 'none'\"");
        assertThat(only("script", page))
                .doesNotContainPattern(
                        "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|new Function|fetch\\(|XMLHttpRequest|import\\(|\\.on[a-z]+ = ");
    }

    @Test
    void whatIsWrittenAsJsonIsWhatIsDocumented() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no record\n");
        SummaryFold fold = new SummaryFold();
        fold.add(samples());
        for (Path path : List.of(text, folder.resolve("none.log"))) {
            InputFile file = new InputFile(path, path.getFileName().toString(), 0, false);
            fold.add(new FileJudge(BatchOptions.plain("test")).judge(file));
        }
        BatchSummary summary = fold.result();

        assertThat(summary.logs()).extracting(LogSummary::state).contains(LogSummary.State.values());
        JsonNode json = new ObjectMapper().readTree(written(new SummaryJson(), summary));
        assertThat(SchemaCheck.complaints(SchemaCheck.schema("summary.schema.json"), json))
                .isEmpty();
    }

    @Test
    void everyLogHasARowInEveryTableForPrograms() throws IOException {
        BatchSummary summary = samples();

        assertThat(written(new BatchLogsCsv(), summary))
                .hasLineCount(summary.logs().size() + 1);
        assertThat(written(new BatchSitesCsv(), summary))
                .hasLineCount(summary.sites().size() + 1);
    }

    @Test
    void whatAProgramThatWasKilledLeftIsRemoved() throws IOException {
        Path staged = Files.writeString(folder.resolve(".report.json.99999999999.tmp"), "half");
        long alive = ProcessHandle.current().parent().orElseThrow().pid();
        Path others = Files.writeString(folder.resolve(".report.json." + alive + ".tmp"), "half");
        Path mine = Files.writeString(folder.resolve(".mine.tmp"), "mine");
        LogReports.removeStaged(folder);

        assertThat(staged).doesNotExist();
        assertThat(mine).exists();
        assertThat(others).exists();
    }
}
