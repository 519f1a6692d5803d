package dev.leaktriage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is said to someone who does not know the program yet, or mistypes. */
final class UsageTest {
    private static final int HELP_COLUMNS = 80;

    private static CommandLine root() {
        return new Commands(console(new ByteArrayOutputStream(), new ByteArrayOutputStream()), Pipeline.ANALYZER).all();
    }

    private static Console console(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        return CommandRun.console(out, err, Map.of(), false);
    }

    static Stream<List<String>> commands() {
        return below(List.of(), root());
    }

    private static Stream<List<String>> below(List<String> path, CommandLine command) {
        return Stream.concat(
                Stream.of(path),
                command.getSubcommands().entrySet().stream()
                        .flatMap(entry -> below(
                                Stream.concat(path.stream(), Stream.of(entry.getKey()))
                                        .toList(),
                                entry.getValue())));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandTeachesItselfWithExamples(List<String> command) {
        CommandRun help = CommandRun.of(
                Stream.concat(command.stream(), Stream.of("--help")).toArray(String[]::new));

        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out())
                .contains("Usage: "
                        + String.join(
                                " ",
                                Stream.concat(Stream.of("leaktriage"), command.stream())
                                        .toList()))
                .containsPattern("\nExamples?:\n  ");
        assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(HELP_COLUMNS));
    }

    @Test
    void theHelpOfTheProgramNamesEveryCommandAndExitCode() {
        String help = CommandRun.of("--help").out();

        assertThat(root().getSubcommands().keySet())
                .allSatisfy(name -> assertThat(help).contains("\n  " + name + " "));
        for (ExitCode code : ExitCode.values()) {
            assertThat(help).containsPattern("\n  " + code.number() + "  [a-z]");
        }
    }

    /** The launcher has picocli leave their converters out, each of which costs every start a class. */
    @Test
    void noArgumentIsATimeOrOfADatabase() throws IOException {
        assertThat(Path.of("leaktriage")).content().contains("-Dpicocli.converters.excludes=java.time.*,java.sql.*");
        commands().forEach(command -> {
            CommandLine found = root();
            for (String name : command) {
                found = found.getSubcommands().get(name);
            }
            assertThat(found.getCommandSpec().args())
                    .flatMap(argument -> List.of(argument.typeInfo().getAuxiliaryTypes()))
                    .extracting(Class::getPackageName)
                    .isNotEmpty()
                    .doesNotContain("java.time", "java.sql");
        });
    }

    /** Archives of classes link no class file that is older than version 50. */
    @Test
    void picocliIsCompiledForArchives() throws IOException {
        try (DataInputStream classFile =
                new DataInputStream(CommandLine.class.getResourceAsStream("CommandLine.class"))) {
            classFile.skipNBytes(6);
            assertThat(classFile.readUnsignedShort()).isGreaterThanOrEqualTo(50);
        }
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(CommandRun.of("--version").out()).matches("leaktriage \\d+\\.\\d+\\.\\d+\n");
    }

    @Test
    void theExamplesOfEveryCommandParse() {
        commands().forEach(command -> {
            String help = CommandRun.of(
                            Stream.concat(command.stream(), Stream.of("-h")).toArray(String[]::new))
                    .out();
            assertThat(help.lines()
                            .filter(line -> line.startsWith("  leaktriage "))
                            .map(String::strip))
                    .allSatisfy(example -> root().parseArgs(words(example.substring("leaktriage ".length()))));
        });
    }

    private static String[] words(String line) {
        return Stream.of(line.split(" (?=(?:[^']*'[^']*')*[^']*$)"))
                .map(word -> word.replace("'", ""))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                              | no command given; see 'leaktriage --help'",
                "analyse run.log               | unknown command 'analyse'; did you mean 'analyze'?; see 'leaktriage --help'",
                "analyze                       | missing required parameter: 'LOG'; see 'leaktriage analyze --help'",
                "analyze a --formt json        | unknown option '--formt'; did you mean '--format'?; see 'leaktriage analyze --help'",
                "analyze a --format jsn        | format 'jsn' is unknown; did you mean 'json'? (one of text, json, csv, html, markdown, junit, sarif, github, gitlab); see 'leaktriage analyze --help'",
                "analyze a --also junit        | --also 'junit' names no format and file; write FORMAT=FILE, such as junit=leaks.xml; see 'leaktriage analyze --help'",
                "analyze a --also sarf=a.json  | format 'sarf' is unknown; did you mean 'sarif'? (one of text, json, csv, html, markdown, junit, sarif, github, gitlab); see 'leaktriage analyze --help'",
                "analyze a --also csv=a        | --also csv=a is one of the logs, or is written already; name another file; see 'leaktriage analyze --help'",
                "analyze a -o b --also csv=./b | --also csv=./b is one of the logs, or is written already; name another file; see 'leaktriage analyze --help'",
                "analyze a --run first         | invalid value for option '--run': 'first' is not an int; see 'leaktriage analyze --help'",
                "analyze a --top 0             | a table shows at least 1 row, not 0; see 'leaktriage analyze --help'",
                "analyze a --fail-on leak:sure | unknown confidence 'sure' in --fail-on (one of definite, probable, possible); see 'leaktriage analyze --help'",
                "diff                          | missing BASE and CURRENT; see 'leaktriage diff --help'",
                "diff a                        | missing CURRENT; see 'leaktriage diff --help'",
                "diff a b c                    | diff compares two runs, not 3; --series compares more; see 'leaktriage diff --help'",
                "diff a b --mask x             | mask 'x' has no replacement; write REGEX=REPLACEMENT, such as 'build-[0-9]+=build'; see 'leaktriage diff --help'",
                "diff a b --fail-on regresion  | unknown gate 'regresion' in --fail-on; did you mean 'regression'? (regression:CONFIDENCE, or one of regression, out-of-memory, double-free, log-damaged, cache-growth, retained-by-cache, asymmetric-devices, dangling-view, lost-free, size-mismatch, suppression-expired, suppression-exceeded, suppression-too-broad, suppression-unused, suppressed-leak, free-without-allocation, malformed-record, deep-stack, memory-differs); see 'leaktriage diff --help'",
                "diff a b --fail-on regression:sure | unknown confidence 'sure' in --fail-on (one of definite, probable, possible); see 'leaktriage diff --help'",
                "diff a b --format sarif       | format 'sarif' is not available here (one of text, json, csv, html, markdown); see 'leaktriage diff --help'",
                "baseline                      | missing required subcommand; see 'leaktriage baseline --help'",
                "baseline chek b a             | unknown command 'chek'; did you mean 'check'?; see 'leaktriage baseline --help'",
                "baseline check b              | missing required parameter: 'RUN'; see 'leaktriage baseline check --help'",
                "baseline write b a --verdict leek | unknown verdict 'leek' in --verdict; did you mean 'leak'? (one of program-cache, view, system, trace, leak, unresolved); see 'leaktriage baseline write --help'",
                "explain a                     | expected an ADDRESS or --oom N, one of the two; see 'leaktriage explain --help'",
                "explain a 0x1 --oom 1         | expected an ADDRESS or --oom N, one of the two; see 'leaktriage explain --help'",
                "analyze a --device-profile n1 | unknown profile 'n1'; did you mean 'n150'? (shipped are n150, n300, t3k, galaxy, p150b; another one is named by its file, which ends in .json)",
                "explain a 0xgg                | '0xgg' is no address; write 0x and hexadecimal digits, or decimal digits; see 'leaktriage explain --help'",
                "explain a 0x1 --format junit  | format 'junit' is not available here (one of text, json); see 'leaktriage explain --help'",
                "explain a 0x1 --format csv    | format 'csv' is not available here (one of text, json); see 'leaktriage explain --help'",
                "explain a 0x1 --format html   | format 'html' is not available here (one of text, json); see 'leaktriage explain --help'",
                "explain a 0x1 b               | unexpected argument 'b'; see 'leaktriage explain --help'",
                "rules chek                    | unknown command 'chek'; did you mean 'check'?; see 'leaktriage rules --help'",
            })
    void anErrorOfUsageIsOneLineThatNamesTheValueAndTheNextStep(String arguments, String message) {
        String[] words = arguments == null ? new String[0] : arguments.split(" ");

        assertThat(CommandRun.of(Runs.pipeline(Runs.holding(Verdict.SYSTEM)), words))
                .isEqualTo(new CommandRun("", "leaktriage: " + message + "\n", 2));
    }

    @Test
    void theCompletionScriptKnowsTheCommandsAndIsWholeBash() {
        CommandRun run = CommandRun.of("generate-completion");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .startsWith("#!")
                .contains("analyze", "explain", "--require-intact")
                .doesNotContain("--debug");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--help",
                "--help analyze",
                "--version diff",
                "--debug analyze --help",
                "analyze --debug --help",
                "--debug rules check --help",
                "baseline --help",
                "baseline update --help diff",
                "analyze analyze --top 0",
                "diff --hlp",
                "explan --help",
                "explan rules",
                "--hlp generate-completion",
                "generate-completion",
                "batch generate-completion --help",
                "@arguments",
                "analyze @arguments"
            })
    void onlyTheCommandThatIsAskedForIsReadInFullAndNobodyCanTell(String line, @TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("arguments"), "rules check --help");
        String[] words = words(line.replace("@arguments", "@" + file));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = console(out, err);

        int code = Main.run(console, new Commands(console, Pipeline.ANALYZER).all(), words);

        assertThat(CommandRun.of(words))
                .isEqualTo(new CommandRun(
                        out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), code));
    }
}
