package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.ProcessLife.End;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
    private static final MarkdownReport REPORT = new MarkdownReport();

    @Test
    void theFirstParagraphsAccountForEverything() {
        assertThat(Written.by(REPORT, Runs.damaged())).startsWith("""
                **lost.log: 1 allocated - 0 freed - 0 superseded = 1 live (12.0 KiB): 1 leak. LEAK: 1 possible. LOG DAMAGED.**

                LOG DAMAGED: at least 3 events are missing (lost.log:23: seq jumps from 4 to 7; 1 more sign below); \
                no number here is certain; process 7 was cut off (the text breaks off in a record at lost.log:211).
                """);
    }

    @Test
    void tablesSayTheSameAsTheText() {
        assertThat(Written.by(REPORT, Runs.mesh()))
                .contains("""
                ### Verdicts

                | verdict | handles | size | occupied | exact size | details |
                | --- | ---: | ---: | ---: | ---: | --- |
                | program-cache | 16 | 192.0 KiB | 384.0 KiB | 196,608 B | freed by clearing the program cache |
                | live | 16 | 192.0 KiB | 384.0 KiB | 196,608 B |  |

                In bytes: 262,144 allocated - 65,536 freed - 0 superseded = 196,608 live.
                """)
                .contains("| 0-7 (x8) | DRAM | 2 | 24.0 KiB | 48.0 KiB | 2 program-cache |");
    }

    @Test
    void textFromTheLogIsNeverMarkup() {
        String markdown = Written.by(REPORT, Runs.hostile());

        assertThat(markdown).doesNotContain("<script").doesNotContain("`").doesNotContain("[2J");
        assertThat(markdown.chars().filter(c -> c != '\n' && Character.isISOControl(c)))
                .isEmpty();
        assertThat(markdown).contains("&#60;script&#62;alert(1)&#60;/script&#62;");
    }

    @Test
    void everyRowOfATableHasTheColumnsOfItsHead() {
        for (Analysis analysis : Runs.all()) {
            long columns = 0;
            for (String line : Written.by(REPORT, analysis).lines().toList()) {
                long bars = line.startsWith("|")
                        ? line.chars().filter(c -> c == '|').count()
                        : 0;
                if (columns > 0 && bars > 0) {
                    assertThat(bars).as(line).isEqualTo(columns);
                }
                columns = bars;
            }
        }
    }

    @Test
    void linksAndMentionsOfALogAreNoLinksAndMentions() {
        assertThat(MarkdownText.of("see https://evil.example, www.evil.example, @everyone, load_binaries, __init__"))
                .isEqualTo("see https&#58;//evil.example, www&#46;evil.example, &#64;everyone, load_binaries,"
                        + " &#95;&#95;init&#95;&#95;");
    }

    @Test
    void aPageThatWouldBeDroppedIsCutAndSaysSo() {
        RunBuilder run = new RunBuilder("big.log").life("big.log", OptionalLong.of(1), End.ORDERLY, "", 0);
        for (int line = 1; line <= 20_000; line++) {
            run.finding(FindingId.MALFORMED_RECORD, 0, line, 0, "\u20ac".repeat(300), "");
        }

        String markdown = Written.by(REPORT, run.build(), ReportOptions.PLAIN.withTop(20_000));

        assertThat(markdown.getBytes(StandardCharsets.UTF_8).length).isBetween(800 * 1024, 900 * 1024);
        assertThat(markdown).containsPattern("\n\\d\\d,\\d{3} more rows\\.\n");
        assertThat(markdown).endsWith("The rest is left out: this page is full.\n");
    }

    @Test
    void twoRunsWriteTheSameBytes() {
        for (ReportFormat format : ReportFormat.values()) {
            List<String> once = Runs.all().stream()
                    .map(analysis -> Written.by(format.report(), analysis))
                    .toList();
            assertThat(Runs.all().stream().map(analysis -> Written.by(format.report(), analysis)))
                    .containsExactlyElementsOf(once);
        }
    }
}
