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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code leaktriage baseline check}: a gate. */
@Command(
        name = "check",
        sortOptions = false,
        header = "Exits with 3 if a run holds more than the baseline allows; never writes it.",
        description = "%nLeaks that are only possible never fail the check; they are told.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  leaktriage baseline check leaks.baseline run.log",
            "      For CI.",
            "  leaktriage baseline check --format markdown leaks.baseline out/report.json",
            "      A table for a job's summary, of a run that was analysed before."
        })
final class BaselineCheckCommand implements Callable<Integer> {
    private final BaselineCommand parent;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BaselineCommand.Inputs inputs;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json, csv or markdown; default: ${DEFAULT-VALUE}.")
    private String format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write the report to this file instead of standard output.")
    private Path output;

    @Option(names = "--force", description = "Let -o overwrite a file.")
    private boolean force;

    @Option(names = "--require-intact", description = "Exit with 4 if the log shows any sign of damage.")
    private boolean requireIntact;

    @Option(names = "--no-progress", description = "Never show progress; it appears on terminals only.")
    private boolean noProgress;

    BaselineCheckCommand(BaselineCommand parent) {
        this.parent = parent;
    }

    @Override
    public Integer call() {
        ReportFormat asked =
                Arguments.read(spec.commandLine(), () -> Formats.parse(format, BaselineReports.formatsKnown()));
        refuseInputs();
        Baseline baseline = parent.read(inputs.file());
        Analysis run = parent.load(spec.commandLine(), inputs, noProgress);
        BaselineResult result = parent.ratchet(spec.commandLine(), inputs, baseline, run)
                .result(inputs.file().getFileName().toString());
        write(result, asked);
        List<Row> breaches = result.rows(State.BREACH);
        breaches.forEach(row -> parent.console().say("baseline: " + line(row)));
        boolean damaged = requireIntact && Judgement.isDamaged(parent.console(), "the log", run.integrity());
        return Judgement.exitCode(!breaches.isEmpty(), damaged).number();
    }

    /** A check never writes its baseline, not even by accident. */
    private void refuseInputs() {
        boolean same = output != null
                && Stream.of(inputs.file(), Path.of(inputs.run()))
                        .anyMatch(input -> canonical(input).equals(canonical(output)));
        if (same) {
            throw new ParameterException(
                    spec.commandLine(), "-o " + output + " is the baseline or the run; name another file");
        }
    }

    private static Path canonical(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private void write(BaselineResult result, ReportFormat asked) {
        ReportOptions options = ReportOptions.PLAIN.withColour(
                output == null && parent.console().colour());
        OutputFile.Content content = out -> BaselineReports.in(asked).write(result, options, out);
        if (output == null) {
            parent.console().print(content);
            return;
        }
        try {
            OutputFile.write(output, force, content);
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
