package dev.leaktriage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code leaktriage export}: what goes where, and what it refuses. */
final class ExportCommandTest {
    private static final String LEAK = "samples/iteration-leak.log";
    private static final String DAMAGED = "samples/lost-lines.log";

    @Test
    void stacksGoToStandardOutput() {
        CommandRun run = CommandRun.of("export", "--to", "folded", "--value", "leaked", "--by", "size", LEAK);

        assertThat(run)
                .isEqualTo(new CommandRun(
                        "ttnn::matmul();ttnn::operations::matmul::MatmulDeviceOperation::create_output_tensors();"
                                + "tt::tt_metal::create_device_tensor() 114688\n",
                        "",
                        0));
    }

    @ParameterizedTest
    @CsvSource({
        "folded, live.folded",
        "speedscope, run.speedscope.json",
        "perfetto, run.trace.json",
        "csv-events, events.csv"
    })
    void whatTheGoldenReportsShowIsWhatTheCommandWrites(String format, String report) throws IOException {
        assertThat(CommandRun.of("export", "--to", format, LEAK))
                .isEqualTo(new CommandRun(Files.readString(Path.of("reports/iteration-leak", report)), "", 0));
    }

    @Test
    void ofVerdictsOnlyWhatIsLiveIsCounted() {
        String whole = CommandRun.of("export", "--to", "folded", LEAK).out();
        String parts = CommandRun.of("export", "--to", "folded", "--verdict", "leak", LEAK)
                        .out()
                + CommandRun.of("export", "--to", "folded", "--verdict", "system,program-cache", LEAK)
                        .out();

        assertThat(parts.lines())
                .containsExactlyInAnyOrderElementsOf(whole.lines().toList());
        assertThat(CommandRun.of("export", "--to", "speedscope", "--verdict", "leak", LEAK)
                        .out())
                .containsOnlyOnce("\"type\":\"sampled\"")
                .contains("\"name\":\"live occupied bytes\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"folded", "speedscope", "pprof", "perfetto", "csv-events"})
    void damageIsSaidInOneLineOnStandardError(String format) {
        CommandRun run = CommandRun.of("export", "--to", format, DAMAGED);

        assertThat(run.code()).isZero();
        assertThat(run.out()).isNotEmpty();
        assertThat(run.err())
                .isEqualTo("leaktriage: the log is not intact: lost-lines.log:60: 2 events before it are"
                        + " missing: seq jumps to 18 (1 sign of damage, at least 2 lost events)\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"speedscope", "pprof", "perfetto", "csv-events"})
    void aFileIsWrittenAgainButNotOverAForeignOne(String format, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("out");

        assertThat(CommandRun.of("export", "--to", format, "-o", file.toString(), LEAK))
                .isEqualTo(new CommandRun("", "", 0));
        byte[] first = Files.readAllBytes(file);
        assertThat(CommandRun.of("export", "--to", format, "-o", file.toString(), LEAK)
                        .code())
                .isZero();
        assertThat(Files.readAllBytes(file)).isEqualTo(first);

        Files.writeString(file, "mine\n");
        assertThat(CommandRun.of("export", "--to", format, "-o", file.toString(), LEAK))
                .isEqualTo(new CommandRun(
                        "",
                        "leaktriage: will not overwrite " + file
                                + ": this program did not write it; --force overwrites it\n",
                        1));
    }

    @Test
    void aLogThatCannotBeReadLeavesNoTableBehind(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("events.csv");
        CommandRun run = CommandRun.of("export", "--to", "csv-events", "-o", file.toString(), "no.log");

        assertThat(run).isEqualTo(new CommandRun("", "leaktriage: no.log: no such file\n", 1));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anEmptyFoldedFileIsExplained() {
        CommandRun run = CommandRun.of("export", "--to", "folded", "--value", "leaked", "samples/mesh-add-matmul.log");

        assertThat(run)
                .isEqualTo(new CommandRun(
                        "", "leaktriage: no stack has occupied bytes that are leaked; the output is empty\n", 0));
    }

    @Test
    void aLogWithoutARecordIsRefused() {
        assertThat(CommandRun.reading("hello\n", "export", "--to", "pprof", "-"))
                .isEqualTo(new CommandRun(
                        "",
                        "leaktriage: -: no record of a known format in 1 line; docs/log-formats.md lists the formats\n",
                        1));
    }

    @Test
    void rowsOfOneProcessOrDeviceAreItsOwn() {
        String table = CommandRun.of(
                        "export",
                        "--to",
                        "csv-events",
                        "--process",
                        "4711",
                        "--device",
                        "1",
                        "samples/two-processes.log")
                .out();

        assertThat(table.lines().skip(1))
                .isNotEmpty()
                .allMatch(row -> row.split(",", -1)[4].equals("4711"))
                .allMatch(row -> row.split(",", -1)[7].matches("1?"));
    }

    @Test
    void aReaderThatGoesAwayIsNoError() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                CommandRun.console(closed, err, Map.of(), false),
                Pipeline.ANALYZER,
                "export",
                "--to",
                "csv-events",
                LEAK);

        assertThat(code).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aBinaryFormatIsNotForTerminals() {
        CommandRun run = CommandRun.of(Pipeline.ANALYZER, Map.of(), true, "export", "--to", "pprof", LEAK);

        assertThat(run)
                .isEqualTo(new CommandRun(
                        "",
                        "leaktriage: pprof is not for terminals; name a file with -o; see 'leaktriage export --help'\n",
                        2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--to perfeto a | unknown format 'perfeto'; did you mean 'perfetto'? (one of folded, speedscope, pprof, perfetto, csv-events)",
                "--to folded --value leakd a | unknown value 'leakd'; did you mean 'leaked'? (one of live, peak, leaked, allocated)",
                "--to folded --by pages a | unknown bytes 'pages' (one of occupied, size)",
                "--to folded --verdict leek a | unknown verdict 'leek'; did you mean 'leak'? (one of program-cache, view, system, trace, leak, unresolved)",
                "--to folded --value live,peak a | --value: folded has one number for each stack; name one of live, peak, leaked, allocated, or take speedscope or pprof",
                "--to pprof --value peak --verdict leak a | --verdict goes with --value live only: what is live at the end is judged, nothing else",
                "--to perfetto --value live a | --value and --verdict choose among stacks, and perfetto follows the run through time; they go with folded, speedscope and pprof",
                "--to csv-events --by size a | --by chooses bytes to add up, and csv-events has those of the log",
                "--to folded -o a a | -o a is one of the logs; name another file",
                "a | missing required option: '--to=FORMAT'",
            })
    void whatMeansNothingIsRefusedInOneLine(String arguments, String message) {
        assertThat(CommandRun.of(("export " + arguments).split(" ")))
                .isEqualTo(new CommandRun("", "leaktriage: " + message + "; see 'leaktriage export --help'\n", 2));
    }
}
