package dev.leaktriage.cli;

import dev.leaktriage.classify.RuleSet;
import dev.leaktriage.model.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code leaktriage rules check}: what is wrong with a rule file. */
final class RulesCheckCommand implements Callable<Integer> {
    private final Console console;

    private final Argument<Path> file =
            Argument.parameter(0, Path.class, "FILE", "A rule file, as for 'leaktriage analyze --rules'.");

    RulesCheckCommand(Console console) {
        this.console = console;
    }

    /** The command as it is typed. */
    CommandSpec spec() {
        CommandSpec spec = Declared.command(this);
        spec.usageMessage()
                .header("Checks a rule file.")
                .description(
                        "%nTells everything that is wrong with a rule file, each with its line and column, and exits with 1;"
                                + " or says that the file can be used.%n")
                .optionListHeading("%nOptions:%n")
                .footerHeading("%nExample:%n")
                .footer("  leaktriage rules check my-rules.json", "      Everything that is wrong with a rule file.");
        Argument.add(spec, file);
        return spec;
    }

    @Override
    public Integer call() {
        List<Diagnostic> diagnostics = RuleFiles.check(file.get());
        if (!diagnostics.isEmpty()) {
            diagnostics.forEach(diagnostic -> console.err().println(diagnostic.withCaret()));
            return ExitCode.FAILED.number();
        }
        RuleSet rules = RuleFiles.read(file.get());
        long count = rules.rules().stream()
                .filter(rule -> rules.isUserRule(rule.id()))
                .count();
        console.print(out -> out.write(file.get() + ": " + Count.of(count, "rule") + ", nothing wrong\n"));
        return ExitCode.DONE.number();
    }
}
