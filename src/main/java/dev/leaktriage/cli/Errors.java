package dev.leaktriage.cli;

import dev.leaktriage.model.NearestWord;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Gives every error its one line on standard error and its exit code. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    static final String DEBUG_OPTION = "--debug";

    private final Console console;

    Errors(Console console) {
        this.console = console;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        console.say(usageMessage(e) + "; see '" + command.getCommandSpec().qualifiedName() + " --help'");
        trace(e, List.of(arguments).contains(DEBUG_OPTION));
        return ExitCode.USAGE.number();
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        boolean debug = parsed.expandedArgs().contains(DEBUG_OPTION);
        return fail(e, debug).number();
    }

    /** Says what went wrong and returns the code to exit with. */
    ExitCode fail(Throwable e, boolean debug) {
        ExitCode code = ExitCode.FAILED;
        if (e instanceof CommandFailure failure) {
            console.say(failure.getMessage());
            code = failure.exitCode();
        } else if (e instanceof OutOfMemoryError) {
            console.say("out of memory; give the JVM more, such as LEAKTRIAGE_JAVA_OPTS=-Xmx4g");
        } else {
            console.say("internal error: " + e + "; please report it with what " + DEBUG_OPTION + " shows");
        }
        trace(e, debug);
        return code;
    }

    private void trace(Throwable e, boolean debug) {
        if (debug) {
            e.printStackTrace(console.err());
        }
    }

    private static String usageMessage(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatchedMessage(unmatched);
        }
        return uncapitalised(e.getMessage());
    }

    private static String unmatchedMessage(UnmatchedArgumentException e) {
        String argument = e.getUnmatched().get(0);
        CommandLine command = e.getCommandLine();
        String suggestion = NearestWord.hint(argument, words(command, argument.startsWith("-")));
        if (e.isUnknownOption()) {
            return "unknown option '" + argument + "'" + suggestion;
        }
        if (command.getSubcommands().isEmpty()) {
            return "unexpected argument '" + argument + "'" + suggestion;
        }
        return "unknown command '" + argument + "'" + suggestion;
    }

    private static List<String> words(CommandLine command, boolean options) {
        Stream<String> words = options
                ? command.getCommandSpec().options().stream()
                        .filter(option -> !option.hidden())
                        .flatMap(option -> Stream.of(option.names()))
                : command.getSubcommands().keySet().stream();
        return words.collect(Collectors.toList());
    }

    private static String uncapitalised(String message) {
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
