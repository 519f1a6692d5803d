package dev.leaktriage.cli;

import static dev.leaktriage.model.Confidence.DEFINITE;
import static dev.leaktriage.model.Confidence.POSSIBLE;
import static dev.leaktriage.model.Confidence.PROBABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command around an analysis that is made by hand. */
final class AnalyzeCommandTest {
    @TempDir
    private Path folder;

    private static CommandRun analyze(Analysis analysis, String... options) {
        return CommandRun.of(
                Runs.pipeline(analysis),
                Stream.concat(Stream.of("analyze", "run.log"), Stream.of(options))
                        .toArray(String[]::new));
    }

    @Test
    void aSummaryGoesToStandardOutputAndNothingElseAnywhere() {
        CommandRun run = analyze(Runs.leaking(DEFINITE));

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("leak").doesNotContain("\u001b").endsWith("\n");
    }

    @Test
    void twoRunsWriteTheSameBytes() {
        for (String format : List.of("text", "json", "csv", "markdown")) {
            Analysis analysis = Runs.leaking(DEFINITE, PROBABLE);

            assertThat(analyze(analysis, "--format", format))
                    .as(format)
                    .isEqualTo(analyze(analysis, "--format", format));
        }
    }

    @Test
    void eachFormatIsWritten() {
        Analysis analysis = Runs.leaking(DEFINITE);

        assertThat(analyze(analysis, "--format", "json").out()).startsWith("{");
        assertThat(analyze(analysis, "--format=csv").out())
                .startsWith("run,process,device,memory,address,size_bytes,occupied_bytes,verdict,");
        assertThat(analyze(analysis, "--format", "markdown").out()).contains("|");
    }

    @Test
    void theOptionsReachTheAnalysis() {
        AtomicReference<AnalysisOptions> seen = new AtomicReference<>();
        AtomicReference<List<String>> logs = new AtomicReference<>();
        Pipeline pipeline = new Pipeline(
                (files, in, options) -> {
                    seen.set(options);
                    logs.set(files);
                    return Runs.holding(Verdict.SYSTEM);
                },
                (files, in, options) -> null);

        CommandRun.of(
                pipeline, ("analyze a.log - --at x.log:7 --run 2 --process 4711 --device 3 --rules r.json").split(" "));

        assertThat(logs.get()).containsExactly("a.log", "-");
        assertThat(seen.get())
                .isEqualTo(new AnalysisOptions(
                        Optional.of("x.log:7"),
                        OptionalInt.of(2),
                        OptionalLong.of(4711),
                        OptionalInt.of(3),
                        Optional.of(Path.of("r.json")),
                        OptionalLong.empty()));
    }

    @Test
    void onlyAPageAsksForTheLivesOfFreedBuffers(@TempDir Path folder) {
        assertThat(asked("analyze", "a.log").history()).isFalse();
        assertThat(asked("analyze", "a.log", "--format", "html").history()).isTrue();
        assertThat(asked("analyze", "a.log", "--reports", folder.toString()).history())
                .isTrue();
    }

    private static AnalysisOptions asked(String... arguments) {
        AtomicReference<AnalysisOptions> seen = new AtomicReference<>();
        Pipeline pipeline = new Pipeline(
                (files, in, options) -> {
                    seen.set(options);
                    return Runs.holding(Verdict.SYSTEM);
                },
                (files, in, options) -> null);
        assertThat(CommandRun.of(pipeline, arguments).err()).isEmpty();
        return seen.get();
    }

    @Test
    void aLogMayComeFromStandardInput() throws IOException {
        String log = Files.readString(Path.of("samples/mesh-add-matmul.log"));
        CommandRun run = CommandRun.reading(log, "analyze", "--format", "csv", "--fail-on", "leak", "-");

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).hasLineCount(17).contains(",program-cache,definite,");
    }

    @Test
    void withoutAGateALeakIsNoFailure() {
        assertThat(analyze(Runs.leaking(DEFINITE)).code()).isZero();
    }

    @Test
    void aGateThatFailsExitsWith3AndStillReports() {
        CommandRun run = analyze(Runs.leaking(DEFINITE), "--fail-on", "leak");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).isEqualTo("leaktriage: gate failed: 1 definite leak, the first at run.log:10\n");
        assertThat(run.out()).isNotEmpty();
    }

    @Test
    void aGateThatHoldsExitsWith0AndSaysWhatItLetPass() {
        CommandRun run = analyze(Runs.leaking(POSSIBLE), "--fail-on", "leak");

        assertThat(run.code()).isZero();
        assertThat(run.err())
                .isEqualTo("leaktriage: gate let pass: 1 possible leak; --fail-on leak:possible trips on such\n");
    }

    @Test
    void anyOfSeveralGatesFails() {
        Analysis analysis = Runs.finding(FindingId.LOST_FREE, 1);

        assertThat(analyze(analysis, "--fail-on", "leak,lost-free").code()).isEqualTo(3);
        assertThat(analyze(analysis, "--fail-on", "lost-free", "--fail-on", "leak")
                        .code())
                .isEqualTo(3);
        assertThat(analyze(analysis, "--fail-on", "leak,double-free").code()).isZero();
    }

    @Test
    void aDamagedLogExitsWith4OnlyWhereAnIntactOneIsRequired() {
        Analysis damaged = Runs.damaged(POSSIBLE);

        assertThat(analyze(damaged).code()).isZero();
        assertThat(analyze(damaged, "--require-intact").code()).isEqualTo(4);
        assertThat(analyze(damaged, "--require-intact").err())
                .isEqualTo("leaktriage: the log is not intact: run.log:9: 3 events are missing (1 sign of damage, at"
                        + " least 3 lost events)\n");
        assertThat(analyze(Runs.leaking(DEFINITE), "--require-intact").code()).isZero();
    }

    @Test
    void damageWinsOverAGateAndBothAreSaid() {
        CommandRun run = analyze(Runs.damaged(DEFINITE), "--require-intact", "--fail-on", "leak");

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).contains("gate failed: 1 definite leak").contains("the log is not intact");
    }

    @Test
    void aFileTakesTheOutput() throws IOException {
        Path file = folder.resolve("out.csv");
        CommandRun run = analyze(Runs.leaking(DEFINITE), "--format", "csv", "-o", file.toString());

        assertThat(run).isEqualTo(new CommandRun("", "", 0));
        assertThat(Files.readString(file))
                .isEqualTo(analyze(Runs.leaking(DEFINITE), "--format", "csv").out());
    }

    @Test
    void itsOwnFilesAreOverwrittenAndOthersOnlyByForce() throws IOException {
        Path own = folder.resolve("out.txt");
        analyze(Runs.leaking(DEFINITE), "-o", own.toString());
        assertThat(analyze(Runs.holding(Verdict.TRACE), "-o", own.toString()).code())
                .isZero();

        Path other = Files.writeString(folder.resolve("thesis.txt"), "years of work\n");
        CommandRun refused = analyze(Runs.leaking(DEFINITE), "-o", other.toString());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .hasLineCount(1)
                .startsWith("leaktriage: ")
                .contains(other.toString())
                .contains("--force");
        assertThat(other).hasContent("years of work");

        assertThat(analyze(Runs.leaking(DEFINITE), "--force", "-o", other.toString())
                        .code())
                .isZero();
        assertThat(Files.readString(other)).doesNotContain("years");
    }

    @Test
    void reportsGoToAFolderAndTheSummaryToStandardOutput() throws IOException {
        Path reports = folder.resolve("new/reports");
        CommandRun run = analyze(Runs.leaking(DEFINITE), "--reports", reports.toString());

        assertThat(run).isEqualTo(analyze(Runs.leaking(DEFINITE)));
        try (Stream<Path> files = Files.list(reports)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("report.json", "live-buffers.csv", "sites.csv", "devices.csv", "findings.csv");
        }
    }

    @Test
    void textIsColouredOnATerminalOnly() {
        Pipeline pipeline = Runs.pipeline(Runs.leaking(DEFINITE));

        assertThat(CommandRun.of(pipeline, Map.of(), true, "analyze", "run.log").out())
                .contains("\u001b[");
        assertThat(CommandRun.of(pipeline, Map.of("NO_COLOR", "1"), true, "analyze", "run.log")
                        .out())
                .doesNotContain("\u001b");
        assertThat(CommandRun.of(pipeline, Map.of("TERM", "dumb"), true, "analyze", "run.log")
                        .out())
                .doesNotContain("\u001b");
        assertThat(CommandRun.of(pipeline, Map.of("NO_COLOR", ""), true, "analyze", "run.log")
                        .out())
                .contains("\u001b[");
    }

    @Test
    void aFileIsNeverColoured() throws IOException {
        Path file = folder.resolve("out.txt");
        CommandRun.of(
                Runs.pipeline(Runs.leaking(DEFINITE)), Map.of(), true, "analyze", "run.log", "-o", file.toString());

        assertThat(Files.readString(file)).isNotEmpty().doesNotContain("\u001b");
    }

    @Test
    void nodesOfADocumentThatIsOneLineAreToldApart() {
        String allocation = "\"node_type\":\"buffer_allocate\",\"params\":{\"size\":64,\"address\":";
        String graph = "[{\"counter\":0,\"node_type\":\"capture_start\"},"
                + "{\"counter\":1,\"node_type\":\"function_start\",\"params\":{\"name\":\"ttnn.ones\"}},"
                + "{\"counter\":2," + allocation + "64}},{\"counter\":3," + allocation + "128}},"
                + "{\"counter\":4,\"node_type\":\"capture_end\"}]";

        CommandRun run = CommandRun.reading(graph, "analyze", "-");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("stdin:1 (node 2), :1 (node 3)");
    }
}
