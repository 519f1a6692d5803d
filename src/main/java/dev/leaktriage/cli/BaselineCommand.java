package dev.leaktriage.cli;

import dev.leaktriage.compare.CompareOptions;
import dev.leaktriage.compare.Mask;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.policy.Baseline;
import dev.leaktriage.policy.Ratchet;
import dev.leaktriage.report.OutputFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code leaktriage baseline}: its three commands. */
final class BaselineCommand {
    /** What the help of the program says of it. */
    static final String HEADER = "Keeps a file of what each site may hold, and holds runs against it.";

    private final Console console;
    private final Pipeline pipeline;

    BaselineCommand(Console console, Pipeline pipeline) {
        this.console = console;
        this.pipeline = pipeline;
    }

    /** The command with those below it. */
    CommandSpec spec() {
        CommandSpec spec = Declared.command(this);
        spec.usageMessage()
                .header(HEADER)
                .description(
                        "%nA baseline is a text file that is reviewed and committed with the program. It is keyed on call stacks,"
                                + " so that it survives new addresses, line numbers, devices and test names. It is a ratchet:"
                                + " 'check' never writes, 'update' raises what you accept, 'update --tighten' only lowers.%n")
                .commandListHeading("%nCommands:%n")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  leaktriage baseline write leaks.baseline run.log",
                        "      A new baseline of what the run leaks.",
                        "  leaktriage baseline check leaks.baseline run.log",
                        "      For CI: exit with 3 if a site leaks more than it may.",
                        "  leaktriage baseline update --tighten leaks.baseline run.log",
                        "      Lower it to what the run leaks.");
        return spec.addSubcommand("write", Declared.line(new BaselineWriteCommand(this).spec()))
                .addSubcommand("check", Declared.line(new BaselineCheckCommand(this).spec()))
                .addSubcommand("update", Declared.line(new BaselineUpdateCommand(this).spec()));
    }

    Console console() {
        return console;
    }

    /** What all three ask for. */
    static final class Inputs {
        private final Argument<Path> file =
                Argument.parameter(0, Path.class, "BASELINE", "The file with the baseline.");
        private final Argument<String> run = Argument.parameter(
                1,
                String.class,
                "RUN",
                "A log as for 'leaktriage analyze', a folder with all logs of one run, a report.json, a folder"
                        + " that --reports wrote, or - for standard input.");
        private final Argument<List<String>> masks = Argument.options(String.class, "REGEX=TEXT", "--mask")
                .says("Take what matches in a frame for this text before stacks are compared; may be repeated.");
        private final SelectionOptions selection = new SelectionOptions();
        private final SuppressionOptions suppressions = new SuppressionOptions();

        /** In the order in which help shows them. */
        List<Argument<?>> arguments() {
            List<Argument<?>> arguments = new ArrayList<>(List.of(file, run, masks));
            arguments.addAll(selection.arguments());
            arguments.addAll(suppressions.arguments());
            return arguments;
        }

        Path file() {
            return file.get();
        }

        String run() {
            return run.get();
        }
    }

    /** The run, with what suppressions accept marked as such. */
    Analysis load(CommandLine command, Inputs inputs, boolean quiet) {
        SuppressionOptions.Accepted accepted = inputs.suppressions.read(command, console);
        Analysis analysis = new Analysing(command, console, quiet)
                .run(
                        (runs, in, asked) -> new NamedRun(inputs.run.get()).load(pipeline, in, asked),
                        List.of(inputs.run.get()),
                        inputs.selection.toAnalysisOptions());
        return accepted.applyTo(analysis);
    }

    /**
     * The baseline.
     *
     * @throws CommandFailure if it cannot be read or used; what is wrong with it has been told
     */
    Baseline read(Path file) {
        return PolicyFiles.read(console, PolicyFiles.BASELINES, () -> Baseline.read(file));
    }

    Ratchet ratchet(CommandLine command, Inputs inputs, Baseline baseline, Analysis run) {
        CompareOptions options = Arguments.read(
                command,
                () -> new CompareOptions(
                        inputs.masks.get().stream().map(Mask::parse).toList()));
        return Ratchet.of(baseline, run, options);
    }

    /** Writes a baseline over what is there, as a whole or not at all. */
    void write(Path file, Baseline baseline) {
        try {
            OutputFile.write(file, true, baseline::write);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
    }

    /**
     * Refuses a log in which leaks may be missing: a baseline made of it would be wrong for good.
     *
     * @throws CommandFailure with the exit code for damage
     */
    void refuseDamaged(Analysis run, Path file) {
        if (Judgement.isDamaged(console, "the log", run.integrity())) {
            throw new CommandFailure(
                    ExitCode.DAMAGED,
                    file + " is not written: leaks may be missing in a damaged log; take another run");
        }
    }
}
