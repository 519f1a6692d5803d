package dev.leaktriage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two runs have become by the time that a user sees their difference. */
final class DiffCommandTest {
    private static final String BEFORE = "samples/decode-before.log";
    private static final String AFTER = "samples/decode-after.log";
    private static final String BREACH = "leaktriage: gate failed: regression: site s-33988e6d (ttnn::matmul), rule"
            + " grows-per-iteration, decode-after.log:59: 10 leaks of 327,680 B, over the base by 10 handles and"
            + " 327,680 B\n";

    @TempDir
    private Path folder;

    private static CommandRun diff(String... arguments) {
        return CommandRun.of(
                Stream.concat(Stream.of("diff"), Stream.of(arguments)).toArray(String[]::new));
    }

    private String saved(String log, String name) {
        Path file = folder.resolve(name);
        assertThat(CommandRun.of("analyze", "--format", "json", "-o", file.toString(), log))
                .isEqualTo(new CommandRun("", "", 0));
        return file.toString();
    }

    @Test
    void whatChangedGoesToStandardOutput() {
        CommandRun run = diff(BEFORE, AFTER);

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("decode-before.log -> decode-after.log: 6 live + 10 = 16 live (")
                .contains("\n10 new leaks of 320.0 KiB, ttnn::matmul at decode-after.log:59. Nothing else changed.\n")
                .endsWith("\n  7 sites matched: 7 by equal stacks.\n");
    }

    @Test
    void aRunHasNoChangeAgainstItself() {
        CommandRun run = diff("--fail-on", "regression:possible,lost-free", AFTER, AFTER);

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("Nothing changed: ");
    }

    @Test
    void logsFoldersAndSavedReportsAreTheSameRun() throws IOException {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        Files.copy(Path.of(AFTER), logs.resolve("decode-after.log"));
        Files.writeString(logs.resolve(".hidden"), "no log\n");
        Path reports = folder.resolve("reports");
        CommandRun.of("analyze", "--reports", reports.toString(), AFTER);
        CommandRun fromLogs = diff(BEFORE, AFTER);

        for (String after : List.of(saved(AFTER, "any.name"), logs.toString(), reports.toString())) {
            assertThat(diff(BEFORE, after)).as(after).isEqualTo(fromLogs);
        }
        assertThat(diff(saved(BEFORE, "base.json"), reports.toString())).isEqualTo(fromLogs);
    }

    @Test
    void oneSideMayBeStandardInput() throws IOException {
        String saved = Files.readString(Path.of(saved(BEFORE, "base.json")));

        assertThat(CommandRun.reading(saved, "diff", "-", AFTER)).isEqualTo(diff(BEFORE, AFTER));
        assertThat(CommandRun.reading(Files.readString(Path.of(AFTER)), "diff", BEFORE, "-")
                        .out())
                .startsWith("decode-before.log -> stdin: 6 live + 10 = 16 live (");
        assertThat(diff("-", "-"))
                .isEqualTo(new CommandRun(
                        "",
                        "leaktriage: only one of the runs can be standard input; see 'leaktriage diff --help'\n",
                        2));
    }

    @Test
    void aRegressionExitsWith3AndSaysWhichSiteIsOver() {
        CommandRun run = diff("--fail-on", "regression", BEFORE, AFTER);

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).isEqualTo(BREACH);
        assertThat(run.out()).contains("REGRESSION");
        assertThat(diff("--fail-on", "regression", AFTER, BEFORE).code()).isZero();
        assertThat(diff("--fail-on", "regression", AFTER, BEFORE).err()).isEmpty();
    }

    @Test
    void whatIsTooUncertainForTheGateIsSaid() {
        CommandRun passed = diff("--fail-on", "regression", "samples/mesh-add-matmul.log", "samples/lost-lines.log");

        assertThat(passed.code()).isZero();
        assertThat(passed.err())
                .isEqualTo("leaktriage: gate let pass: 2 less certain regressions; --fail-on regression:possible trips"
                        + " on such\n");
        CommandRun failed =
                diff("--fail-on", "regression:possible", "samples/mesh-add-matmul.log", "samples/lost-lines.log");
        assertThat(failed.code()).isEqualTo(3);
        assertThat(failed.err()).hasLineCount(2).contains("lost-lines.log:28").contains("lost-lines.log:13");
    }

    @Test
    void aFindingThatIsNewTripsItsGate() {
        CommandRun run = diff("--fail-on", "asymmetric-devices", BEFORE, "samples/lost-lines.log");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err())
                .startsWith("leaktriage: gate failed: asymmetric-devices: 2 times, the first at lost-lines.log:13, 2"
                        + " over the base: the buffer at ");
        assertThat(diff("--fail-on", "asymmetric-devices", "samples/lost-lines.log", BEFORE)
                        .code())
                .isZero();
    }

    @Test
    void damageOfEitherSideExitsWith4WhereIntactLogsAreRequired() {
        for (List<String> sides : List.of(
                List.of("samples/lost-lines.log", AFTER, "the base"),
                List.of(AFTER, "samples/lost-lines.log", "the current run"))) {
            CommandRun run = diff("--require-intact", sides.get(0), sides.get(1));

            assertThat(run.code()).isEqualTo(4);
            assertThat(run.err())
                    .isEqualTo("leaktriage: " + sides.get(2)
                            + " is not intact: lost-lines.log:60: 2 events before it are missing: seq jumps to 18"
                            + " (1 sign of damage, at least 2 lost events)\n");
        }
        assertThat(diff("--require-intact", BEFORE, AFTER).code()).isZero();
    }

    @Test
    void reportsAreWrittenIntoAFolder() throws IOException {
        Path reports = folder.resolve("diff");
        CommandRun run = diff("--reports", reports.toString(), BEFORE, AFTER);

        assertThat(run).isEqualTo(diff(BEFORE, AFTER));
        try (Stream<Path> files = Files.list(reports)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("diff.html", "diff.json", "diff-sites.csv");
        }
        assertThat(reports.resolve("diff.html"))
                .content()
                .isEqualTo(diff("--format", "html", BEFORE, AFTER).out());
        assertThat(reports.resolve("diff.json"))
                .content()
                .isEqualTo(diff("--format", "json", BEFORE, AFTER).out());
        assertThat(reports.resolve("diff-sites.csv"))
                .content()
                .isEqualTo(diff("--format", "csv", BEFORE, AFTER).out());
    }

    @Test
    void itsOwnFilesAreOverwrittenAndOthersOnlyByForce() throws IOException {
        String own = folder.resolve("out.md").toString();
        assertThat(diff("--format", "markdown", "-o", own, BEFORE, AFTER)).isEqualTo(new CommandRun("", "", 0));
        assertThat(diff("--format", "markdown", "-o", own, AFTER, AFTER).code()).isZero();

        Path other = Files.writeString(folder.resolve("thesis.txt"), "years of work\n");
        assertThat(diff("-o", other.toString(), BEFORE, AFTER).code()).isEqualTo(1);
        assertThat(other).content().isEqualTo("years of work\n");
        assertThat(diff("--force", "-o", other.toString(), BEFORE, AFTER).code())
                .isZero();
    }

    @Test
    void aRunIsNeverOverwritten() throws IOException {
        String base = saved(BEFORE, "base.json");

        assertThat(diff("--format", "json", "--force", "-o", base, base, AFTER))
                .isEqualTo(new CommandRun(
                        "",
                        "leaktriage: -o " + base + " is one of the runs; name another file; see 'leaktriage diff"
                                + " --help'\n",
                        2));
    }

    @Test
    void aTerminalHasColourUnlessItIsRefused() {
        String[] arguments = {"diff", BEFORE, AFTER};

        assertThat(CommandRun.of(Pipeline.ANALYZER, Map.of(), true, arguments).out())
                .contains("\u001b[31m");
        assertThat(CommandRun.of(Pipeline.ANALYZER, Map.of("NO_COLOR", "1"), true, arguments)
                        .out())
                .doesNotContain("\u001b");
    }

    @Test
    void masksTakeTextOutOfFrames() throws IOException {
        String log = Files.readString(Path.of(AFTER));
        Path renamed = Files.writeString(
                folder.resolve("decode-after.log"),
                log.replace("tt::tt_metal::create_device_tensor", "v2::tt_metal::create_device_tensor"));

        CommandRun masked = diff("--mask", "v2::=tt::", AFTER, renamed.toString());

        assertThat(masked.out()).contains("Nothing changed");
        assertThat(diff(AFTER, renamed.toString()).out()).doesNotContain("Nothing changed");
    }

    @Test
    void aMomentCanBeChosenInLogsOnly() {
        CommandRun early = diff("--at", "token 1", BEFORE, AFTER);

        assertThat(early.code()).isZero();
        assertThat(early.out()).contains("4 new possible leaks of 128.0 KiB");
        assertThat(diff("--at", "token 1", saved(BEFORE, "base.json"), AFTER).err())
                .contains("base.json' is a saved report, of which no part can be chosen")
                .endsWith("see 'leaktriage diff --help'\n");
    }

    @Test
    void budgetsMayCompareWithTheBase() throws IOException {
        Path budget = Files.writeString(folder.resolve("ci.budget"), "leak size grows <= 320 KiB\nleak grows <= 9\n");
        CommandRun run = diff("--budget", budget.toString(), BEFORE, AFTER);

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err())
                .hasLineCount(1)
                .startsWith("leaktriage: budget exceeded: ci.budget:2: leak grows <= 9: ")
                .contains("decode-after.log:59");
        assertThat(diff("--budget", budget.toString(), AFTER, AFTER).code()).isZero();
    }

    @Test
    void leaksThatAreAcceptedAreNoRegression() throws IOException {
        Path known = Files.writeString(
                folder.resolve("known.supp"),
                "reason: the decoder keeps it for a comparison\n  create_device_tensor\n");
        CommandRun run = diff("--fail-on", "regression", "--suppressions", known.toString(), BEFORE, AFTER);

        assertThat(run.code()).isZero();
        assertThat(run.err())
                .isEqualTo("leaktriage: gate let pass: 10 suppressed leaks of sites that leak more than in the base\n");
        assertThat(run.out()).contains("leak +10. No regression.").contains("; 10 suppressed.");
        assertThat(diff("--fail-on", "regression", BEFORE, AFTER).code()).isEqualTo(3);
    }

    @Test
    void aSeriesFollowsSitesOverAllRuns() {
        CommandRun run = diff("--series", BEFORE, AFTER, saved(AFTER, "again.json"));

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("3 runs: 6 -> 16 -> 16 live, 112.0 KiB -> 432.0 KiB -> 432.0 KiB.\n");
        assertThat(diff("--series", "--require-intact", BEFORE, "samples/lost-lines.log"))
                .satisfies(damaged -> assertThat(damaged.code()).isEqualTo(4))
                .satisfies(damaged -> assertThat(damaged.err()).startsWith("leaktriage: run 2 is not intact: "));
        assertThat(diff("--series", "--by-device", BEFORE, AFTER).code()).isEqualTo(2);
        assertThat(diff("--series", BEFORE).err())
                .isEqualTo("leaktriage: --series compares two runs or more; see 'leaktriage diff --help'\n");
    }

    @Test
    void theGateOfASeriesJudgesItsLastStep() {
        CommandRun worse = diff("--series", "--fail-on", "regression", BEFORE, BEFORE, AFTER);
        CommandRun two = diff("--fail-on", "regression", BEFORE, AFTER);

        assertThat(worse.code()).isEqualTo(3);
        assertThat(worse.err()).isEqualTo(two.err()).startsWith("leaktriage: gate failed: regression: ");
        assertThat(diff("--series", "--fail-on", "regression", BEFORE, AFTER, saved(AFTER, "again.json")))
                .satisfies(same -> assertThat(same.code()).isZero())
                .satisfies(same -> assertThat(same.err()).isEmpty());
        assertThat(diff("--series", "--fail-on", "regresion", BEFORE, AFTER).code())
                .isEqualTo(2);
    }

    @Test
    void aSeriesWritesItsReportsAndTheSummaryOfAJob() throws IOException {
        Path reports = folder.resolve("series");
        Path summary = folder.resolve("summary");
        CommandRun run = CommandRun.of(
                Pipeline.ANALYZER,
                Map.of("GITHUB_STEP_SUMMARY", summary.toString()),
                false,
                "diff",
                "--series",
                "--reports",
                reports.toString(),
                BEFORE,
                AFTER);

        assertThat(run.code()).isZero();
        assertThat(reports.resolve("series.txt")).content().isEqualTo(run.out());
        assertThat(reports.resolve("series.json")).content().startsWith("{");
        assertThat(reports.resolve("series.csv")).content().startsWith("site,memory,");
        assertThat(summary).hasSameTextualContentAs(reports.resolve("series.md"));
    }

    @Test
    void aSideThatCannotBeReadIsToldInOneLine() throws IOException {
        String report = Files.readString(Path.of(saved(BEFORE, "base.json")));
        Path cut = Files.writeString(folder.resolve("cut.json"), report.substring(0, 2000));
        Path newer = Files.writeString(folder.resolve("newer.json"), report.replace("report/1", "report/2"));
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path novel = Files.writeString(folder.resolve("novel.txt"), "Call me Ishmael.\n");

        assertFails(cut, "the file ends too early: it was cut short");
        assertFails(newer, "'leaktriage/report/2' was written by a newer program");
        assertFails(empty, "the folder has neither a report.json nor a log");
        assertFails(novel, "no record of a known format in 1 line");
        assertFails(folder.resolve("missing.log"), "no such file");
    }

    private static void assertFails(Path side, String message) {
        for (CommandRun run : List.of(diff(side.toString(), AFTER), diff(BEFORE, side.toString()))) {
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).hasLineCount(1).contains(side.toString()).contains(message);
        }
    }
}
