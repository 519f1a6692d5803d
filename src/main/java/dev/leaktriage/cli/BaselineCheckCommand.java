package dev.leaktriage.cli;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.BaselineResult;
import dev.leaktriage.model.BaselineResult.Row;
import dev.leaktriage.model.BaselineResult.State;
import dev.leaktriage.policy.Baseline;
import dev.leaktriage.report.BaselineReports;
import dev.leaktriage.report.OutputFile;
import dev.leaktriage.report.ReportFormat;
import dev.leaktriage.report.ReportOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code leaktriage baseline check}: a gate. */
final class BaselineCheckCommand implements Callable<Integer> {
    private final BaselineCommand parent;

    private final CommandSpec spec = Declared.command(this);

    private final BaselineCommand.Inputs inputs = new BaselineCommand.Inputs();

    private final Argument<String> format = Argument.option(String.class, "FORMAT", "--format")
            .byDefault("text")
            .says("text, json, csv or markdown; default: ${DEFAULT-VALUE}.");

    private final Argument<Path> output = Argument.option(Path.class, "FILE", "-o", "--output")
            .says("Write the report to this file instead of standard output.");

    private final Argument<Boolean> force = Argument.flag("--force").says("Let -o overwrite a file.");

    private final Argument<Boolean> requireIntact =
            Argument.flag("--require-intact").says("Exit with 4 if the log shows any sign of damage.");

    private final Argument<Boolean> noProgress =
            Argument.flag("--no-progress").says("Never show progress; it appears on terminals only.");

    BaselineCheckCommand(BaselineCommand parent) {
        this.parent = parent;
    }

    /** The command as it is typed. */
    CommandSpec spec() {
        spec.usageMessage()
                .sortOptions(false)
                .header("Exits with 3 if a run holds more than the baseline allows; never writes it.")
                .description("%nLeaks that are only possible never fail the check; they are told.%n")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  leaktriage baseline check leaks.baseline run.log",
                        "      For CI.",
                        "  leaktriage baseline check --format markdown leaks.baseline out/report.json",
                        "      A table for a job's summary, of a run that was analysed before.");
        Argument.add(spec, inputs.arguments());
        Argument.add(spec, format, output, force, requireIntact, noProgress);
        return spec;
    }

    @Override
    public Integer call() {
        ReportFormat asked =
                Arguments.read(spec.commandLine(), () -> Formats.parse(format.get(), BaselineReports.formatsKnown()));
        refuseInputs();
        Baseline baseline = parent.read(inputs.file());
        Analysis run = parent.load(spec.commandLine(), inputs, noProgress.get());
        BaselineResult result = parent.ratchet(spec.commandLine(), inputs, baseline, run)
                .result(inputs.file().getFileName().toString());
        write(result, asked);
        List<Row> breaches = result.rows(State.BREACH);
        breaches.forEach(row -> parent.console().say("baseline: " + line(row)));
        boolean damaged = requireIntact.get() && Judgement.isDamaged(parent.console(), "the log", run.integrity());
        return Judgement.exitCode(!breaches.isEmpty(), damaged).number();
    }

    /** A check never writes its baseline, not even by accident. */
    private void refuseInputs() {
        boolean same = output.get() != null
                && Stream.of(inputs.file(), Path.of(inputs.run()))
                        .anyMatch(input -> canonical(input).equals(canonical(output.get())));
        if (same) {
            throw new ParameterException(
                    spec.commandLine(), "-o " + output.get() + " is the baseline or the run; name another file");
        }
    }

    private static Path canonical(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private void write(BaselineResult result, ReportFormat asked) {
        ReportOptions options = ReportOptions.PLAIN.withColour(
                output.get() == null && parent.console().colour());
        OutputFile.Content content = out -> BaselineReports.in(asked).write(result, options, out);
        if (output.get() == null) {
            parent.console().print(content);
            return;
        }
        try {
            OutputFile.write(output.get(), force.get(), content);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
    }

    /** The site, the rule, where, how much there is, and how much that is over. */
    private static String line(Row row) {
        String allowed = row.baselineAt().map(at -> "over " + at + " by ").orElse("not in the baseline: over by ");
        return BreachWords.site(row.site()) + ", rule " + row.ruleId()
                + row.at().map(at -> ", " + at).orElse("") + ": "
                + row.verdict().label() + " of "
                + Count.of(row.held().handles(), "handle") + " and "
                + BreachWords.bytes(row.held().sizeBytes()) + ", " + allowed + BreachWords.over(row.over());
    }
}
