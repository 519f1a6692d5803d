package dev.leaktriage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the commands of the examples in docs/ci.md, on a run that leaks and on one that does not. */
final class CiDocumentTest {
    private static final String CLEAN = "samples/mesh-add-matmul.log";
    private static final String LEAKING = "samples/iteration-leak.log";
    private static final Pattern EXAMPLE =
            Pattern.compile("^```(?:yaml|groovy)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern COMMAND = Pattern.compile("^\\s*leaktriage (.+)$", Pattern.MULTILINE);
    /** What the examples read and write, below folders of the checkout. */
    private static final Pattern FILE = Pattern.compile("\\b(?:build|ci|base)/[\\w./-]*\\w");

    @TempDir
    private Path checkout;

    static List<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(Path.of("docs/ci.md")))
                .results()
                .map(example -> example.group(1))
                .toList();
    }

    @BeforeEach
    void writeWhatAProjectHas() throws IOException {
        for (String folder : List.of("build", "ci", "base")) {
            Files.createDirectories(checkout.resolve(folder));
        }
        Files.writeString(checkout.resolve("ci/known.supp"), "reason: known since the port\n  ttnn::conv2d\n");
        Files.writeString(checkout.resolve("ci/run.budget"), "leak <= 0\n");
        run(Map.of(), "baseline write " + checkout.resolve("ci/leaks.baseline") + " " + CLEAN);
        run(Map.of(), "analyze " + CLEAN + " --reports " + checkout.resolve("base"));
    }

    @Test
    void thereIsAnExampleForEachSystemAndForDifferences() throws IOException {
        assertThat(examples())
                .hasSize(4)
                .allSatisfy(example -> assertThat(commands(example)).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aRunWithoutALeakPasses(String example) throws IOException {
        Files.copy(Path.of(CLEAN), checkout.resolve("build/run.log"));

        assertThat(runAll(example)).allSatisfy(run -> {
            assertThat(run.err()).isEmpty();
            assertThat(run.code()).isZero();
        });
        assertEverythingIsThere(example);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aLeakFailsTheJobAndEverythingIsThereToLookInto(String example) throws IOException {
        Files.copy(Path.of(LEAKING), checkout.resolve("build/run.log"));

        List<CommandRun> runs = runAll(example);

        assertThat(runs).extracting(CommandRun::code).contains(3).isSubsetOf(0, 3);
        assertThat(runs)
                .flatMap(run -> run.err().lines().toList())
                .allSatisfy(line -> assertThat(line).matches("leaktriage: (gate failed|budget exceeded|baseline): .*"));
        assertEverythingIsThere(example);
    }

    private void assertEverythingIsThere(String example) {
        assertThat(new TreeSet<>(
                        FILE.matcher(example).results().map(MatchResult::group).toList()))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(checkout.resolve(file)).exists());
        boolean summarises = commands(example).stream().anyMatch(command -> !command.startsWith("baseline"));
        assertThat(Files.exists(checkout.resolve("summary"))).isEqualTo(summarises);
    }

    private List<CommandRun> runAll(String example) {
        Map<String, String> environment =
                Map.of("GITHUB_STEP_SUMMARY", checkout.resolve("summary").toString());
        List<CommandRun> runs = new ArrayList<>();
        for (String command : commands(example)) {
            String here = FILE.matcher(command)
                    .replaceAll(file -> checkout.resolve(file.group()).toString());
            runs.add(run(environment, here));
        }
        return runs;
    }

    /** A shell joins lines that end with a backslash. */
    private static List<String> commands(String example) {
        return COMMAND.matcher(example.replaceAll("\\\\\\n\\s*", ""))
                .results()
                .map(command -> command.group(1))
                .toList();
    }

    private static CommandRun run(Map<String, String> environment, String command) {
        return CommandRun.of(
                Pipeline.ANALYZER,
                environment,
                false,
                Stream.of(command.split(" +")).toArray(String[]::new));
    }
}
