package dev.leaktriage.cli;

import dev.leaktriage.classify.Rule;
import dev.leaktriage.classify.RuleSet;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code leaktriage rules}: the rules in force. */
@Command(
        name = "rules",
        header = "Lists the rules in force, or checks a rule file.",
        description = {
            "%nLists the rules in the order in which they are tried on every live buffer. The first that applies"
                    + " decides its verdict; the last one applies to all.%n"
        },
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  leaktriage rules",
            "      The rules that come with the program.",
            "  leaktriage rules --rules my-rules.json",
            "      The same with those of a file, at the place where they are tried.",
            "  leaktriage rules check my-rules.json",
            "      Everything that is wrong with a rule file."
        })
final class RulesCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--rules", paramLabel = "FILE", description = "List the rules of this file too.")
    private Path file;

    RulesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RuleSet rules = file == null ? RuleSet.shipped() : RuleFiles.read(file);
        console.print(out -> write(rules, out));
        return ExitCode.DONE.number();
    }

    private static void write(RuleSet rules, Writer out) throws IOException {
        int number = 0;
        for (Rule rule : rules.rules()) {
            number++;
            out.write(number + ". " + rule.id() + ": " + rule.verdict().label());
            out.write(rules.isUserRule(rule.id()) ? " (from the rule file)\n" : "\n");
            out.write("   because: " + rule.because() + "\n");
            if (!rule.freedBy().isEmpty()) {
                out.write("   freed by: " + rule.freedBy() + "\n");
            }
        }
    }
}
