package dev.leaktriage.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.BatchSummary;
import dev.leaktriage.model.LogSummary;
import dev.leaktriage.model.SummaryFold;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.report.LogReports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A batch of many logs against what is known of each, in a small heap, and killed in the middle.
 *
 * <p>{@code -Dleaktriage.logs=1000} tries more of them.
 */
class ManyLogsTest {
    private static final int LOGS = Integer.getInteger("leaktriage.logs", 200);
    private static final int PATIENCE_SECONDS = 300;
    private static final int FIRST_TO_ASK_ABOUT_NATIVE_CODE = 22;

    @TempDir
    private static Path made;

    @TempDir
    private Path results;

    private static ManyLogs logs;

    @BeforeAll
    static void make() throws IOException {
        logs = new ManyLogs(made, LOGS);
    }

    @Test
    void theRollUpIsTheTruth() {
        BatchSummary summary = Batches.of(made);

        assertThat(summary.logs()).hasSize(LOGS);
        assertThat(logs.truth.size()).isBetween(LOGS * 93 / 100, LOGS * 96 / 100);
        SortedMap<String, SortedMap<Verdict, Long>> judged = new TreeMap<>();
        for (LogSummary log : summary.logs()) {
            assertThat(log.state()).as(log.log()).isEqualTo(LogSummary.State.JUDGED);
            if (logs.truth.containsKey(log.log())) {
                SortedMap<Verdict, Long> counts = new TreeMap<>();
                log.figures().orElseThrow().live().forEach((verdict, sum) -> counts.put(verdict, sum.handles()));
                judged.put(log.log(), counts);
            }
        }
        assertThat(judged).isEqualTo(logs.truth);
        assertThat(summary.damaged()).isPositive();
    }

    @Test
    void inASmallHeapOneThreadAndTwoWriteTheSameBytesAndAKilledBatchGoesOn() throws Exception {
        Path whole = results.resolve("whole");
        Path killed = results.resolve("killed");
        assertThat(end(start(whole, 1))).isZero();

        Process program = start(killed, 2);
        while (summaries(killed) < LOGS / 3 && program.isAlive()) {
            Thread.sleep(5);
        }
        program.destroyForcibly().waitFor();
        long done = summaries(killed);
        assertThat(done).isLessThan(LOGS);
        assertThat(killed.resolve("batch.json")).doesNotExist();

        assertThat(end(start(killed, 2))).isZero();
        assertThat(files(killed)).isEqualTo(files(whole));
        assertThat(files(whole).keySet()).noneMatch(name -> name.endsWith(".tmp"));
        assertThat(fold(whole))
                .isEqualTo(Files.readString(whole.resolve("batch.txt"))
                        .lines()
                        .findFirst()
                        .orElseThrow());
    }

    /** Starts the program in a JVM of its own. */
    private Process start(Path reports, int threads) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx512m", "-XX:TieredStopAtLevel=1"));
        // zstd-jni loads native code, which newer JVMs ask about on standard error; the launcher says so, too.
        if (Runtime.version().feature() >= FIRST_TO_ASK_ABOUT_NATIVE_CODE) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.leaktriage.cli.Main"));
        command.addAll(List.of("batch", made.toString(), "--root", made.toString()));
        command.addAll(List.of("--threads", Integer.toString(threads), "--reports", reports.toString()));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(results.resolve("stderr").toFile())
                .start();
    }

    private int end(Process program) throws Exception {
        assertThat(program.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(results.resolve("stderr")).isEmptyFile();
        return program.exitValue();
    }

    private static long summaries(Path folder) throws IOException {
        Path below = folder.resolve("logs");
        if (!Files.isDirectory(below)) {
            return 0;
        }
        try (Stream<Path> folders = Files.list(below)) {
            return folders.filter(log -> Files.exists(log.resolve("summary.json")))
                    .count();
        }
    }

    /** The first line of what the summaries of all logs come to. */
    private static String fold(Path folder) throws IOException {
        SummaryFold fold = new SummaryFold();
        List<Path> folders = new ArrayList<>();
        try (Stream<Path> found = Files.list(folder.resolve("logs"))) {
            found.forEach(folders::add);
        }
        folders.forEach(log -> fold.add(LogReports.stored(log).orElseThrow()));
        BatchSummary summary = fold.result();
        return String.format(
                        java.util.Locale.ROOT,
                        "%,d logs: %,d allocated - %,d freed - %,d superseded = %,d live",
                        summary.logs().size(),
                        summary.totals().allocated(),
                        summary.totals().freed(),
                        summary.totals().superseded(),
                        summary.totals().live())
                + Files.readString(folder.resolve("batch.txt"))
                        .lines()
                        .findFirst()
                        .orElseThrow()
                        .replaceFirst(".* live", "");
    }

    /** The size and a hash of each file, since all of them would not fit into memory twice. */
    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.filter(Files::isRegularFile)
                    .forEach(path -> files.put(folder.relativize(path).toString(), print(path)));
        }
        return files;
    }

    private static String print(Path path) {
        try {
            return Fingerprint.of(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
