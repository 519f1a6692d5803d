package dev.leaktriage.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What one command wrote and how it ended. */
record CommandRun(String out, String err, int code) {
    /** Runs a command in this process, without a terminal and with the real analysis. */
    static CommandRun of(String... arguments) {
        return of(Pipeline.ANALYZER, arguments);
    }

    static CommandRun of(Pipeline pipeline, String... arguments) {
        return of(pipeline, Map.of(), false, arguments);
    }

    static CommandRun of(Pipeline pipeline, Map<String, String> environment, boolean terminal, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(console(out, err, environment, terminal), pipeline, arguments);
        return new CommandRun(out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), code);
    }

    /** Runs a command that may read a log from standard input. */
    static CommandRun reading(String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        int code = Main.run(console(in, out, err, Map.of(), false), Pipeline.ANALYZER, arguments);
        return new CommandRun(out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), code);
    }

    static Console console(
            OutputStream out, ByteArrayOutputStream err, Map<String, String> environment, boolean terminal) {
        return console(InputStream.nullInputStream(), out, err, environment, terminal);
    }

    private static Console console(
            InputStream in,
            OutputStream out,
            ByteArrayOutputStream err,
            Map<String, String> environment,
            boolean terminal) {
        return new Console(
                in,
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                name -> Optional.ofNullable(environment.get(name)),
                terminal,
                terminal,
                stop -> {});
    }
}
