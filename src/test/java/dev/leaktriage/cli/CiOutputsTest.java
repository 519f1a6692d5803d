package dev.leaktriage.cli;

import static dev.leaktriage.model.Confidence.DEFINITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.report.ReportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a CI job gets of one analysis besides its report. */
final class CiOutputsTest {
    private static final String VARIABLE = "GITHUB_STEP_SUMMARY";

    @TempDir
    private Path folder;

    private static CommandRun analyze(Map<String, String> environment, String... options) {
        return CommandRun.of(
                Runs.pipeline(Runs.leaking(DEFINITE)),
                environment,
                false,
                Stream.concat(Stream.of("analyze", "run.log"), Stream.of(options))
                        .toArray(String[]::new));
    }

    private static CommandRun analyze(String... options) {
        return analyze(Map.of(), options);
    }

    @Test
    void oneAnalysisIsWrittenInSeveralFormats() {
        Path junit = folder.resolve("leaks.xml");
        Path sarif = folder.resolve("leaks.sarif");

        CommandRun run = analyze("--also", "junit=" + junit, "--also", "sarif=" + sarif);

        assertThat(run).isEqualTo(analyze());
        assertThat(junit).hasContent(analyze("--format", "junit").out());
        assertThat(sarif).hasContent(analyze("--format", "sarif").out());
    }

    @Test
    void eachFormatMayBeOneMoreAndIsWrittenOverWhatTheProgramWroteBefore() {
        for (ReportFormat format : ReportFormat.values()) {
            Path file = folder.resolve(format.label());
            String[] options = {"--also", format.label() + "=" + file};

            assertThat(analyze(options).err()).as(format.label()).isEmpty();
            assertThat(analyze(options).err()).as(format.label()).isEmpty();
            assertThat(file).hasContent(analyze("--format", format.label()).out());
        }
    }

    @Test
    void theFileOfSomebodyElseStaysAndStandardOutputStaysEmpty() throws IOException {
        Path file = Files.writeString(folder.resolve("leaks.xml"), "<testsuites name=\"pytest\"/>\n");

        CommandRun run = analyze("--also", "junit=" + file);

        assertThat(run)
                .isEqualTo(new CommandRun(
                        "",
                        "leaktriage: will not overwrite " + file
                                + ": this program did not write it; --force overwrites it\n",
                        1));
        assertThat(analyze("--also", "junit=" + file, "--force").code()).isZero();
    }

    @Test
    void aDashIsStandardOutputBehindTheReport() {
        assertThat(analyze("--also", "github=-").out())
                .isEqualTo(analyze().out() + analyze("--format", "github").out());
    }

    @Test
    void aGateFailsAndAllIsWrittenAllTheSame() {
        Path junit = folder.resolve("leaks.xml");

        assertThat(analyze("--also", "junit=" + junit, "--fail-on", "leak").code())
                .isEqualTo(3);
        assertThat(junit).exists();
    }

    @Test
    void aJobThatHasAPageGetsTheRunOnIt() {
        Path page = folder.resolve("summary");

        CommandRun run = analyze(Map.of(VARIABLE, page.toString()));

        assertThat(run).isEqualTo(analyze());
        assertThat(page).hasContent(analyze("--format", "markdown").out());
    }

    @Test
    void aDifferenceStandsOnThePageToo() {
        Path page = folder.resolve("summary");
        String[] diff = {"diff", "before.log", "after.log"};
        String[] markdown = {"diff", "before.log", "after.log", "--format", "markdown"};

        Pipeline pipeline = Runs.pipeline(Runs.leaking(DEFINITE));

        CommandRun run = CommandRun.of(pipeline, Map.of(VARIABLE, page.toString()), false, diff);

        assertThat(run).isEqualTo(CommandRun.of(pipeline, diff));
        assertThat(page).hasContent(CommandRun.of(pipeline, markdown).out());
    }

    @Test
    void whereNobodyWantsThePageItIsNotTouched() {
        Path page = folder.resolve("summary");

        analyze(Map.of(VARIABLE, page.toString()), "--no-step-summary");
        analyze(Map.of(VARIABLE, ""));

        assertThat(page).doesNotExist();
    }

    @Test
    void aPageThatCannotBeWrittenIsToldAndFailsNothing() {
        Path page = folder.resolve("no/such/summary");

        CommandRun run = analyze(Map.of(VARIABLE, page.toString()));

        assertThat(run)
                .isEqualTo(new CommandRun(
                        analyze().out(),
                        "leaktriage: no job summary: cannot write " + page + ": no such directory\n",
                        0));
    }

    @Test
    void annotationsAreNeverPrintedUnlessTheyAreAskedFor() {
        Analysis leaking = Runs.leaking(DEFINITE);

        CommandRun run =
                CommandRun.of(Runs.pipeline(leaking), Map.of("GITHUB_ACTIONS", "true"), false, "analyze", "run.log");

        assertThat(run.out()).doesNotContain("::error");
    }
}
