package dev.leaktriage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordCommandTest {
    private static final String WORKLOAD = "samples/workloads/tensor-never-freed.json";

    @TempDir
    private Path folder;

    @Test
    void aLogGoesToStandardOutputWhereNoFileIsNamed() {
        CommandRun run = CommandRun.of("record", WORKLOAD);

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("DEBUG: Opening mesh device").contains("DEBUG: Recording ended");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void theSameWorkloadGivesTheSameBytes() {
        String[] arguments = {"record", "--ci", "github", "--seed", "7", WORKLOAD};

        assertThat(CommandRun.of(arguments).out())
                .isEqualTo(CommandRun.of(arguments).out());
    }

    @Test
    void theTruthNamesTheTensorThatWasForgotten() throws IOException {
        Path log = folder.resolve("run.log");
        Path truth = folder.resolve("truth.csv");

        CommandRun run = CommandRun.of("record", "-o", log.toString(), "--truth", truth.toString(), WORKLOAD);

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(Files.readString(truth))
                .startsWith("process,device,memory,address,size_bytes,occupied_bytes,what,seq,cause\n")
                .contains(",leak,")
                .contains("never-freed");
        assertThat(CommandRun.of("analyze", "--fail-on", "leak", log.toString()).code())
                .isEqualTo(ExitCode.GATE.number());
    }

    @Test
    void everyFormatIsWrittenAndUnknownOnesAreRefused() {
        assertThat(CommandRun.of("record", "--as", "server", WORKLOAD).out()).contains("] Allocated ");
        assertThat(CommandRun.of("record", "--as", "buffer-debug", WORKLOAD).out())
                .contains("BUFFER ALLOCATED");
        assertThat(CommandRun.of("record", "--stacks", "none", WORKLOAD).out()).doesNotContain("Call stack");

        CommandRun mistyped = CommandRun.of("record", "--as", "sever", WORKLOAD);
        assertThat(mistyped.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(mistyped.err()).contains("format 'sever' is unknown; did you mean 'server'?");
        assertThat(CommandRun.of("record", "--ci", "jenkins", WORKLOAD).err()).contains("service for --ci 'jenkins'");
        assertThat(CommandRun.of("record", "--stacks", "long", WORKLOAD).err()).contains("stack style 'long'");
    }

    @Test
    void oneRunLeavesSeveralLogsWhichAreJoined() {
        String server = folder.resolve("server.log").toString();
        String blocks = folder.resolve("blocks.log").toString();

        CommandRun run =
                CommandRun.of("record", "--as", "server", "--also", "buffer-debug=" + blocks, "-o", server, WORKLOAD);

        assertThat(run.code()).isZero();
        assertThat(CommandRun.of("analyze", blocks, server).out())
                .contains("Joined 2 sources")
                .contains("blocks.log matched");
        assertThat(CommandRun.of("analyze", folder.toString()).out())
                .isEqualTo(CommandRun.of("analyze", server, blocks).out());
    }

    @Test
    void aRunLeavesTheFolderOfAnInspectorWhichIsReadBesideTheLog() throws IOException {
        String log = folder.resolve("run.log").toString();
        Path inspector = folder.resolve("generated/inspector");

        CommandRun run = CommandRun.of("record", "--also", "inspector=" + inspector, "-o", log, WORKLOAD);

        assertThat(run.code()).isZero();
        assertThat(Files.readString(inspector.resolve("mesh_workloads_log.yaml")))
                .startsWith("- mesh_workload_created:\n    mesh_workload_id: 1\n    timestamp_ns: ")
                .contains("    status: InFlight\n");
        assertThat(CommandRun.of("analyze", log, inspector.toString()).out())
                .contains("Inspector: ", "that the log has there, one by one in their order");
        assertThat(CommandRun.of("record", "--also", "inspector=a", "--also", "inspector=b", WORKLOAD)
                        .err())
                .contains("the folder a is written already");
    }

    @Test
    void aLogThatIsWrittenAlreadyIsNotWrittenTwice() {
        assertThat(CommandRun.of("record", "--also", "tracker=x.log", WORKLOAD).err())
                .contains("the tracker format is written already");
        assertThat(CommandRun.of("record", "-o", "x.log", "--also", "server=./x.log", WORKLOAD)
                        .err())
                .contains("x.log is written already");
        assertThat(CommandRun.of("record", "--also", "server", WORKLOAD).err()).contains("expected FORMAT=FILE");
        assertThat(CommandRun.of("record", "--also", "sever=x.log", WORKLOAD).err())
                .contains("format 'sever' is unknown; did you mean 'server'?");
    }

    @Test
    void theServerPrintsAsItIsAskedTo() {
        CommandRun usual = CommandRun.of("record", "--as", "server", WORKLOAD);
        CommandRun older = CommandRun.of(
                "record", "--as", "server", "--decimal-ids", "--statistics-every", "5", "--no-dump", WORKLOAD);

        assertThat(usual.out()).contains("(buffer_id=0x").contains("DUMP_REMAINING");
        assertThat(older.code()).isZero();
        assertThat(older.out()).doesNotContain("buffer_id=0x").doesNotContain("DUMP_REMAINING");
        assertThat(older.out().split("Current Statistics"))
                .hasSizeGreaterThan(usual.out().split("Current Stat").length);
        assertThat(CommandRun.of("record", "--as", "server", "--statistics-every", "0", WORKLOAD)
                        .out()
                        .split("Current Statistics"))
                .hasSize(2);
    }

    @Test
    void whatOnlyAServerPrintsNeedsTheServersFormat() {
        CommandRun tracker = CommandRun.of("record", "--decimal-ids", WORKLOAD);
        CommandRun blocks = CommandRun.of("record", "--as", "buffer-debug", "--no-dump", WORKLOAD);
        CommandRun negative = CommandRun.of("record", "--as", "server", "--statistics-every", "-1", WORKLOAD);

        assertThat(tracker.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(tracker.err())
                .contains("--decimal-ids is about what an allocation server prints, not about the tracker format; "
                        + "add --as server");
        assertThat(blocks.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(blocks.err()).contains("--no-dump is about").contains("buffer-debug format; add --as server");
        assertThat(negative.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(negative.err()).contains("or 0 for none before the end, not after -1");
    }

    @Test
    void theLogAndTheTruthAreFilesOfTheirOwn() {
        String both = folder.resolve("both").toString();

        CommandRun same = CommandRun.of("record", "-o", both, "--truth", both, WORKLOAD);
        CommandRun nowhere = CommandRun.of(
                "record", "-o", both, "--truth", folder.resolve("no/truth.csv").toString(), WORKLOAD);

        assertThat(same.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(same.err()).contains("cannot both be").contains("name another file with --truth");
        assertThat(nowhere.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(nowhere.err()).doesNotContain("both").contains("truth.csv: no such directory");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileOfSomebodyElseIsNotOverwritten() throws IOException {
        Path theirs = folder.resolve("theirs.log");
        Files.writeString(theirs, "theirs\n");

        CommandRun run = CommandRun.of("record", "-o", theirs.toString(), WORKLOAD);

        assertThat(run.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(run.err()).contains("will not overwrite").contains("--force");
        assertThat(theirs).hasContent("theirs");
        assertThat(CommandRun.of("record", "--force", "-o", theirs.toString(), WORKLOAD)
                        .code())
                .isZero();
    }

    @Test
    void aWorkloadThatCannotBeReadIsOneLineAndLeavesNothingBehind() throws IOException {
        Path broken = folder.resolve("broken.json");
        Files.writeString(broken, "{\"profile\": \"n150\", \"processes\": [{\"pid\": 1, \"steps\": [{\"oq\": 1}]}]}");
        Path log = folder.resolve("run.log");

        List<CommandRun> runs = Stream.of("missing.json", broken.toString(), folder.toString())
                .map(workload -> CommandRun.of("record", "-o", log.toString(), workload))
                .toList();

        assertThat(runs).allSatisfy(run -> {
            assertThat(run.code()).isEqualTo(ExitCode.FAILED.number());
            assertThat(run.err().lines()).hasSize(1);
        });
        assertThat(runs.get(0).err()).contains("missing.json: no such file");
        assertThat(runs.get(1).err()).contains("broken.json:1:").contains("make no step");
        assertThat(log).doesNotExist();
    }
}
