package dev.leaktriage.cli;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.NearestWord;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.policy.Baseline;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code leaktriage baseline write}: a new baseline. */
final class BaselineWriteCommand implements Callable<Integer> {
    private final BaselineCommand parent;

    private final CommandSpec spec = Declared.command(this);

    private final BaselineCommand.Inputs inputs = new BaselineCommand.Inputs();

    private final Argument<List<String>> verdicts = Argument.options(String.class, "VERDICT", "--verdict")
            .split(",")
            .byDefault("leak")
            .says("What the baseline limits; default: ${DEFAULT-VALUE}.");

    private final Argument<Boolean> force =
            Argument.flag("--force").says("Overwrite the file, with all that people have written into it.");

    private final Argument<Boolean> noProgress =
            Argument.flag("--no-progress").says("Never show progress; it appears on terminals only.");

    BaselineWriteCommand(BaselineCommand parent) {
        this.parent = parent;
    }

    /** The command as it is typed. */
    CommandSpec spec() {
        spec.usageMessage()
                .sortOptions(false)
                .header("Writes a new baseline of what a run holds.")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  leaktriage baseline write leaks.baseline run.log",
                        "      What the run leaks, site by site.",
                        "  leaktriage baseline write --verdict leak,program-cache b.txt run.log",
                        "      What its program cache holds too.");
        Argument.add(spec, inputs.arguments());
        Argument.add(spec, verdicts, force, noProgress);
        return spec;
    }

    @Override
    public Integer call() {
        Set<Verdict> limited = Arguments.read(spec.commandLine(), this::limited);
        if (Files.exists(inputs.file()) && !force.get()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    inputs.file() + " is there already: 'leaktriage baseline update' changes what has changed;"
                            + " --force writes it anew, without its comments");
        }
        Analysis run = parent.load(spec.commandLine(), inputs, noProgress.get());
        parent.refuseDamaged(run, inputs.file());
        Baseline written = parent.ratchet(spec.commandLine(), inputs, Baseline.empty(limited), run)
                .accepted();
        parent.write(inputs.file(), written);
        parent.console()
                .print(out -> out.write(
                        inputs.file() + ": " + Count.of(written.entries().size(), "site") + ", "
                                + Count.of(written.handles(), "handle") + ".\n"));
        return ExitCode.DONE.number();
    }

    private Set<Verdict> limited() {
        EnumSet<Verdict> limited = EnumSet.noneOf(Verdict.class);
        List<String> labels =
                Arrays.stream(Verdict.values()).map(Verdict::label).toList();
        for (String label : verdicts.get()) {
            limited.add(Verdict.ofLabel(label)
                    .orElseThrow(() -> new IllegalArgumentException("unknown verdict '" + label + "' in --verdict"
                            + NearestWord.hint(label, labels) + " (one of " + String.join(", ", labels) + ")")));
        }
        return limited;
    }
}
