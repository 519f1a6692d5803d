package dev.leaktriage.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/** {@code leaktriage generate-completion}: a script for the shell. */
final class CompletionCommand implements Callable<Integer> {
    /** What the help of the program says of it. */
    static final String HEADER = "Writes a completion script for bash and zsh.";

    private final Console console;

    private final CommandSpec spec = Declared.command(this);

    CompletionCommand(Console console) {
        this.console = console;
    }

    /** The command as it is typed. */
    CommandSpec spec() {
        spec.usageMessage()
                .header(HEADER)
                .description("%nThe script completes the names of commands and options.%n")
                .optionListHeading("%nOptions:%n")
                .footerHeading("%nExample:%n")
                .footer(
                        "  source <(leaktriage generate-completion)",
                        "      Completes in this shell; put the line into ~/.bashrc to keep it.");
        return spec;
    }

    @Override
    public Integer call() {
        CommandSpec root = spec.root();
        String script = AutoComplete.bash(root.name(), root.commandLine());
        console.print(out -> out.write(script.stripTrailing() + "\n"));
        return ExitCode.DONE.number();
    }
}
