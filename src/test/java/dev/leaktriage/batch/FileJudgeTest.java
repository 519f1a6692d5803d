package dev.leaktriage.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.log.Archives;
import dev.leaktriage.log.Limits;
import dev.leaktriage.model.BatchSummary;
import dev.leaktriage.model.LogSummary;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the logs in one file, whatever the file is. */
class FileJudgeTest {
    @TempDir
    private Path folder;

    private byte[] leaking;
    private byte[] clean;

    @BeforeEach
    void read() throws IOException {
        leaking = Files.readAllBytes(Path.of("samples/iteration-leak.log"));
        clean = Files.readAllBytes(Path.of("samples/mesh-add-matmul.log"));
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(folder.resolve(name), bytes);
    }

    @Test
    void aZipOfJobsAsGithubMakesItGivesEachJobOnce() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("0_build (n300).txt", leaking);
        files.put("build (n300)/1_Set up job.txt", Archives.bytes("ready\n"));
        files.put("build (n300)/4_Run tests.txt", leaking);
        files.put("build (n300)/system.txt", Archives.bytes("runner\n"));
        files.put("-1_nightly.txt", clean);
        files.put("nightly/2_Run tests.txt", clean);
        write("logs_1234.zip", Archives.zip(files));

        BatchSummary summary = Batches.of(folder);

        assertThat(Batches.rows(summary))
                .containsExactly("logs_1234.zip/-1_nightly.txt judged", "logs_1234.zip/0_build (n300).txt judged");
        assertThat(summary.live(Verdict.LEAK).handles()).isEqualTo(7);
    }

    @Test
    void stepsThatStandInNoWholeJobAreLogs() throws IOException {
        write("logs.zip", Archives.zip(Map.of("build/4_Run tests.txt", leaking, ".hidden", leaking)));

        assertThat(Batches.rows(Batches.of(folder))).containsExactly("logs.zip/build/4_Run tests.txt judged");
    }

    @Test
    void whatIsSaidOfALogIsTheSameInEveryWrapping() throws IOException {
        write("run.log", leaking);
        write("run.log.gz", Archives.gz(leaking));
        write("run.tar.gz", Archives.tarGz(Map.of("job/run.log", leaking)));

        List<LogSummary> logs = Batches.of(folder).logs();

        assertThat(logs).hasSize(3);
        assertThat(logs)
                .extracting(LogSummary::figures)
                .containsOnly(logs.get(0).figures());
    }

    @Test
    void oneBrokenLogStopsNoOtherAndIsTold() throws IOException {
        write("a.log", leaking);
        write("broken.log.gz", new byte[] {0x1f, (byte) 0x8b, 0x7f, 0, 0, 0, 0});
        write("cut.log.gz", Arrays.copyOf(Archives.gz(leaking), 300));
        write("notes.txt", Archives.bytes("nothing\n"));
        write("trap.zip", Archives.zip(Map.of("a.log", leaking, "../b.log", leaking)));

        BatchSummary summary = Batches.of(folder);

        assertThat(Batches.rows(summary).stream().map(row -> row.replaceFirst("decompressed:.*", "decompressed")))
                .containsExactly(
                        "a.log judged",
                        "broken.log.gz unreadable cannot be decompressed",
                        "cut.log.gz judged",
                        "notes.txt without-records no record of a known format in 1 lines;"
                                + " docs/log-formats.md lists the formats",
                        "trap.zip unreadable refused: its entry '../b.log' points out of the archive");
        assertThat(summary.damaged()).isEqualTo(1);
    }

    @Test
    void anArchiveThatBreaksOffIsToldBesideWhatCouldBeReadOfIt() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a.log", leaking);
        files.put("b.log", clean);
        byte[] whole = Archives.zip(files);
        write("logs.zip", Arrays.copyOf(whole, whole.length - 400));

        assertThat(Batches.rows(Batches.of(folder)))
                .anySatisfy(row -> assertThat(row).startsWith("logs.zip unreadable the archive breaks off"))
                .contains("logs.zip/a.log judged", "logs.zip/b.log judged");
    }

    @Test
    void aLogAboveALimitIsRefusedAndNamesIt() throws IOException {
        write("a.log", leaking);
        write("b.log", clean);
        BatchOptions plain = BatchOptions.plain("test");
        BatchOptions strict = new BatchOptions(
                plain.analysis(),
                plain.policy(),
                "test",
                Limits.CAREFUL.with("live-buffers=20"),
                NameFilter.ALL,
                Optional.empty());

        assertThat(Batches.rows(Batches.of(folder, strict, 1)))
                .containsExactly(
                        "a.log judged",
                        "b.log unreadable more than 20 live buffers; --limit live-buffers=N takes more");
    }

    @Test
    void resultsAreReusedUntilTheLogOrTheRulesChange() throws IOException {
        write("logs/a.log", leaking);
        write("logs/b.zip", Archives.zip(Map.of("x.log", clean)));
        Path results = folder.resolve("results");
        Path logs = folder.resolve("logs");
        BatchSummary first = Batches.of(logs, Batches.into(results), 2);
        Path report = new ResultFolder(results, false).of("a.log").resolve("report.json");
        Path inZip = new ResultFolder(results, false).of("b.zip/x.log").resolve("report.json");
        String marked = mark(report) + mark(inZip);

        assertThat(Batches.of(logs, Batches.into(results), 2)).isEqualTo(first);
        assertThat(Files.readString(report) + Files.readString(inZip)).isEqualTo(marked);

        write("logs/a.log", clean);
        BatchSummary changed = Batches.of(logs, Batches.into(results), 2);
        assertThat(changed.live(Verdict.LEAK).handles()).isZero();
        assertThat(Files.readString(report) + Files.readString(inZip)).isNotEqualTo(marked);
        assertThat(Files.readString(inZip)).endsWith(" \n");

        BatchOptions others = BatchOptions.plain("other rules").withResults(new ResultFolder(results, false));
        Batches.of(logs, others, 2);
        assertThat(Files.readString(inZip)).endsWith("}\n");
    }

    /** Adds a blank, to be seen if the file is not written again. */
    private static String mark(Path file) throws IOException {
        String text = Files.readString(file).stripTrailing() + " \n";
        Files.writeString(file, text);
        return text;
    }

    @Test
    void aLogThatBecomesUnreadableLosesItsReportsAndIsTriedAgain() throws IOException {
        write("logs/a.log", Archives.gz(leaking));
        Path results = folder.resolve("results");
        Path logs = folder.resolve("logs");
        Batches.of(logs, Batches.into(results), 1);
        write("logs/a.log", new byte[] {0x1f, (byte) 0x8b, 0x7f, 0, 0, 0, 0});
        Batches.of(logs, Batches.into(results), 1);

        Path own = new ResultFolder(results, false).of("a.log");
        assertThat(own.resolve("summary.json")).exists();
        assertThat(own.resolve("report.json")).doesNotExist();
        write("logs/a.log", leaking);
        assertThat(Batches.of(logs, Batches.into(results), 1).live(Verdict.LEAK).handles())
                .isEqualTo(7);
    }
}
