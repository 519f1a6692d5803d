package dev.leaktriage.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** The entry point: the list of commands, and the way from arguments to an exit code. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Console.ofProcess(), Pipeline.ANALYZER, arguments));
    }

    /** Runs one command and returns its exit code; it writes to the console only. */
    static int run(Console console, Pipeline pipeline, String... arguments) {
        StringWriter help = new StringWriter();
        Errors errors = new Errors(console);
        try {
            int code = commandLine(console, pipeline)
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

    /** The commands; a new one gets its line here. */
    static CommandLine commandLine(Console console, Pipeline pipeline) {
        Ansi ansi = console.colour() ? Ansi.ON : Ansi.OFF;
        CommandLine root = new CommandLine(new RootCommand())
                .addSubcommand(new AnalyzeCommand(console, pipeline))
                .addSubcommand(new DiffCommand(console, pipeline))
                .addSubcommand(new BaselineCommand(console, pipeline).commandLine())
                .addSubcommand(new BatchCommand(console))
                .addSubcommand(new MergeCommand(console))
                .addSubcommand(new ExplainCommand(console, pipeline))
                .addSubcommand(new RecordCommand(console))
                .addSubcommand(new CommandLine(new RulesCommand(console)).addSubcommand(new RulesCheckCommand(console)))
                .addSubcommand(new CompletionCommand(console));
        return root.setColorScheme(Help.defaultColorScheme(ansi));
    }
}
