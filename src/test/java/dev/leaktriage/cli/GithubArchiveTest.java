package dev.leaktriage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of a workflow run's logs, as GitHub hands it out, is read as it is. */
final class GithubArchiveTest {
    private static final String TIME = "2024-04-01T23:53:30.6500269Z ";
    private static final int HAS_DATA_DESCRIPTOR = 1 << 3;
    private static final int HAS_UTF_8_NAME = 1 << 11;
    private static final int DEFLATED = 8;

    @TempDir
    private Path folder;

    private Path archive;
    private final Map<String, String> files = new LinkedHashMap<>();

    @BeforeEach
    void writeTheArchive() throws IOException {
        String leaking = Files.readString(Path.of("samples/iteration-leak.log"));
        String clean = Files.readString(Path.of("samples/mesh-add-matmul.log"));
        job(0, "tests (n300, größer)", leaking);
        job(1, "nightly _ tests", clean);
        archive = folder.resolve("logs_27812345678.zip");
        write(files);
    }

    /** A job as a whole, and once more in steps. */
    private void job(int number, String name, String log) {
        String setUp = "Current runner version: '2.315.0'\n##[group]Operating System\nUbuntu\n22.04.4\n##[endgroup]\n";
        String run = "##[group]Run ./run-tests.sh\n\u001b[36;1m./run-tests.sh\u001b[0m\nshell: /usr/bin/bash -e {0}\n"
                + "##[endgroup]\n" + log;
        String end = "Cleaning up orphan processes\n";
        files.put(number + "_" + name + ".txt", timed(setUp + run + end));
        files.put(name + "/1_Set up job.txt", timed(setUp));
        files.put(name + "/2_Run run-tests.sh.txt", timed(run));
        files.put(name + "/10_Complete job.txt", timed(end));
        files.put(name + "/system.txt", timed("Requested labels: n300\n"));
    }

    private static String timed(String text) {
        return "\ufeff" + text.lines().map(line -> TIME + line + "\n").collect(Collectors.joining());
    }

    private void write(Map<String, String> content) throws IOException {
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, String> file : content.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }

    @Test
    void theArchiveIsMadeAsGithubMakesIt() throws IOException {
        ByteBuffer head = ByteBuffer.wrap(Files.readAllBytes(archive)).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(head.getInt(0)).isEqualTo(0x04034b50);
        assertThat(head.getShort(6) & 0xffff).isEqualTo(HAS_DATA_DESCRIPTOR | HAS_UTF_8_NAME);
        assertThat(head.getShort(8)).isEqualTo((short) DEFLATED);
        assertThat(head.getInt(18)).as("the size stands behind the bytes").isZero();
    }

    @Test
    void aBatchJudgesEachJobOnce() {
        CommandRun run = CommandRun.of("batch", "--root", folder.toString(), "--format", "csv", archive.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().skip(1).map(row -> row.replaceFirst("\"?,.*", "")))
                .containsExactly("\"logs_27812345678.zip/0_tests (n300", "logs_27812345678.zip/1_nightly _ tests.txt");
        assertThat(run.out().lines().skip(1).map(row -> row.replaceFirst("\"[^\"]*\"", "log")))
                .allSatisfy(row -> assertThat(row.split(",")[1]).isEqualTo("judged"));
    }

    @Test
    void anAnalysisReadsEachJobOnce() {
        CommandRun run = CommandRun.of("analyze", archive.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("7 leak").contains("log intact");
        CommandRun both = CommandRun.of("analyze", "samples/iteration-leak.log", "samples/mesh-add-matmul.log");
        assertThat(accounts(run)).isEqualTo(accounts(both));
    }

    /** The first line without the names of the logs. */
    private static String accounts(CommandRun run) {
        return run.out().lines().findFirst().orElseThrow().replaceFirst(".*?(\\d+ allocated)", "$1");
    }

    @Test
    void anAnalysisOfStepsAloneReadsThemInTheirOrder() throws IOException {
        String log = Files.readString(Path.of("samples/iteration-leak.log"));
        int middle = log.lastIndexOf('\n', log.indexOf("DEBUG: Untracking buffer", log.length() / 2)) + 1;
        files.clear();
        files.put("tests/10_More tests.txt", timed(log.substring(middle)));
        files.put("tests/1_Set up job.txt", timed("Ubuntu\n"));
        files.put("tests/2_Tests.txt", timed(log.substring(0, middle)));
        write(files);

        CommandRun run = CommandRun.of("analyze", archive.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("log intact");
        assertThat(accounts(run)).isEqualTo(accounts(CommandRun.of("analyze", "samples/iteration-leak.log")));
    }
}
