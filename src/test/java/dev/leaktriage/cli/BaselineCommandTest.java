package dev.leaktriage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A baseline through its life, as a user sees it. */
final class BaselineCommandTest {
    private static final String CLEAN = "samples/decode-before.log";
    private static final String LEAKING = "samples/decode-after.log";
    private static final String DAMAGED = "samples/lost-lines.log";

    @TempDir
    private Path folder;

    private String file() {
        return folder.resolve("leaks.baseline").toString();
    }

    private CommandRun baseline(String command, String run, String... options) {
        String[] arguments = new String[options.length + 4];
        arguments[0] = "baseline";
        arguments[1] = command;
        System.arraycopy(options, 0, arguments, 2, options.length);
        arguments[options.length + 2] = file();
        arguments[options.length + 3] = run;
        return CommandRun.of(arguments);
    }

    private String text() throws IOException {
        return Files.readString(Path.of(file()));
    }

    @Test
    void aRunThatWasAcceptedPasses() throws IOException {
        assertThat(baseline("write", LEAKING)).isEqualTo(new CommandRun(file() + ": 1 site, 10 handles.\n", "", 0));
        assertThat(text())
                .contains("\nverdicts: leak\n")
                .contains("\nleak DRAM handles=10 size=327680 occupied=491520\n  1. ");

        CommandRun check = baseline("check", LEAKING);

        assertThat(check.code()).isZero();
        assertThat(check.err()).isEmpty();
        assertThat(check.out()).startsWith("leaks.baseline: 1 site: 1 as allowed.\n");
    }

    @Test
    void aRunThatHoldsMoreFailsWithALineForEachSite() throws IOException {
        baseline("write", CLEAN);
        String before = text();

        CommandRun check = baseline("check", LEAKING);

        assertThat(check.code()).isEqualTo(3);
        assertThat(check.err())
                .isEqualTo("leaktriage: baseline: site s-33988e6d (ttnn::matmul), rule grows-per-iteration,"
                        + " decode-after.log:59: leak of 10 handles and 327,680 B, not in the baseline: over by 10"
                        + " handles and 327,680 B\n");
        assertThat(text()).isEqualTo(before);
    }

    @Test
    void updateAcceptsWhatIsNewAndKeepsComments() throws IOException {
        baseline("write", CLEAN);
        Files.writeString(Path.of(file()), text() + "\n# the end\n");

        assertThat(baseline("update", LEAKING).out()).isEqualTo(file() + ": 1 site added.\n");
        assertThat(text()).endsWith("\n# the end\n");
        assertThat(baseline("update", LEAKING).out()).isEqualTo(file() + ": nothing changed.\n");
        assertThat(baseline("check", LEAKING).code()).isZero();
    }

    @Test
    void onlyTighteningLowers() throws IOException {
        baseline("write", LEAKING);

        CommandRun check = baseline("check", CLEAN);
        assertThat(check.code()).isZero();
        assertThat(check.out())
                .startsWith("leaks.baseline: 1 site: 1 vanished.\n")
                .contains("leaktriage baseline update --tighten lowers the baseline");
        assertThat(baseline("update", CLEAN).out()).isEqualTo(file() + ": nothing changed.\n");
        assertThat(baseline("update", CLEAN, "--tighten").out()).isEqualTo(file() + ": 1 site removed.\n");
        assertThat(text()).doesNotContain("leak DRAM");
    }

    @Test
    void aFileThatIsThereIsReplacedOnlyByForce() throws IOException {
        Files.writeString(Path.of(file()), "verdicts: leak\n");

        CommandRun refused = baseline("write", LEAKING);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains(" is there already: ").contains("--force");
        assertThat(text()).isEqualTo("verdicts: leak\n");
        assertThat(baseline("write", LEAKING, "--force").code()).isZero();
    }

    @Test
    void aSiteThatMovedIsToldWhenItsStackIsWrittenAnew() throws IOException {
        baseline("write", LEAKING);
        String leaf = "  1. tt::tt_metal::create_device_tensor()\n";
        String wrapped = text().replace(leaf, leaf + "  2. ttnn::wrapper()\n")
                .replace("  2. ttnn::operations", "  3. ttnn::operations")
                .replace("  3. ttnn::matmul()", "  4. ttnn::matmul()");
        Files.writeString(Path.of(file()), wrapped);

        assertThat(baseline("check", LEAKING).out()).contains("Sites that moved count as the same sites");
        assertThat(baseline("update", LEAKING).out()).isEqualTo(file() + ": 1 site moved.\n");
        assertThat(text()).doesNotContain("wrapper");
    }

    @Test
    void aSiteThatOnlyOccupiesMoreIsToldByThat() throws IOException {
        baseline("write", LEAKING);
        Files.writeString(Path.of(file()), text().replace("occupied=491520", "occupied=491510"));

        CommandRun check = baseline("check", LEAKING);

        assertThat(check.code()).isEqualTo(3);
        assertThat(check.err()).endsWith(", over leaks.baseline:5 by 10 B occupied\n");
    }

    @Test
    void aCheckNeverWritesItsBaselineOrItsRun() throws IOException {
        baseline("write", LEAKING);
        String before = text();

        assertThat(baseline("check", LEAKING, "--force", "-o", file()).code()).isEqualTo(2);
        assertThat(baseline("check", LEAKING, "--force", "-o", LEAKING).code()).isEqualTo(2);
        assertThat(text()).isEqualTo(before);
    }

    @Test
    void aDamagedLogIsNeverMadeABaselineButIsChecked() throws IOException {
        CommandRun write = baseline("write", DAMAGED);

        assertThat(write.code()).isEqualTo(4);
        assertThat(write.err()).contains("the log is not intact: ").contains(" is not written: ");
        assertThat(Path.of(file())).doesNotExist();

        Files.writeString(Path.of(file()), "verdicts: leak\n");
        assertThat(baseline("update", DAMAGED).code()).isEqualTo(4);
        assertThat(text()).isEqualTo("verdicts: leak\n");
        assertThat(baseline("check", DAMAGED).out()).contains("The log is damaged: ");
        assertThat(baseline("check", DAMAGED, "--require-intact").code()).isEqualTo(4);
    }

    @Test
    void otherVerdictsAreLimitedOnRequest() throws IOException {
        baseline("write", CLEAN, "--verdict", "program-cache,leak");

        assertThat(text()).contains("\nverdicts: program-cache, leak\n").contains("\nprogram-cache DRAM handles=");
        assertThat(baseline("check", LEAKING).out()).contains(" as allowed");
    }

    @Test
    void theResultComesInEveryFormat() throws IOException {
        baseline("write", CLEAN);

        assertThat(baseline("check", LEAKING, "--format", "json").out())
                .startsWith("{\n  \"schema\": \"leaktriage/baseline/1\",")
                .contains("\"state\": \"breach\"");
        assertThat(baseline("check", LEAKING, "--format", "csv").out())
                .startsWith("state,verdict,site,memory,operation,tier,handles,allowed_handles,over_handles,")
                .contains("\nbreach,leak,s-33988e6d,DRAM,ttnn::matmul,,10,0,10,327680,0,327680,491520,0,491520,"
                        + "grows-per-iteration,decode-after.log:59,\n");
        assertThat(baseline("check", LEAKING, "--format", "markdown").out())
                .startsWith("**leaks.baseline: 1 site: 1 over what the baseline allows.**\n");
    }

    @Test
    void aBrokenFileIsShownWithItsPlaces() throws IOException {
        Files.writeString(Path.of(file()), "verdicts: leek\n");

        CommandRun check = baseline("check", LEAKING);

        assertThat(check.code()).isEqualTo(1);
        assertThat(check.err())
                .isEqualTo(file() + ":1:11: error: unknown verdict 'leek'; did you mean 'leak'? (one of program-cache,"
                        + " view, system, trace, leak, unresolved)\nverdicts: leek\n          ^\nleaktriage: " + file()
                        + " cannot be used: 1 error; docs/baselines.md has the format\n");
    }

    @Test
    void whatASuppressionAcceptsIsLeftOut() throws IOException {
        Path known = Files.writeString(folder.resolve("known.supp"), "# kept on purpose\nleak:ttnn::matmul\n");
        baseline("write", CLEAN);

        assertThat(baseline("check", LEAKING, "--suppressions", known.toString())
                        .code())
                .isZero();
    }
}
