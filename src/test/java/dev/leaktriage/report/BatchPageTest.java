package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.batch.BatchOptions;
import dev.leaktriage.batch.FileJudge;
import dev.leaktriage.batch.InputFile;
import dev.leaktriage.model.SummaryFold;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks at the page of a batch with a real browser; skipped, and loudly, where there is none. */
class BatchPageTest {
    private static final String LOGS = "table[aria-label^=Logs] ";

    @TempDir
    private Path folder;

    private Path page() throws IOException {
        SummaryFold fold = new SummaryFold();
        for (String name : List.of("decode-after", "decode-before", "iteration-leak", "lost-lines", "none")) {
            Path path = Path.of("samples", name + ".log");
            fold.add(new FileJudge(BatchOptions.plain("test")).judge(new InputFile(path, name + ".log", 0, true)));
        }
        Path page = folder.resolve("batch.html");
        try (Writer out = Files.newBufferedWriter(page)) {
            new BatchPage().write(fold.result(), ReportOptions.PLAIN, out);
        }
        return page;
    }

    private static List<String> column(Browser browser, int number) {
        String name = number == 1 ? " > span:first-child" : "";
        return browser.texts(LOGS + "tbody tr:not([hidden]) td:nth-child(" + number + ")" + name).stream()
                .map(cell -> cell.replace(",", ""))
                .toList();
    }

    private static void head(Browser browser, int number) {
        browser.click(LOGS + "th:nth-child(" + number + ") button");
    }

    @Test
    void tablesAreSortedAndFilteredWithoutANetworkAndWithoutComplaints() throws Exception {
        try (Browser browser = Browser.required(Files.createDirectory(folder.resolve("profile")))) {
            browser.resize(1440, 900);
            Path page = page();
            browser.open(page, "");
            List<String> worstFirst = column(browser, 1);
            assertThat(worstFirst).hasSize(5).startsWith("none.log");

            head(browser, 7);
            assertThat(column(browser, 7).stream().map(Long::valueOf))
                    .isSortedAccordingTo(Comparator.reverseOrder())
                    .hasSize(4);
            assertThat(column(browser, 1)).endsWith("none.log");
            head(browser, 7);
            assertThat(column(browser, 7).stream().map(Long::valueOf)).isSorted();

            head(browser, 1);
            assertThat(column(browser, 1)).isSorted();
            head(browser, 1);
            assertThat(column(browser, 1)).isSortedAccordingTo(Collections.reverseOrder());

            browser.type("input[aria-label*=Logs]", "DECODE intact");
            assertThat(column(browser, 1)).containsExactly("decode-before.log", "decode-after.log");
            assertThat(browser.texts("output")).containsExactly("", "2 of 5 rows");
            browser.type("input[aria-label*=Logs]", "");
            assertThat(column(browser, 1)).containsExactlyInAnyOrderElementsOf(worstFirst);

            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.requests()).containsOnly(page.toUri().toString());
            browser.resize(390, 844);
            assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                    .isLessThanOrEqualTo(390);
        }
    }
}
