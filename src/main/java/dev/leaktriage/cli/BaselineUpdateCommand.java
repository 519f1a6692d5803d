package dev.leaktriage.cli;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.policy.Baseline;
import dev.leaktriage.policy.Ratchet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leaktriage baseline update}: accepts what a run holds more, or lowers the baseline. */
@Command(
        name = "update",
        sortOptions = false,
        header = "Accepts what a run holds more, or lowers the baseline to it.",
        description = "%nOther entries and all comments stay as they are.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  leaktriage baseline update leaks.baseline run.log",
            "      Accept what is new or grown; the change is for a reviewer to see.",
            "  leaktriage baseline update --tighten leaks.baseline run.log",
            "      Keep what got better."
        })
final class BaselineUpdateCommand implements Callable<Integer> {
    private final BaselineCommand parent;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BaselineCommand.Inputs inputs;

    @Option(
            names = "--tighten",
            description = "Only lower entries to what the run holds, and drop those of sites that vanished.")
    private boolean tighten;

    @Option(names = "--no-progress", description = "Never show progress; it appears on terminals only.")
    private boolean noProgress;

    BaselineUpdateCommand(BaselineCommand parent) {
        this.parent = parent;
    }

    @Override
    public Integer call() {
        Baseline before = parent.read(inputs.file());
        Analysis run = parent.load(spec.commandLine(), inputs, noProgress);
        parent.refuseDamaged(run, inputs.file());
        Ratchet ratchet = parent.ratchet(spec.commandLine(), inputs, before, run);
        Baseline after = tighten ? ratchet.tightened() : ratchet.accepted();
        // A file that says the same is left alone, to the last byte.
        if (!after.equals(before)) {
            parent.write(inputs.file(), after);
        }
        parent.console().print(out -> out.write(inputs.file() + ": " + before.changesTo(after) + ".\n"));
        return ExitCode.DONE.number();
    }
}
