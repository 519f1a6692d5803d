package dev.leaktriage.cli;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.report.OutputFile;
import dev.leaktriage.report.Report;
import dev.leaktriage.report.ReportFormat;
import dev.leaktriage.report.ReportOptions;
import dev.leaktriage.report.ReportSet;
import dev.leaktriage.report.StepSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code leaktriage analyze}: one run, from its logs to verdicts. */
final class AnalyzeCommand implements Callable<Integer> {
    /** What the help of the program says of it. */
    static final String HEADER = "Judges what is live at the end of one run.";

    private final Console console;
    private final Pipeline pipeline;

    private final CommandSpec spec = Declared.command(this);

    private final Argument<List<String>> logs = Argument.parameters(
            1,
            "LOG",
            "A log, plain or as .gz, .zst, .xz or .zip; - is standard input.",
            "Several logs, or a folder of them, must belong to one run and are joined; so must the files of"
                    + " TT-Metal's inspector, which name what the program cache holds.");

    private final Argument<String> format = Argument.option(String.class, "FORMAT", "--format")
            .byDefault("text")
            .says(
                    "text, json, csv, html or markdown; junit, sarif, github (workflow commands) or gitlab (code quality) for"
                            + " CI systems; default: ${DEFAULT-VALUE}.");

    private final Argument<Path> output = Argument.option(Path.class, "FILE", "-o", "--output")
            .says("Write it to this file instead of standard output.");

    private final Argument<Path> reports = Argument.option(Path.class, "DIR", "--reports")
            .says("Also write all reports into this folder, which is created if need be.");

    private final AlsoOptions alsoOptions = new AlsoOptions();

    private final Argument<Boolean> force =
            Argument.flag("--force").says("Overwrite files that this program did not write.");

    private final Argument<List<String>> failOn = Argument.options(String.class, "GATE", "--fail-on")
            .split(",")
            .says("Exit with 3 if the run has it: leak (definite and probable ones), leak:CONFIDENCE (that"
                    + " one and stronger ones), or a finding's id, such as lost-free.");

    private final Argument<Boolean> requireIntact =
            Argument.flag("--require-intact").says("Exit with 4 if the log shows any sign of damage.");

    private final PolicyOptions policyOptions = new PolicyOptions();

    private final SelectionOptions selection = new SelectionOptions();

    private final FollowOptions followOptions = new FollowOptions();

    private final Argument<Integer> top =
            Argument.option(Integer.class, "N", "--top").says("Show at most N rows in a table of text.");

    private final StepSummaryOptions stepSummary = new StepSummaryOptions();

    private final Argument<Boolean> noProgress = Argument.flag("--no-progress")
            .says("Never show progress, which appears on terminals only, or how a followed run is.");

    AnalyzeCommand(Console console, Pipeline pipeline) {
        this.console = console;
        this.pipeline = pipeline;
    }

    /** The command as it is typed. */
    CommandSpec spec() {
        spec.usageMessage()
                .sortOptions(false)
                .header(HEADER)
                .description(
                        "%nReads the logs of one run and says of every buffer that is live at its end what it is and why:"
                                + " a cached program, a view, a system buffer, a trace, a leak, or unresolved.%n")
                .optionListHeading("%nOptions:%n")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  leaktriage analyze run.log",
                        "      What is live at the end of the run, and why, as text.",
                        "  leaktriage analyze --format csv -o live.csv run.log.gz",
                        "      One row for every live buffer, for a spreadsheet.",
                        "  leaktriage analyze --reports out/ run.log",
                        "      Every report there is, in a folder.",
                        "  leaktriage analyze --fail-on leak --require-intact run.log",
                        "      For CI: exit with 3 if anything leaked, with 4 if the log is damaged.",
                        "  leaktriage analyze --also junit=leaks.xml --also github=- run.log",
                        "      For CI: the summary, test results, and annotations; see docs/ci.md.",
                        "  leaktriage analyze --suppressions known.supp --budget ci.budget run.log",
                        "      Leaks that are known, and limits of your own; see docs/gates.md.",
                        "  leaktriage analyze --at 'iteration 3' run.log",
                        "      What was live at the checkpoint 'iteration 3'.",
                        "  leaktriage analyze server.log buffer-debug.log",
                        "      What an allocation server printed, with the call stacks of TT-Metal's buffer-debug file.",
                        "  kubectl logs pod | leaktriage analyze -",
                        "      The log from a pipe.",
                        "  leaktriage analyze --follow run.log",
                        "      A log that is still being written; see docs/follow.md.");
        Argument.add(spec, logs, format, output, reports);
        Argument.add(spec, alsoOptions.arguments());
        Argument.add(spec, force, failOn, requireIntact);
        Argument.add(spec, policyOptions.arguments());
        Argument.add(spec, selection.arguments());
        Argument.add(spec, followOptions.arguments());
        Argument.add(spec, top);
        Argument.add(spec, stepSummary.arguments());
        Argument.add(spec, noProgress);
        return spec;
    }

    @Override
    public Integer call() {
        ReportFormat reportFormat =
                Arguments.read(spec.commandLine(), () -> Formats.parse(format.get(), Formats.all()));
        List<Gate> gates = Arguments.read(
                spec.commandLine(), () -> failOn.get().stream().map(Gate::parse).toList());
        ReportOptions options = Arguments.read(spec.commandLine(), this::reportOptions);
        refuseToOverwriteInput();
        Optional<Duration> idle = followOptions.idle(spec.commandLine(), logs.get());
        List<Also> also = alsoOptions.read(spec.commandLine(), logs.get(), output.given());
        PolicyOptions.Policy policy = policyOptions.read(spec.commandLine(), console);

        Analysis judged = judged(idle, selection.toAnalysisOptions().withHistory(isPageWanted(reportFormat, also)));
        Foreign.refuse(judged, logs.get());
        Analysis analysis = policy.applyTo(judged);
        boolean gated = requireIntact.get()
                || !gates.isEmpty()
                || !analysis.policy().budgets().isEmpty();
        if (gated) {
            Foreign.refuseWithoutBuffers(analysis, logs.get());
        }
        write(analysis, reportFormat.report(), also, options);
        stepSummary.append(console, page -> StepSummary.append(page, analysis, options));

        boolean gateFailed = judge(gates, analysis) | Judgement.isOverBudget(console, analysis);
        boolean damaged = requireIntact.get() && Judgement.isDamaged(console, "the log", analysis.integrity());
        return Judgement.exitCode(gateFailed, damaged).number();
    }

    private Analysis judged(Optional<Duration> idle, AnalysisOptions options) {
        if (followOptions.follow()) {
            return new Following(spec.commandLine(), console, noProgress.get(), idle, LiveLine.Pace.PEOPLE)
                    .run(logs.get().get(0), options);
        }
        return new Analysing(spec.commandLine(), console, noProgress.get())
                .run(pipeline.analyze(), logs.get(), options);
    }

    private boolean isPageWanted(ReportFormat reportFormat, List<Also> also) {
        return reports.get() != null
                || reportFormat == ReportFormat.HTML
                || also.stream().anyMatch(one -> one.format() == ReportFormat.HTML);
    }

    private void refuseToOverwriteInput() {
        boolean same = output.get() != null && logs.get().stream().anyMatch(log -> isSame(log, output.get()));
        if (same) {
            throw new ParameterException(
                    spec.commandLine(), "-o " + output.get() + " is one of the logs; name another file");
        }
    }

    private static boolean isSame(String log, Path file) {
        return Path.of(log)
                .toAbsolutePath()
                .normalize()
                .equals(file.toAbsolutePath().normalize());
    }

    /** Files come first: where one of them cannot be written, standard output stays empty. */
    private void write(Analysis analysis, Report report, List<Also> also, ReportOptions options) {
        ReportOptions plain = options.withColour(false);
        try {
            if (reports.get() != null) {
                ReportSet.write(reports.get(), analysis, plain, force.get());
            }
            AlsoOptions.writeFiles(also, analysis, plain, force.get());
            if (output.get() != null) {
                OutputFile.write(output.get(), force.get(), out -> report.write(analysis, plain, out));
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
        if (output.get() == null) {
            console.print(out -> report.write(analysis, options, out));
        }
        AlsoOptions.print(also, console, analysis, plain);
    }

    private boolean judge(List<Gate> gates, Analysis analysis) {
        boolean failed = false;
        for (Gate gate : gates) {
            Gate.Outcome outcome = gate.judge(analysis);
            outcome.messages().forEach(console::say);
            failed |= outcome.failed();
        }
        return failed;
    }

    private ReportOptions reportOptions() {
        ReportOptions plain = ReportOptions.PLAIN.withColour(console.colour());
        return top.get() == null ? plain : plain.withTop(top.get());
    }
}
