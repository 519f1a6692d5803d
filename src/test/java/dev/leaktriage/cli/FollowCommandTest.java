package dev.leaktriage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.FollowedRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log that is followed is judged like one that is finished, and how it is is told meanwhile. */
@Timeout(20)
final class FollowCommandTest {
    private static final Path LEAKING = Path.of("samples/iteration-leak.log");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Runnable> stop = new CompletableFuture<>();

    private Console console(InputStream in, Map<String, String> environment, boolean terminal) {
        return new Console(
                in,
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                name -> Optional.ofNullable(environment.get(name)),
                terminal,
                terminal,
                stop::complete);
    }

    private CompletableFuture<CommandRun> following(InputStream in, String... arguments) {
        return following(console(in, Map.of(), false), arguments);
    }

    private CompletableFuture<CommandRun> following(Console console, String... arguments) {
        return CompletableFuture.supplyAsync(() -> {
            int code = Main.run(console, Pipeline.ANALYZER, arguments);
            return new CommandRun(out.toString(StandardCharsets.UTF_8), told(), code);
        });
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static void writeInPieces(byte[] text, Random random, OutputStream pipe) throws IOException {
        int at = 0;
        while (at < text.length) {
            int length = Math.min(text.length - at, 1 + random.nextInt(random.nextBoolean() ? 40 : 4000));
            pipe.write(text, at, length);
            pipe.flush();
            at += length;
            if (random.nextInt(4) == 0) {
                Thread.yield();
            }
        }
    }

    /** Samples of several formats, whole and cut off. */
    private static List<byte[]> logs(Random random) throws IOException {
        List<byte[]> logs = new ArrayList<>();
        for (String name : List.of("server-log-refcount", "buffer-debug-blocks", "oom-fragmented", "ci-noise")) {
            byte[] text = Files.readAllBytes(Path.of("samples", name + ".log"));
            logs.add(text);
            logs.add(Arrays.copyOf(text, text.length / 2 + random.nextInt(text.length / 2)));
        }
        return logs;
    }

    @Test
    void aPipeThatWasFollowedIsJudgedAsOneThatIsReadAtTheEnd() throws Exception {
        Random random = new Random(3);
        for (byte[] text : logs(random)) {
            out.reset();
            String format = random.nextBoolean() ? "json" : "text";
            CompletableFuture<CommandRun> run;
            try (PipedOutputStream pipe = new PipedOutputStream()) {
                run = following(new PipedInputStream(pipe, 1 << 20), "analyze", "--format", format, "--follow", "-");
                writeInPieces(text, random, pipe);
            }

            assertThat(run.get())
                    .isEqualTo(CommandRun.reading(
                            new String(text, StandardCharsets.UTF_8), "analyze", "--format", format, "-"));
        }
    }

    @Test
    void aFileThatWasFollowedIsJudgedAsOneThatIsFinished() throws Exception {
        Random random = new Random(4);
        byte[] whole = Files.readAllBytes(LEAKING);
        Path log = folder.resolve("run.log");
        String[] usual = {"analyze", log.toString(), "--fail-on", "leak", "--require-intact", "--reports"};
        for (byte[] text : List.of(whole, Arrays.copyOf(whole, whole.length - 30))) {
            Files.write(log, new byte[0]);
            String reports = folder.resolve("followed" + text.length).toString();
            FollowCommandTest fresh = new FollowCommandTest();
            CompletableFuture<CommandRun> run =
                    fresh.following(InputStream.nullInputStream(), with(usual, reports, "--follow"));
            try (OutputStream file = Files.newOutputStream(log, StandardOpenOption.APPEND)) {
                writeInPieces(text, random, file);
            }
            fresh.stop.get().run();

            CommandRun followed = run.get();
            String finished = folder.resolve("finished" + text.length).toString();
            assertThat(followed).isEqualTo(CommandRun.of(with(usual, finished)));
            assertThat(followed.code()).isEqualTo(text == whole ? 3 : 4);
            for (String file : List.of("report.json", "report.html", "live-buffers.csv", "findings.csv")) {
                assertThat(Path.of(reports, file)).hasSameBinaryContentAs(Path.of(finished, file));
            }
        }
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void aLogThatIsIdleEnds() throws IOException {
        Path log = folder.resolve("run.log");
        Files.copy(LEAKING, log);

        assertThat(CommandRun.of("analyze", "-f", "--until-idle", "0.05", log.toString()))
                .isEqualTo(CommandRun.of("analyze", log.toString()));
    }

    @Test
    void anythingUnusualIsToldThoughThereIsNoProgress() {
        Path log = folder.resolve("none.log");

        assertThat(CommandRun.of("analyze", "--follow", "--no-progress", "--until-idle", "0.05", log.toString()))
                .isEqualTo(new CommandRun(
                        "",
                        "leaktriage: " + log + " does not exist yet; waiting for it\nleaktriage: " + log
                                + ": no such file\n",
                        1));
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        assertThat(CommandRun.of("analyze", "--until-idle", "5", "a.log").err())
                .contains("--until-idle says when a log that is followed ends; add --follow");
        assertThat(CommandRun.of("analyze", "--follow", "a.log", "b.log").err())
                .contains("--follow takes one log, not 2; join them when they are finished");
        for (String seconds : List.of("0", "-1", "NaN", "1e12")) {
            CommandRun run = CommandRun.of("analyze", "--follow", "--until-idle=" + seconds, "a.log");
            assertThat(run.err()).contains("expected a number of seconds above 0");
            assertThat(run.code()).isEqualTo(2);
        }
    }

    private String liveLine(Console console, LiveLine.Pace pace, String shown) throws Exception {
        LiveLine line = new LiveLine(console, "run.log", pace);
        FollowedRun run = new FollowedRun(Optional.empty(), line::tell);
        try (PipedOutputStream pipe = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(pipe, 1 << 20)) {
            byte[] text = Files.readAllBytes(LEAKING);
            CompletableFuture<Object> done = CompletableFuture.supplyAsync(() -> line.during(run, () -> {
                try {
                    return run.analyze("-", in, AnalysisOptions.ALL);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            pipe.write(text, 0, text.length - 1);
            pipe.flush();
            while (!told().contains(shown)) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            line.tell("something happens");
            run.stop();
            done.join();
        }
        return told();
    }

    @Test
    void onATerminalOneLineIsWrittenAnewAndLeavesNoTrace() throws Exception {
        Map<String, String> environment = Map.of("NO_COLOR", "1", "COLUMNS", "60");
        LiveLine.Pace pace = new LiveLine.Pace(Duration.ofMillis(5), Duration.ofDays(1));

        String told = liveLine(console(InputStream.nullInputStream(), environment, true), pace, "52 events");

        assertThat(told).contains("\r\u001b[K52 events, 11 live (1.3 MiB), ");
        assertThat(told).contains("\r\u001b[Kleaktriage: something happens\n");
        assertThat(told).endsWith("\r\u001b[K");
        assertThat(told.replace("\u001b[K", "").split("[\r\n]"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(60).doesNotContain("\u001b"));
    }

    @Test
    void elsewhereALineIsWrittenNowAndThenIfSomethingCame() throws Exception {
        LiveLine.Pace pace = new LiveLine.Pace(Duration.ofDays(1), Duration.ofMillis(5));

        String told = liveLine(console(InputStream.nullInputStream(), Map.of(), false), pace, "52 events");

        assertThat(told).doesNotContain("\r");
        assertThat(told.lines().filter(line -> line.startsWith("leaktriage: following run.log: 52 events, 11 live")))
                .hasSize(1);
    }

    @Test
    void aProcessThatIsInterruptedJudgesWhatCameAndEndsAsEver() throws Exception {
        Path log = folder.resolve("run.log");
        Files.write(log, Arrays.copyOf(Files.readAllBytes(LEAKING), 6000));
        Process program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dleaktriage.terminals=err",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.leaktriage.cli.Main",
                        "analyze",
                        "--follow",
                        "--require-intact",
                        log.toString())
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try (InputStream told = program.getErrorStream()) {
            // Its live line shows that it reads.
            assertThat(new String(told.readNBytes(5), StandardCharsets.UTF_8)).startsWith("\r\u001b[K");
            interrupt(program.pid());
            assertThat(program.waitFor()).isEqualTo(4);
        } finally {
            program.destroyForcibly();
        }
        assertThat(folder.resolve("out"))
                .hasContent(CommandRun.of("analyze", log.toString()).out());
    }

    /** What is started in the background of a script ignores Ctrl-C, and the JVM leaves it so: then it is terminated. */
    private static void interrupt(long pid) throws IOException, InterruptedException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        boolean ignores = Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
        new ProcessBuilder("kill", ignores ? "-TERM" : "-INT", Long.toString(pid))
                .start()
                .waitFor();
    }
}
