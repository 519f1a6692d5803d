package dev.leaktriage.cli;

import dev.leaktriage.classify.Rule;
import dev.leaktriage.classify.RuleSet;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code leaktriage rules}: the rules in force. */
final class RulesCommand implements Callable<Integer> {
    /** What the help of the program says of it. */
    static final String HEADER = "Lists the rules in force, or checks a rule file.";

    private final Console console;

    private final Argument<Path> file =
            Argument.option(Path.class, "FILE", "--rules").says("List the rules of this file too.");

    RulesCommand(Console console) {
        this.console = console;
    }

    /** The command with the one below it. */
    CommandSpec spec() {
        CommandSpec spec = Declared.command(this);
        spec.usageMessage()
                .header(HEADER)
                .description(
                        "%nLists the rules in the order in which they are tried on every live buffer. The first that applies"
                                + " decides its verdict; the last one applies to all.%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  leaktriage rules",
                        "      The rules that come with the program.",
                        "  leaktriage rules --rules my-rules.json",
                        "      The same with those of a file, at the place where they are tried.",
                        "  leaktriage rules check my-rules.json",
                        "      Everything that is wrong with a rule file.");
        Argument.add(spec, file);
        return spec.addSubcommand("check", Declared.line(new RulesCheckCommand(console).spec()));
    }

    @Override
    public Integer call() {
        RuleSet rules = file.get() == null ? RuleSet.shipped() : RuleFiles.read(file.get());
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
