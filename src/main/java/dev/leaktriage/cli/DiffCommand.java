package dev.leaktriage.cli;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.compare.CompareOptions;
import dev.leaktriage.compare.Comparison;
import dev.leaktriage.compare.Mask;
import dev.leaktriage.compare.Series;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Delta;
import dev.leaktriage.model.RunSeries;
import dev.leaktriage.report.DeltaOptions;
import dev.leaktriage.report.DeltaReports;
import dev.leaktriage.report.ReportFormat;
import dev.leaktriage.report.ReportOptions;
import dev.leaktriage.report.SeriesReports;
import dev.leaktriage.report.StepSummary;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code leaktriage diff}: what changed from one run to another. */
final class DiffCommand implements Callable<Integer> {
    /** What the help of the program says of it. */
    static final String HEADER = "Tells what changed from one run to another.";

    private final Console console;
    private final Pipeline pipeline;

    private final CommandSpec spec = Declared.command(this);

    private final Argument<List<String>> runs = Argument.parameters(
            0,
            "RUN",
            "BASE and CURRENT, or with --series any number of runs: each a log as for 'leaktriage analyze', a"
                    + " folder with all logs of one run, a report.json, or a folder that --reports wrote; one of"
                    + " them may be -, which is standard input.");

    private final Argument<Boolean> series = Argument.flag("--series")
            .says("Follow each site over all runs, in their order: how much, since when, and how steeply.");

    private final OutputOptions output = new OutputOptions();

    private final Argument<Boolean> byDevice = Argument.flag("--by-device")
            .says("Show each device too; devices are paired by what they hold, not by number.");

    private final Argument<List<String>> masks = Argument.options(String.class, "REGEX=TEXT", "--mask")
            .says("Take what matches in a frame for this text before stacks are compared; may be repeated.");

    private final Argument<List<String>> failOn = Argument.options(String.class, "GATE", "--fail-on")
            .split(",")
            .says("Exit with 3 if the current run has it: regression (a site has more definite and probable leaks than"
                    + " the base has leaks), regression:CONFIDENCE, or a finding's id, such as lost-free, that is"
                    + " new or became more. With --series: the last run, over the one before it.");

    private final Argument<Boolean> requireIntact =
            Argument.flag("--require-intact").says("Exit with 4 if one of the logs shows any sign of damage.");

    private final PolicyOptions policyOptions = new PolicyOptions();

    private final SelectionOptions selection = new SelectionOptions();

    private final StepSummaryOptions stepSummary = new StepSummaryOptions();

    DiffCommand(Console console, Pipeline pipeline) {
        this.console = console;
        this.pipeline = pipeline;
    }

    /** The command as it is typed. */
    CommandSpec spec() {
        spec.usageMessage()
                .sortOptions(false)
                .header(HEADER)
                .description(
                        "%nMatches the sites of two runs by their call stacks, never by addresses, and says which are new, grown,"
                                + " shrunk, gone, moved, or have another verdict than before.%n")
                .customSynopsis(
                        "leaktriage diff [OPTIONS] BASE CURRENT", "       leaktriage diff --series [OPTIONS] RUN...")
                .parameterListHeading("Runs:%n")
                .optionListHeading("%nOptions:%n")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  leaktriage diff before.log after.log",
                        "      What changed, as text.",
                        "  leaktriage diff --fail-on regression baseline/report.json run.log",
                        "      For CI: exit with 3 if a site leaks more than in a saved report.",
                        "  leaktriage diff --mask 'build-[0-9]+=build' before.log after.log",
                        "      Paths with a build number are the same in every build.",
                        "  leaktriage diff --format markdown -o comment.md before/ after/",
                        "      Folders, each with all logs of one run; a comment for a change.",
                        "  leaktriage diff --series --format csv monday.log tuesday.log friday.log",
                        "      One row for every site, with one column for every run.");
        Argument.add(spec, runs, series);
        Argument.add(spec, output.arguments());
        Argument.add(spec, byDevice, masks, failOn, requireIntact);
        Argument.add(spec, policyOptions.arguments());
        Argument.add(spec, selection.arguments());
        Argument.add(spec, stepSummary.arguments());
        return spec;
    }

    @Override
    public Integer call() {
        CompareOptions options = Arguments.read(
                spec.commandLine(),
                () -> new CompareOptions(masks.get().stream().map(Mask::parse).toList()));
        checkRuns();
        output.refuseInputs(spec.commandLine(), runs.get(), "runs");
        return (series.get() ? series(options) : difference(options)).number();
    }

    private ExitCode difference(CompareOptions options) {
        ReportFormat format = output.format(spec.commandLine(), DeltaReports.formatsKnown());
        ReportOptions layout = output.layout(spec.commandLine(), console);
        List<DeltaGate> gates = gates();

        PolicyOptions.Policy policy = policyOptions.read(spec.commandLine(), console);
        Analysis base = policy.applyToBase(load(runs.get().get(0), isPageWanted(format)));
        Analysis current = policy.applyTo(load(runs.get().get(1), isPageWanted(format)), base);
        Delta delta = Comparison.compare(base, current, options);
        output.write(
                console,
                layout,
                (directory, plain, force) -> DeltaReports.write(directory, delta, options(plain), force),
                (out, asAsked) -> DeltaReports.in(format).write(delta, options(asAsked), out));
        stepSummary.append(console, page -> StepSummary.append(page, delta, options(layout)));

        boolean gateFailed = judge(gates, delta) | Judgement.isOverBudget(console, current);
        boolean damaged = requireIntact.get() && isDamaged(delta);
        return Judgement.exitCode(gateFailed, damaged);
    }

    private List<DeltaGate> gates() {
        return Arguments.read(
                spec.commandLine(),
                () -> failOn.get().stream().map(DeltaGate::parse).toList());
    }

    private ExitCode series(CompareOptions options) {
        ReportFormat format = output.format(spec.commandLine(), SeriesReports.formatsKnown());
        ReportOptions layout = output.layout(spec.commandLine(), console);

        List<DeltaGate> gates = gates();

        Series following = new Series(options);
        Deque<Analysis> lastTwo = new ArrayDeque<>();
        boolean damaged = false;
        for (int run = 0; run < runs.get().size(); run++) {
            Analysis analysis = load(runs.get().get(run), false);
            following.add(analysis);
            lastTwo.add(analysis);
            if (lastTwo.size() > 2) {
                lastTwo.remove();
            }
            damaged |= requireIntact.get() && Judgement.isDamaged(console, "run " + (run + 1), analysis.integrity());
        }
        RunSeries followed = following.result();
        output.write(
                console,
                layout,
                (directory, plain, force) -> SeriesReports.write(directory, followed, plain, force),
                (out, asAsked) -> SeriesReports.in(format).write(followed, asAsked, out));
        stepSummary.append(console, page -> StepSummary.append(page, followed, layout.withColour(false)));
        // Each step was the last one once; a series that goes on must not fail for ever because of an early one.
        boolean gateFailed =
                !gates.isEmpty() && judge(gates, Comparison.compare(lastTwo.getFirst(), lastTwo.getLast(), options));
        return Judgement.exitCode(gateFailed, damaged);
    }

    private void checkRuns() {
        if (runs.get().size() < 2) {
            throw usage(
                    series.get()
                            ? "--series compares two runs or more"
                            : runs.get().isEmpty() ? "missing BASE and CURRENT" : "missing CURRENT");
        }
        if (!series.get() && runs.get().size() > 2) {
            throw usage("diff compares two runs, not " + runs.get().size() + "; --series compares more");
        }
        if (Collections.frequency(runs.get(), NamedRun.STANDARD_INPUT) > 1) {
            throw usage("only one of the runs can be standard input");
        }
        boolean onlyForTwo = byDevice.get() || policyOptions.isGiven();
        if (series.get() && onlyForTwo) {
            throw usage("--by-device, --suppressions and --budget are for two runs; leave them out with --series");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private boolean isPageWanted(ReportFormat format) {
        return output.reports().isPresent() || format == ReportFormat.HTML;
    }

    private Analysis load(String run, boolean withHistory) {
        AnalysisOptions options = selection.toAnalysisOptions().withHistory(withHistory);
        return new Analysing(spec.commandLine(), console, output.noProgress())
                .run((sources, in, asked) -> new NamedRun(run).load(pipeline, in, asked), List.of(run), options);
    }

    private DeltaOptions options(ReportOptions layout) {
        return new DeltaOptions(layout, byDevice.get());
    }

    private boolean judge(List<DeltaGate> gates, Delta delta) {
        boolean failed = false;
        for (DeltaGate gate : gates) {
            Gate.Outcome outcome = gate.judge(delta);
            outcome.messages().forEach(console::say);
            failed |= outcome.failed();
        }
        return failed;
    }

    private boolean isDamaged(Delta delta) {
        boolean baseIs = Judgement.isDamaged(console, "the base", delta.base().integrity());
        boolean currentIs =
                Judgement.isDamaged(console, "the current run", delta.current().integrity());
        return baseIs || currentIs;
    }
}
