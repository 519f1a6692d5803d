package dev.leaktriage.cli;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.policy.Baseline;
import dev.leaktriage.policy.Ratchet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code leaktriage baseline update}: accepts what a run holds more, or lowers the baseline. */
final class BaselineUpdateCommand implements Callable<Integer> {
    private final BaselineCommand parent;

    private final CommandSpec spec = Declared.command(this);

    private final BaselineCommand.Inputs inputs = new BaselineCommand.Inputs();

    private final Argument<Boolean> tighten = Argument.flag("--tighten")
            .says("Only lower entries to what the run holds, and drop those of sites that vanished.");

    private final Argument<Boolean> noProgress =
            Argument.flag("--no-progress").says("Never show progress; it appears on terminals only.");

    BaselineUpdateCommand(BaselineCommand parent) {
        this.parent = parent;
    }

    /** The command as it is typed. */
    CommandSpec spec() {
        spec.usageMessage()
                .sortOptions(false)
                .header("Accepts what a run holds more, or lowers the baseline to it.")
                .description("%nOther entries and all comments stay as they are.%n")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  leaktriage baseline update leaks.baseline run.log",
                        "      Accept what is new or grown; the change is for a reviewer to see.",
                        "  leaktriage baseline update --tighten leaks.baseline run.log",
                        "      Keep what got better.");
        Argument.add(spec, inputs.arguments());
        Argument.add(spec, tighten, noProgress);
        return spec;
    }

    @Override
    public Integer call() {
        Baseline before = parent.read(inputs.file());
        Analysis run = parent.load(spec.commandLine(), inputs, noProgress.get());
        parent.refuseDamaged(run, inputs.file());
        Ratchet ratchet = parent.ratchet(spec.commandLine(), inputs, before, run);
        Baseline after = tighten.get() ? ratchet.tightened() : ratchet.accepted();
        // A file that says the same is left alone, to the last byte.
        if (!after.equals(before)) {
            parent.write(inputs.file(), after);
        }
        parent.console().print(out -> out.write(inputs.file() + ": " + before.changesTo(after) + ".\n"));
        return ExitCode.DONE.number();
    }
}
