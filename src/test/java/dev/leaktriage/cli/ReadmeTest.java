package dev.leaktriage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Runs what README.md and other documents show and compares what it says.
 *
 * <p>With {@code -Dleaktriage.rewrite=true} the outputs in them are written anew instead.
 */
final class ReadmeTest {
    private static final Path README = Path.of("README.md");
    /** Those that show commands with their output. */
    private static final List<Path> DOCUMENTS = List.of(
            README,
            Path.of("docs/baselines.md"),
            Path.of("docs/batch.md"),
            Path.of("docs/diff.md"),
            Path.of("docs/gates.md"),
            Path.of("docs/oom.md"));

    private static final Path CI = Path.of(".ci/run");
    private static final String PROGRAM = "./leaktriage ";
    private static final String EXIT_CODE = "echo $?";
    private static final Pattern BLOCK =
            Pattern.compile("^```console\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\\S+");

    @Test
    void whatTheDocumentsShowIsWhatTheProgramSays() throws IOException {
        for (Path document : DOCUMENTS) {
            compare(document);
        }
    }

    private static void compare(Path document) throws IOException {
        String text = Files.readString(document);
        Matcher blocks = BLOCK.matcher(text);
        StringBuilder run = new StringBuilder();
        int count = 0;
        while (blocks.find()) {
            count++;
            blocks.appendReplacement(
                    run, Matcher.quoteReplacement("```console\n" + transcript(blocks.group(1)) + "```"));
        }
        blocks.appendTail(run);

        assertThat(count).as("blocks in " + document).isPositive();
        if (Boolean.getBoolean("leaktriage.rewrite")) {
            Files.writeString(document, run);
            return;
        }
        assertThat(text).as(document.toString()).isEqualTo(run.toString());
    }

    /** The commands of a block, each with what it says now. */
    private static String transcript(String block) {
        List<String> lines = new ArrayList<>();
        int code = 0;
        for (String line : block.lines().toList()) {
            if (!line.startsWith("$ ")) {
                continue;
            }
            lines.add(line);
            String command = line.substring(2);
            if (command.equals(EXIT_CODE)) {
                lines.add(Integer.toString(code));
                continue;
            }
            assertThat(command).as("a command that this test can run").startsWith(PROGRAM);
            CommandRun run = CommandRun.of(words(command.substring(PROGRAM.length())));
            Stream.of(run.out(), run.err()).flatMap(String::lines).forEach(lines::add);
            code = run.code();
        }
        return String.join("\n", lines) + "\n";
    }

    private static String[] words(String command) {
        return WORD.matcher(command)
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .toArray(String[]::new);
    }

    @Test
    void theReadmeNamesTheTestCommandThatCiRuns() throws IOException {
        List<String> commands = Files.readString(README)
                .lines()
                .filter(line -> line.startsWith("mvn "))
                .toList();

        assertThat(commands).isNotEmpty();
        assertThat(Files.readAllLines(CI)).containsAll(commands);
    }

    @Test
    void theReadmeNamesEveryCommand() throws IOException {
        String text = Files.readString(README);
        Console console = CommandRun.console(new ByteArrayOutputStream(), new ByteArrayOutputStream(), Map.of(), false);

        assertThat(new Commands(console, Pipeline.ANALYZER)
                        .all()
                        .getSubcommands()
                        .keySet())
                .isNotEmpty()
                .allSatisfy(command -> assertThat(text).contains("`leaktriage " + command));
    }

    @Test
    void theReadmeStartsWithTheCommandThatCiStarts() throws IOException {
        String first = Files.readString(README)
                .lines()
                .map(line -> line.startsWith("$ ") ? line.substring(2) : line)
                .filter(line -> line.startsWith(PROGRAM))
                .findFirst()
                .orElseThrow();

        assertThat(first).isEqualTo("./leaktriage analyze samples/mesh-add-matmul.log");
        assertThat(Files.readString(CI)).contains("/leaktriage\" analyze \"$checkout/samples/mesh-add-matmul.log\"");
    }

    @Test
    void linksOfTheDocumentsLeadSomewhere() throws IOException {
        Pattern link = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");
        List<Path> documents = new ArrayList<>(List.of(README, Path.of("CONTRIBUTING.md"), Path.of("CHANGELOG.md")));
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
        }
        for (Path document : documents) {
            Path folder = document.toAbsolutePath().getParent();
            assertThat(link.matcher(Files.readString(document)).results().map(found -> found.group(1)))
                    .as(document.toString())
                    .allSatisfy(target -> assertThat(folder.resolve(target)).exists());
        }
    }
}
