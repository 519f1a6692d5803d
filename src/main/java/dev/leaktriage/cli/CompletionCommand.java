package dev.leaktriage.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code leaktriage generate-completion}: a script for the shell. */
@Command(
        name = "generate-completion",
        header = "Writes a completion script for bash and zsh.",
        description = {"%nThe script completes the names of commands and options.%n"},
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExample:%n",
        footer = {
            "  source <(leaktriage generate-completion)",
            "      Completes in this shell; put the line into ~/.bashrc to keep it."
        })
final class CompletionCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CommandSpec root = spec.root();
        String script = AutoComplete.bash(root.name(), root.commandLine());
        console.print(out -> out.write(script.stripTrailing() + "\n"));
        return ExitCode.DONE.number();
    }
}
