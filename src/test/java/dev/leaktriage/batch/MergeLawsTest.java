package dev.leaktriage.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leaktriage.model.BatchSummary;
import dev.leaktriage.model.SummaryFold;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.recorder.RandomWorkloads;
import dev.leaktriage.recorder.Recording;
import dev.leaktriage.recorder.RecordingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Laws of folding summaries, over those of random logs. */
class MergeLawsTest {
    private static final int LOGS = 40;
    private static final int TRIALS = 200;
    private static final List<BatchSummary> PARTS = new ArrayList<>();

    @BeforeAll
    static void judge(@TempDir Path folder) throws IOException {
        FileJudge judge = new FileJudge(BatchOptions.plain("test"));
        for (int seed = 0; seed < LOGS; seed++) {
            Path log = folder.resolve(seed + ".log");
            boolean damaged = seed % 4 == 0;
            byte[] bytes = Recording.record(
                            damaged ? RandomWorkloads.damaged(seed) : RandomWorkloads.of(seed),
                            RecordingOptions.TRACKER.withSeed(seed))
                    .log();
            Files.write(log, bytes);
            PARTS.add(judge.judge(new InputFile(log, seed + ".log", bytes.length, true)));
        }
        PARTS.add(judge.judge(new InputFile(folder.resolve("none.log"), "none.log", 0, true)));
    }

    private static BatchSummary fold(List<BatchSummary> parts) {
        SummaryFold fold = new SummaryFold();
        parts.forEach(fold::add);
        return fold.result();
    }

    @Test
    void theRandomLogsHaveSomethingToFold() {
        BatchSummary all = fold(PARTS);

        assertThat(all.logs()).hasSize(LOGS + 1);
        assertThat(all.live(Verdict.LEAK).handles()).isPositive();
        assertThat(all.sites()).anyMatch(site -> site.logs() > 2);
        assertThat(all.sites().stream().map(site -> site.recurrence()))
                .contains(
                        dev.leaktriage.model.SiteSummary.Recurrence.FLAKY,
                        dev.leaktriage.model.SiteSummary.Recurrence.NEVER);
    }

    @Test
    void theOrderMakesNoDifference() {
        BatchSummary all = fold(PARTS);
        for (int trial = 0; trial < TRIALS; trial++) {
            List<BatchSummary> shuffled = new ArrayList<>(PARTS);
            Collections.shuffle(shuffled, new Random(trial));
            assertThat(fold(shuffled)).as("trial %d", trial).isEqualTo(all);
        }
    }

    @Test
    void foldingPartsFirstMakesNoDifference() {
        BatchSummary all = fold(PARTS);
        for (int trial = 0; trial < TRIALS; trial++) {
            Random random = new Random(trial);
            List<BatchSummary> parts = new ArrayList<>(PARTS);
            while (parts.size() > 1) {
                BatchSummary left = parts.remove(random.nextInt(parts.size()));
                BatchSummary right = parts.remove(random.nextInt(parts.size()));
                parts.add(fold(List.of(left, right)));
            }
            assertThat(parts.get(0)).as("trial %d", trial).isEqualTo(all);
        }
    }

    @Test
    void nothingAddsNothing() {
        assertThat(fold(List.of(BatchSummary.NONE, fold(PARTS), BatchSummary.NONE)))
                .isEqualTo(fold(PARTS));
    }

    @Test
    void everyHandleOfEveryLogIsInTheSumsOfLogsAndOfSites() {
        BatchSummary all = fold(PARTS);
        for (Verdict verdict : Verdict.values()) {
            assertThat(all.sites().stream()
                            .mapToLong(site -> site.live(verdict).handles())
                            .sum())
                    .isEqualTo(all.live(verdict).handles());
        }
        assertThat(all.sites().stream()
                        .mapToLong(site -> site.total().handles())
                        .sum())
                .isEqualTo(all.totals().live());
    }

    @Test
    void aLogThatIsInTwoSummariesIsRefused() {
        assertThatThrownBy(() -> fold(List.of(fold(PARTS), PARTS.get(3))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the log '3.log' is in two summaries; its figures would count twice");
    }
}
