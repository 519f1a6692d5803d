package dev.leaktriage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.batch.LogBatch;
import dev.leaktriage.log.Archives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code batch} and {@code merge}, from arguments to exit codes. */
class BatchCommandTest {
    @TempDir
    private Path folder;

    private Path logs;

    @BeforeEach
    void copySamples() throws IOException {
        logs = Files.createDirectory(folder.resolve("logs"));
        for (String name : List.of("iteration-leak.log", "lost-lines.log", "mesh-add-matmul.log")) {
            Files.copy(Path.of("samples", name), logs.resolve(name));
        }
        Files.write(
                logs.resolve("ci.zip"),
                Archives.zip(Map.of("0_test.txt", Files.readAllBytes(Path.of("samples/ci-noise.log")))));
    }

    private CommandRun batch(String... arguments) {
        return run("batch", logs.toString(), arguments);
    }

    private CommandRun run(String command, String path, String... more) {
        String root = command.equals("batch") ? "--root=" + folder : "--top=20";
        return CommandRun.of(
                Stream.concat(Stream.of(command, path, root), Stream.of(more)).toArray(String[]::new));
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString(), Files.readString(path));
            }
        }
        return files;
    }

    @Test
    void theFirstLinesAccountForEveryHandleAndNameWhatCannotBeTrusted() {
        CommandRun run = batch();

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("4 logs: 87 allocated - 51 freed - 0 superseded = 36 live (")
                .contains("\n1 log DAMAGED")
                .contains("logs/ci.zip/0_test.txt", "logs/iteration-leak.log");
    }

    @Test
    void everyNumberOfThreadsWritesTheSameBytes() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        batch("--threads", "1", "--reports", one.toString());
        batch("--threads", "3", "--reports", two.toString());

        assertThat(files(one)).hasSizeGreaterThan(20).isEqualTo(files(two)).containsKeys("batch.html", "batch.csv");
    }

    @Test
    void thePageOnStandardOutputIsThatOfTheFolder() throws IOException {
        Path results = folder.resolve("results");

        CommandRun page = batch("--format", "html", "--reports", results.toString());

        assertThat(page.code()).isZero();
        assertThat(page.out())
                .startsWith("<!DOCTYPE html>")
                .isEqualTo(files(results).get("batch.html"));
    }

    @Test
    void theReportsOnALogAreThoseOfAnalyze() throws IOException {
        Path results = folder.resolve("results");
        Path alone = folder.resolve("alone");
        batch("--reports", results.toString());
        CommandRun.of("analyze", logs.resolve("lost-lines.log").toString(), "--reports", alone.toString());

        Map<String, String> expected = files(alone);
        Map<String, String> written = files(results);
        expected.forEach((name, text) -> assertThat(written.entrySet().stream()
                        .filter(file -> file.getKey().contains("lost-lines")
                                && file.getKey().endsWith("/" + name))
                        .map(Map.Entry::getValue))
                .containsExactly(text));
    }

    @Test
    void mergingTheSummariesOfAllLogsGivesTheRollUpByteForByte() throws IOException {
        Path results = folder.resolve("results");
        Path merged = folder.resolve("merged");
        batch("--reports", results.toString());
        CommandRun run = run("merge", results.toString(), "--reports", merged.toString());

        assertThat(run.code()).isZero();
        Map<String, String> expected = files(results);
        expected.keySet().removeIf(name -> name.startsWith("logs/"));
        assertThat(files(merged)).isEqualTo(expected);
    }

    @Test
    void batchesOfPartsMergeIntoTheBatchOfAll() {
        List<String> parts = List.of("iteration-leak.log", "lost-lines.log", "mesh-add-matmul.log", "ci.zip");
        StringBuilder summaries = new StringBuilder();
        for (String part : parts) {
            Path summary = folder.resolve(part + ".json");
            run("batch", logs.resolve(part).toString(), "--format", "json", "-o", summary.toString());
            summaries.append(summary).append('\n');
        }

        assertThat(CommandRun.reading(summaries.toString(), "merge", "--format", "json", "-")
                        .out())
                .isEqualTo(batch("--format", "json").out());
    }

    @Test
    void aSecondBatchReadsWhatHasChangedOnly() throws IOException {
        Path results = folder.resolve("results");
        batch("--reports", results.toString());
        Map<String, String> first = files(results);
        Map<String, Object> times = times(results);
        batch("--reports", results.toString());
        assertThat(files(results)).isEqualTo(first);
        assertThat(times(results)).isEqualTo(times);

        Files.delete(logs.resolve("lost-lines.log"));
        Files.copy(Path.of("samples/origin-plain.log"), logs.resolve("lost-lines.log"));
        batch("--reports", results.toString());
        Map<String, Object> after = times(results);
        assertThat(after.keySet().stream().filter(name -> !after.get(name).equals(times.get(name))))
                .isNotEmpty()
                .allMatch(name -> name.contains("lost-lines"));
    }

    private static Map<String, Object> times(Path results) throws IOException {
        Map<String, Object> times = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(results.resolve("logs"))) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                times.put(
                        path.toString(), Files.readAttributes(path, "unix:ino").get("ino"));
            }
        }
        return times;
    }

    @Test
    void gatesAreForEveryLog() {
        assertThat(batch("--fail-on", "leak"))
                .extracting(CommandRun::code, CommandRun::err)
                .containsExactly(
                        3,
                        "leaktriage: gate failed: 7 definite and 2 probable leaks in 2 of 4 logs, the worst"
                                + " logs/iteration-leak.log\n"
                                + "leaktriage: gate let pass: 2 possible leaks in 1 of 4 logs; --fail-on leak:possible"
                                + " trips on such\n");
        assertThat(batch("--fail-on", "log-damaged").code()).isEqualTo(3);
        assertThat(batch("--fail-on", "double-free").code()).isZero();
        assertThat(batch("--fail-on", "leak", "--require-intact"))
                .satisfies(run -> assertThat(run.code()).isEqualTo(4))
                .satisfies(run -> assertThat(run.err())
                        .contains("not intact: 1 of 4 logs, such as logs/lost-lines.log: lost-lines.log:60: "));
    }

    @Test
    void suppressionsAndBudgetsApplyToEachLog() {
        assertThat(batch("--suppressions", "samples/iteration-leak.supp", "--fail-on", "leak:definite")
                        .code())
                .isZero();
        assertThat(batch("--budget", "samples/iteration-leak.budget"))
                .satisfies(run -> assertThat(run.code()).isEqualTo(3))
                .satisfies(run -> assertThat(run.err()).contains("budget exceeded: ", "logs/iteration-leak.log"));
    }

    @Test
    void aLogThatCannotBeReadEndsWithOneAndTheRestIsDone() throws IOException {
        Files.write(logs.resolve("a.log.gz"), new byte[] {0x1f, (byte) 0x8b, 0x7f, 0, 0, 0, 0});
        CommandRun run = batch("--fail-on", "leak");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("leaktriage: logs/a.log.gz: cannot be decompressed")
                .contains("gate failed");
        assertThat(run.out()).startsWith("5 logs: 87 allocated").contains("\n1 log could not be read; 1 log DAMAGED");
    }

    @Test
    void failFastCountsTheSameLogsWithAnyNumberOfThreads() throws IOException {
        Files.write(logs.resolve("k.log.gz"), new byte[] {0x1f, (byte) 0x8b, 0x7f, 0, 0, 0, 0});
        CommandRun one = batch("--fail-fast", "--threads", "1");

        assertThat(one.code()).isEqualTo(1);
        assertThat(one.out()).startsWith("3 logs: ").doesNotContain("mesh-add-matmul");
        assertThat(batch("--fail-fast", "--threads", "4")).isEqualTo(one);
        assertThat(batch("--fail-fast", "--fail-on", "leak").out()).startsWith("1 log: ");
    }

    @Test
    void aListFromStandardInputNamesTheFiles() {
        String list = logs.resolve("lost-lines.log") + "\n" + logs.resolve("none.log") + "\n";
        CommandRun run = CommandRun.reading(list, "batch", "-", "--root", folder.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("leaktriage: logs/none.log: no such file\n");
        assertThat(run.out()).startsWith("2 logs: ");
    }

    @Test
    void noGatePassesBecauseNothingWasRead() throws IOException {
        Path notes = Files.createDirectory(folder.resolve("notes"));
        assertThat(run("batch", notes.toString()))
                .isEqualTo(new CommandRun("", "leaktriage: no file to read in " + notes + "\n", 1));

        Files.writeString(notes.resolve("a.txt"), "nothing\n");
        assertThat(run("batch", notes.toString(), "--fail-on", "leak").err())
                .isEqualTo("leaktriage: no record of a known format in 1 log; docs/log-formats.md lists the formats\n");
        assertThat(run("batch", notes.resolve("a.txt").toString()).code()).isEqualTo(1);
    }

    @Test
    void aSummaryThatIsNamedTwiceOrIsNoneIsRefused() throws IOException {
        Path summary = folder.resolve("a.json");
        batch("--format", "json", "-o", summary.toString());

        assertThat(CommandRun.of("merge", summary.toString(), summary.toString()))
                .isEqualTo(new CommandRun(
                        "",
                        "leaktriage: " + summary + ": the log 'logs/ci.zip/0_test.txt' is in two summaries; its figures"
                                + " would count twice\n",
                        1));
        Path other = Files.writeString(folder.resolve("b.json"), "{\n  \"schema\": \"leaktriage/report/1\"\n}\n");
        assertThat(CommandRun.of("merge", other.toString()).err())
                .startsWith("leaktriage: " + other + ":2:13: error: unknown schema 'leaktriage/report/1'");
        assertThat(CommandRun.of("merge", folder.resolve("c").toString()).err())
                .isEqualTo("leaktriage: " + folder.resolve("c") + ": no such file\n");
        assertThat(CommandRun.of("merge", logs.toString()).err()).contains("no summary.json in the folder");
    }

    @Test
    void anArchiveThatIsABombIsRefused() throws IOException {
        Files.write(logs.resolve("bomb.zip"), Archives.zip(Map.of("a.log", new byte[5_000_000])));

        assertThat(batch("--limit", "text-bytes=1000000").err())
                .isEqualTo("leaktriage: logs/bomb.zip: more than 1000000 bytes after decompression; --limit"
                        + " text-bytes=N takes more\n");
    }

    @Test
    void filesOfOthersAreNotOverwritten() throws IOException {
        Path results = Files.createDirectory(folder.resolve("results"));
        Path mine = Files.writeString(results.resolve("batch.csv"), "mine\n");

        assertThat(batch("--reports", results.toString()).err())
                .isEqualTo("leaktriage: will not overwrite " + mine
                        + ": this program did not write it; --force overwrites it\n");
        assertThat(mine).hasContent("mine");
    }

    @Test
    void progressTellsHowFarItIsAndHowLongItTakes() {
        assertThat(BatchProgress.line(new LogBatch.State(1, 4, 500, 2000), Duration.ofSeconds(10)))
                .isEqualTo("1 of 4 files, 25 %, about 30 s left,");
        assertThat(BatchProgress.line(new LogBatch.State(0, 4, 0, 2000), Duration.ofSeconds(10)))
                .isEqualTo("0 of 4 files, 0 %,");
        assertThat(BatchProgress.line(new LogBatch.State(2, 4, 0, 0), Duration.ofSeconds(10)))
                .isEqualTo("2 of 4 files, 50 %, about 10 s left,");
    }
}
