package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.BatchSummary;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.LogSummary;
import dev.leaktriage.model.ProcessLife.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepSummaryTest {
    private static final int MOST_BYTES = 900 * 1024;

    @TempDir
    private Path folder;

    @Test
    void aRunIsAppendedBehindWhatOthersWrote() throws IOException {
        Path page = Files.writeString(folder.resolve("summary"), "# Tests\n\nall passed\n");

        StepSummary.append(page, Runs.mesh(), ReportOptions.PLAIN);

        assertThat(page)
                .content()
                .isEqualTo("# Tests\n\nall passed\n\n" + Written.by(new MarkdownReport(), Runs.mesh()));
    }

    @Test
    void manyLogsAreAppendedWithAsManyRowsAsThereIsRoomFor() throws IOException {
        BatchSummary summary = manyLogs(30_000);
        Path page = folder.resolve("summary");

        StepSummary.append(page, manyLogs(2), ReportOptions.PLAIN);
        long before = Files.size(page);
        StepSummary.append(page, summary, ReportOptions.PLAIN.withTop(40_000));

        assertThat(page).content().startsWith("**2 logs: ").contains("\n\n**30,000 logs: ");
        assertThat(before).isLessThan(4_000);
        assertThat(Files.size(page)).isBetween(880 * 1024L, (long) MOST_BYTES);
        assertThat(page).content().containsPattern("\n\\d+,\\d{3} more rows\\.\n");
    }

    private static BatchSummary manyLogs(int count) {
        return new BatchSummary(
                IntStream.range(0, count)
                        .mapToObj(number -> new LogSummary(
                                "job-" + number + ".log",
                                "",
                                "",
                                LogSummary.State.UNREADABLE,
                                "no such file",
                                Optional.empty()))
                        .sorted(Comparator.comparing(LogSummary::log))
                        .toList(),
                List.of());
    }

    @Test
    void aPageThatIsNotThereIsMade() throws IOException {
        Path page = folder.resolve("summary");

        StepSummary.append(page, Runs.mesh(), ReportOptions.PLAIN);

        assertThat(page).content().isEqualTo(Written.by(new MarkdownReport(), Runs.mesh()));
    }

    @Test
    void allRunsOfAStepTogetherStayBelowTheLimitAndTheLastSaysWhatIsLeftOut() throws IOException {
        Path page = Files.writeString(folder.resolve("summary"), "x".repeat(600 * 1024));

        StepSummary.append(page, big(), ReportOptions.PLAIN.withTop(20_000));

        assertThat(Files.size(page)).isBetween(880 * 1024L, (long) MOST_BYTES);
        assertThat(page)
                .content()
                .containsPattern("\n\\d,\\d{3} more rows\\.\n")
                .endsWith("The rest is left out: this page is full.\n");
    }

    @Test
    void aFullPageIsLeftAsItIs() throws IOException {
        Path page = Files.writeString(folder.resolve("summary"), "x".repeat(MOST_BYTES));

        assertThatThrownBy(() -> StepSummary.append(page, Runs.mesh(), ReportOptions.PLAIN))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot write " + page + ": it is full, with 921,600 of 921,600 B");
        assertThat(Files.size(page)).isEqualTo(MOST_BYTES);
    }

    private static Analysis big() {
        RunBuilder run = new RunBuilder("big.log").life("big.log", OptionalLong.of(1), End.ORDERLY, "", 0);
        for (int line = 1; line <= 5_000; line++) {
            run.finding(FindingId.MALFORMED_RECORD, 0, line, 0, "\u20ac".repeat(100), "");
        }
        return run.build();
    }
}
