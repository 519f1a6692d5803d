package dev.leaktriage.cli;

import dev.leaktriage.analysis.Preparation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** The entry point: the way from arguments to an exit code. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        if (Commands.willAnalyze(List.of(arguments))) {
            Preparation.begin();
        }
        int code = run(Console.ofProcess(), Pipeline.ANALYZER, arguments);
        // To exit by a call loads the JDK's logging, which takes milliseconds. Threads that are left are daemons.
        if (code != ExitCode.DONE.number()) {
            System.exit(code);
        }
    }

    /** Runs one command and returns its exit code; it writes to the console only. */
    static int run(Console console, Pipeline pipeline, String... arguments) {
        return run(console, new Commands(console, pipeline).neededFor(List.of(arguments)), arguments);
    }

    static int run(Console console, CommandLine commands, String... arguments) {
        StringWriter help = new StringWriter();
        Errors errors = new Errors(console);
        try {
            int code = commands.setColorScheme(Help.defaultColorScheme(console.colour() ? Ansi.ON : Ansi.OFF))
                    .setOut(new PrintWriter(help))
                    .setParameterExceptionHandler(errors)
                    .setExecutionExceptionHandler(errors)
                    .execute(arguments);
            console.print(writer -> writer.append(help.getBuffer()));
            return code;
        } catch (CommandFailure | OutOfMemoryError e) {
            return errors.fail(e, false).number();
        }
    }
}
