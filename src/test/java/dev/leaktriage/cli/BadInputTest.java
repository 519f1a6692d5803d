package dev.leaktriage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs and outputs that cannot be used: one clear line, the right exit code, nothing half-written. */
final class BadInputTest {
    private static final Path ALWAYS_FULL = Path.of("/dev/full");

    @TempDir
    private Path folder;

    private static void assertOneLineThatNames(String name, int code, CommandRun run) {
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .hasLineCount(1)
                .startsWith("leaktriage: ")
                .endsWith("\n")
                .contains(name)
                .doesNotContain("Exception");
        assertThat(run.code()).isEqualTo(code);
    }

    private static CommandRun withRun(String... arguments) {
        return CommandRun.of(Runs.pipeline(Runs.holding(Verdict.SYSTEM)), arguments);
    }

    private List<Path> filesLeft() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aMissingLog() {
        String log = folder.resolve("none.log").toString();

        assertOneLineThatNames(log, 1, CommandRun.of("analyze", log));
        assertOneLineThatNames(log, 1, CommandRun.of("explain", log, "0x20"));
    }

    @Test
    void aFolderInThePlaceOfALog() {
        assertOneLineThatNames(folder.toString(), 1, CommandRun.of("analyze", folder.toString()));
    }

    @Test
    void aLogBelowAFile() throws IOException {
        String log =
                Files.writeString(folder.resolve("file"), "").resolve("run.log").toString();

        assertOneLineThatNames(log, 1, CommandRun.of("analyze", log));
    }

    @Test
    void oneBadLogAmongSeveralWritesNothing() throws IOException {
        Path good = Files.writeString(folder.resolve("good.log"), "noise\n");
        Path bad = folder.resolve("bad.log");
        Path output = folder.resolve("out.txt");

        CommandRun run = CommandRun.of("analyze", good.toString(), bad.toString(), "-o", output.toString());

        assertOneLineThatNames(bad.toString(), 1, run);
        assertThat(filesLeft()).containsExactly(good);
    }

    @Test
    void aLogThatCannotBeDecompressed() throws IOException {
        Path log = Files.write(folder.resolve("run.log.gz"), new byte[] {0x1f, (byte) 0x8b, 0x7f, 0, 0, 0, 0});

        assertOneLineThatNames("run.log.gz", 1, CommandRun.of("analyze", log.toString()));
    }

    @Test
    void aMomentThatTheLogDoesNotHave() throws IOException {
        Path log = Files.writeString(folder.resolve("run.log"), "noise\n");

        assertOneLineThatNames("'warm'", 2, CommandRun.of("analyze", log.toString(), "--at", "warm"));
    }

    @Test
    void anEmptyFileOneOfBytesAndOneWithoutARecordAreNoLogs() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.log"), "");
        Path binary = Files.write(folder.resolve("binary.log"), new byte[] {0, (byte) 0xff, 10, (byte) 0xfe, 13, 0});

        Path prose = Files.writeString(folder.resolve("prose.log"), "nothing\nof note\n");

        assertOneLineThatNames("no record of a known format in 0 lines", 1, CommandRun.of("analyze", empty.toString()));
        assertOneLineThatNames("no record of a known format", 1, CommandRun.of("analyze", binary.toString()));
        assertOneLineThatNames(
                "no record of a known format in 2 lines",
                1,
                CommandRun.of("analyze", "--fail-on", "leak", "--require-intact", prose.toString()));
    }

    @Test
    void aRuleFileThatIsMissingOrBroken() throws IOException {
        Path missing = folder.resolve("none.json");
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\n  \"rules\": [\n");

        assertOneLineThatNames(missing.toString(), 1, CommandRun.of("rules", "--rules", missing.toString()));
        assertOneLineThatNames(missing.toString(), 1, CommandRun.of("rules", "check", missing.toString()));
        assertOneLineThatNames(broken + ":", 1, CommandRun.of("rules", "--rules", broken.toString()));

        String log = Files.writeString(folder.resolve("run.log"), "noise\n").toString();
        assertOneLineThatNames(broken + ":", 1, CommandRun.of("analyze", log, "--rules", broken.toString()));
        assertOneLineThatNames(missing.toString(), 1, CommandRun.of("analyze", log, "--rules", missing.toString()));
    }

    @Test
    void anOutputInAFolderThatIsNotThere() throws IOException {
        Path output = folder.resolve("none/out.txt");

        assertOneLineThatNames(output.toString(), 1, withRun("analyze", "run.log", "-o", output.toString()));
        assertThat(filesLeft()).isEmpty();
    }

    @Test
    void aFolderInThePlaceOfAnOutput() throws IOException {
        assertOneLineThatNames(folder.toString(), 1, withRun("analyze", "run.log", "-o", folder.toString()));
        assertThat(filesLeft()).isEmpty();
    }

    @Test
    void aFileInThePlaceOfTheFolderOfReports() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine\n");

        assertOneLineThatNames(file.toString(), 1, withRun("analyze", "run.log", "--reports", file.toString()));
        assertThat(file).hasContent("mine");
    }

    @Test
    void aDeviceWithoutSpace() {
        assumeThat(ALWAYS_FULL).exists();

        assertOneLineThatNames(ALWAYS_FULL.toString(), 1, withRun("analyze", "run.log", "-o", ALWAYS_FULL.toString()));
    }

    @Test
    void noGatePassesBecauseAnInspectorTellsOfNoBuffer() {
        String file = "samples/inspected-cache/mesh_workloads_log.yaml";
        String refusal = "leaktriage: " + file + ": the files of an inspector tell of no buffer, so there is nothing to"
                + " judge; name the log of its process too\n";

        assertThat(CommandRun.of("analyze", file).code()).isZero();
        assertThat(CommandRun.of("analyze", "--fail-on", "leak", file).err()).isEqualTo(refusal);
        assertThat(CommandRun.of("analyze", "--require-intact", file).code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(CommandRun.of("diff", file, file).err()).isEqualTo(refusal);
    }
}
