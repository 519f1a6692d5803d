package dev.leaktriage.cli;

import dev.leaktriage.report.OutputFile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The world around a command, so that a test can put another one in its place.
 *
 * @param in standard input
 * @param out standard output; unlike a {@link PrintStream} it throws when nobody can take what is written
 * @param err standard error
 * @param environment looks a variable up; empty if it is not set
 * @param outIsTerminal true if a person reads standard output
 * @param errIsTerminal true if a person reads standard error
 * @param interrupts how it learns that the user wants it to end
 */
record Console(
        InputStream in,
        OutputStream out,
        PrintStream err,
        Function<String, Optional<String>> environment,
        boolean outIsTerminal,
        boolean errIsTerminal,
        Interrupts interrupts) {
    /** Set by the launcher: Java 17 cannot ask about one stream alone. */
    private static final String TERMINALS_PROPERTY = "leaktriage.terminals";

    /** The standard streams and the environment of this process. */
    static Console ofProcess() {
        List<String> terminals =
                Arrays.asList(System.getProperty(TERMINALS_PROPERTY, "").split(","));
        return new Console(
                System.in,
                new FileOutputStream(FileDescriptor.out),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                name -> Optional.ofNullable(System.getenv(name)),
                terminals.contains("out"),
                terminals.contains("err"),
                Interrupts::ofProcess);
    }

    /** True if standard output may carry colour: a terminal, and neither {@code NO_COLOR} nor a dumb one. */
    boolean colour() {
        boolean refused =
                environment.apply("NO_COLOR").filter(value -> !value.isEmpty()).isPresent();
        boolean dumb = environment.apply("TERM").filter("dumb"::equals).isPresent();
        return outIsTerminal && !refused && !dumb;
    }

    /** Tells the user one line on standard error; line breaks inside the message become blanks. */
    void say(String message) {
        err.println("leaktriage: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
    }

    /**
     * Writes to standard output and flushes. A reader that has gone away, as {@code head} does, is no error.
     *
     * @throws CommandFailure if the output cannot be written
     */
    void print(OutputFile.Content content) {
        printBytes(content.encoded());
    }

    /** Writes bytes to standard output; otherwise like {@link #print}. */
    void printBytes(OutputFile.Bytes content) {
        try {
            content.writeTo(out);
            out.flush();
        } catch (IOException e) {
            if (!isBrokenPipe(e)) {
                throw new CommandFailure(ExitCode.FAILED, "cannot write to standard output: " + e.getMessage(), e);
            }
        }
    }

    /** The JDK has no exception of its own for it. */
    private static boolean isBrokenPipe(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("Broken pipe") || message.contains("pipe is being closed");
    }
}
