package dev.leaktriage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Suppressions and budgets through the command line, on a run that leaks seven buffers of one site. */
final class PolicyCommandTest {
    private static final String LOG = "samples/iteration-leak.log";
    private static final String MATMUL = "  1. create_device_tensor()\n  3. ttnn::matmul()\n";

    @TempDir
    private Path folder;

    private static CommandRun analyze(String... options) {
        return CommandRun.of(
                Stream.concat(Stream.of("analyze", LOG), Stream.of(options)).toArray(String[]::new));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void aGateIgnoresSuppressedLeaksAndSaysHowManyByWhichRule() throws IOException {
        String rules = file("known.supp", "reason: kept\n" + MATMUL);
        CommandRun run = analyze("--suppressions", rules, "--fail-on", "leak:possible");

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEqualTo("leaktriage: gate let pass: 7 definite leaks, suppressed by known.supp:1\n");
        assertThat(run.out().lines().findFirst().orElseThrow())
                .endsWith(
                        "= 10 live (1.2 MiB): 2 program-cache, 1 system, 7 leak. No leak besides 7 leaks suppressed by"
                                + " known.supp.");
        assertThat(run.out())
                .contains("Suppressions: 7 handles, 112.0 KiB hidden by 1 of 1 rule\n")
                .contains("  known.supp:1  hides     7  112.0 KiB");
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains(" 7 leaks suppressed by known.supp, 112.0 KiB in all; every sum counts them. ");
    }

    @Test
    void aGateNamesTheFirstRulesAndCountsTheOthers() throws IOException {
        StringBuilder rules = new StringBuilder();
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            rules.append("reason: known\n  app::late").append(i).append("\n\n");
            log.append("DEBUG: Tracking buffer at 0x").append(i + 1).append("000 size=2048 device=0\n  Call stack:\n");
            log.append("    1. app::late").append(i).append("()\n");
        }
        CommandRun run = CommandRun.of(
                "analyze",
                file("late.log", log.toString()),
                "--suppressions",
                file("known.supp", rules.toString()),
                "--fail-on",
                "leak:possible");

        assertThat(run.err()).endsWith("suppressed by known.supp:1, known.supp:4, known.supp:7 and 2 more rules\n");
        assertThat(run.code()).isZero();
    }

    @Test
    void aRuleThatHasExpiredHidesNothingOnTheNextDay() throws IOException {
        String rules = file("known.supp", "reason: kept\nexpires: 2026-05-31\n" + MATMUL);

        assertThat(analyze("--suppressions", rules, "--fail-on", "leak", "--today", "2026-05-31")
                        .code())
                .isZero();
        CommandRun late = analyze("--suppressions", rules, "--fail-on", "leak", "--today", "2026-06-01");
        assertThat(late.code()).isEqualTo(3);
        assertThat(late.err())
                .isEqualTo("leaktriage: gate failed: 7 definite leaks, the first at iteration-leak.log:36\n");
        assertThat(late.out()).contains("  known.supp:1  expired     7  112.0 KiB           2026-05-31");
    }

    @Test
    void withoutADateTheDayIsToday() throws IOException {
        String rules = file("known.supp", "reason: kept\nexpires: 2001-01-01\n" + MATMUL);

        assertThat(analyze("--suppressions", rules, "--fail-on", "leak").code()).isEqualTo(3);
        assertThat(analyze("--today", "soon"))
                .isEqualTo(new CommandRun(
                        "",
                        "leaktriage: bad date 'soon' in --today: write YYYY-MM-DD, such as 2026-12-31; see"
                                + " 'leaktriage analyze --help'\n",
                        2));
    }

    @Test
    void aBuildMayFailOnRulesThatNobodyNeeds() throws IOException {
        String rules = file("known.supp", "reason: kept\n" + MATMUL + "\nreason: gone\n  ttnn::conv2d\n");
        CommandRun run = analyze("--suppressions", rules, "--fail-on", "leak,suppression-unused");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("gate failed: suppression-unused, 1 time, the first at known.supp:5\n");
    }

    @Test
    void everyOutputCountsTheHits() throws IOException {
        String rules = file("known.supp", "reason: kept\nticket: TT-12\n" + MATMUL);
        Path reports = folder.resolve("out");
        CommandRun run = analyze("--suppressions", rules, "--reports", reports.toString(), "--format", "markdown");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("No leak besides 7 leaks suppressed by known.supp")
                .contains("TT-12");
        assertThat(Files.readString(reports.resolve("report.json")))
                .contains("\"at\": \"known.supp:1\"")
                .contains("\"reason\": \"kept\", \"ticket\": \"TT-12\"")
                .contains("\"state\": \"hides\", \"hides\": true, \"handles\": 7, \"size_bytes\": 114688")
                .contains("\"suppressed_by\": \"known.supp:1\"");
        assertThat(Files.readString(reports.resolve("live-buffers.csv")).lines())
                .filteredOn(row -> row.contains("; suppressed by known.supp:1: kept (TT-12)"))
                .hasSize(7);
        assertThat(Files.readString(reports.resolve("sites.csv"))).contains("iteration-leak.log:36,known.supp:1\n");
        assertThat(Files.readString(reports.resolve("devices.csv"))).contains(",7,114688,172032\n");
        assertThat(Files.readString(reports.resolve("findings.csv")))
                .contains("iteration-leak.log,suppressed-leak,note,4711,0,7,114688,iteration-leak.log:36,");
    }

    @Test
    void filesOfSeveralNamesAreToldApart() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.createDirectories(folder.resolve("b"));
        String one = file("a/known.supp", "reason: one\n  f\n");
        String two = file("b/known.supp", "reason: two\n" + MATMUL);

        assertThat(analyze("--suppressions", one, "--suppressions", two, "--fail-on", "leak")
                        .err())
                .contains("suppressed by " + two + ":1\n");
    }

    @Test
    void aBudgetThatIsExceededExitsWith3AndOneLineForEachBreach() throws IOException {
        String budgets = file("ci.budget", "leak <= 3\nprogram-cache size <= 1 MiB\nlive size <= 1 MiB\n");
        CommandRun run = analyze("--budget", budgets);

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err())
                .isEqualTo("leaktriage: budget exceeded: ci.budget:1: leak <= 3: 7 handles, 4 over the 3 allowed; the"
                        + " most from site s-33988e6d (ttnn::matmul), device 0, DRAM, leak by grows-per-iteration,"
                        + " first at iteration-leak.log:36\n"
                        + "leaktriage: budget exceeded: ci.budget:3: live size <= 1 MiB: 1208320 B, 159744 B over the"
                        + " 1048576 B allowed; the most from site s-2a9220db, device 0, DRAM, system by device-init,"
                        + " first at iteration-leak.log:2\n");
        assertThat(run.out()).contains("Budgets: 2 exceeded\n");
        assertThat(analyze("--budget", budgets, "--format", "json").out())
                .contains("\"at\": \"ci.budget:1\", \"budget\": \"leak <= 3\", \"state\": \"exceeded\", \"unit\":"
                        + " \"handles\", \"actual\": 7, \"allowed\": 3, \"over\": 4");
    }

    @Test
    void budgetsThatAreKeptAreSilentAndThoseNotJudgedAreTold() throws IOException {
        assertThat(analyze("--budget", file("ci.budget", "leak <= 7\n")).err()).isEmpty();

        CommandRun run = analyze("--budget", file("growth.budget", "leak grows <= 5 %\n"));
        assertThat(run.code()).isZero();
        assertThat(run.err())
                .isEqualTo("leaktriage: budget not judged: growth.budget:1: leak grows <= 5 %: it compares with a base"
                        + " run; 'leaktriage diff BASE CURRENT' has one\n");
    }

    @Test
    void aFileWithErrorsIsShownWithCaretsAndNothingIsJudged() throws IOException {
        String rules = file("known.supp", "raeson: kept\n" + MATMUL);
        CommandRun run = analyze("--suppressions", rules);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo(rules + ":1:1: error: unknown key 'raeson'; did you mean 'reason'? (one of reason, ticket,"
                        + " expires, max_count, max_bytes, verdict, memory, site, leak)\nraeson: kept\n^\n"
                        + "leaktriage: " + rules + " cannot be used: 1 error; docs/gates.md has the format\n");
    }

    @Test
    void aFileThatIsNotThereIsAnError() {
        assertThat(analyze("--budget", "none.budget"))
                .isEqualTo(new CommandRun(
                        "", "leaktriage: cannot read budgets from none.budget: there is no such file\n", 1));
    }

    @Test
    void twoRunsWriteTheSameBytes() {
        String[] options = {
            "--suppressions",
            "samples/iteration-leak.supp",
            "--budget",
            "samples/iteration-leak.budget",
            "--today",
            "2026-06-01",
            "--format",
            "json"
        };

        assertThat(analyze(options)).isEqualTo(analyze(options));
    }
}
