package dev.leaktriage.cli;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.batch.BatchOptions;
import dev.leaktriage.batch.FileJudge;
import dev.leaktriage.batch.InputFile;
import dev.leaktriage.batch.InputFiles;
import dev.leaktriage.batch.LogBatch;
import dev.leaktriage.batch.NameFilter;
import dev.leaktriage.batch.ResultFolder;
import dev.leaktriage.log.Limits;
import dev.leaktriage.model.BatchSummary;
import dev.leaktriage.report.LogReports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code leaktriage batch}: many logs, each judged for itself. */
final class BatchCommand implements Callable<Integer> {
    /** What the help of the program says of it. */
    static final String HEADER = "Judges many logs, and says which sites leak in which of them.";

    private static final String STANDARD_INPUT = "-";
    private static final Duration PROGRESS_PERIOD = Duration.ofSeconds(1);

    private final Console console;

    private final CommandSpec spec = Declared.command(this);

    private final Argument<List<String>> paths = Argument.parameters(
            1,
            "PATH",
            "A log, plain or as .gz, .zst or .xz; an archive of logs, .zip, .tar or .tar.gz; or a folder, which is"
                    + " searched. - reads a list of them from standard input, one a line.");

    private final Argument<List<String>> includes = Argument.options(String.class, "GLOB", "--include")
            .says("Read only logs of such a name; with a / in it, of such a path. May be given again.");

    private final Argument<List<String>> excludes = Argument.options(String.class, "GLOB", "--exclude")
            .says("Leave away logs, archives and files of such a name or path; may be given again.");

    private final Argument<Path> root = Argument.option(Path.class, "DIR", "--root")
            .byDefault("")
            .says("Call logs by their path below this folder; default: the current one.");

    private final Argument<Integer> threads = Argument.option(Integer.class, "N", "--threads")
            .says("Read N files at a time; default: one per processor.");

    private final Argument<Boolean> failFast = Argument.flag("--fail-fast")
            .says("Stop at the first log that cannot be read or fails a gate; later ones do not count.");

    private final Argument<Boolean> keepGoing =
            Argument.flag("--keep-going").says("Read every log, whatever is wrong with others; the default.");

    private final Argument<List<String>> limits = Argument.options(String.class, "NAME=N", "--limit")
            .says("Refuse a file with more than this: text-bytes, line-bytes, stack-lines, stack-bytes, live-buffers,"
                    + " nesting or entries; docs/batch.md has the usual limits.");

    private final OutputOptions output = new OutputOptions();

    private final BatchGateOptions gateOptions = new BatchGateOptions();

    private final StepSummaryOptions stepSummary = new StepSummaryOptions();

    private final PolicyOptions policyOptions = new PolicyOptions();

    private final SelectionOptions selection = new SelectionOptions();

    BatchCommand(Console console) {
        this.console = console;
    }

    /** The command as it is typed. */
    CommandSpec spec() {
        spec.usageMessage()
                .sortOptions(false)
                .header(HEADER)
                .description(
                        "%nJudges each log for itself, as 'leaktriage analyze' does, and sums up: a row for each log, and a row for"
                                + " each site over all logs, the worst first. A log that cannot be read stops no other.%n")
                .optionListHeading("%nOptions:%n")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  leaktriage batch logs/",
                        "      All logs in a folder and below, as text.",
                        "  leaktriage batch --reports results/ logs_12345.zip",
                        "      The logs of a GitHub run as downloaded; all reports, in a folder.",
                        "      Given again, it reads only what has changed.",
                        "  leaktriage batch --include '*.log' --exclude '*-debug.log' logs/",
                        "      Some of the files.",
                        "  leaktriage batch --fail-on leak --require-intact logs/",
                        "      For CI: exit with 3 if a log leaks, with 4 if one is damaged.",
                        "  find logs -mtime -1 -name '*.gz' | leaktriage batch -",
                        "      The paths from a pipe.");
        Argument.add(spec, paths, includes, excludes, root, threads, failFast, keepGoing, limits);
        Argument.add(spec, output.arguments());
        Argument.add(spec, gateOptions.arguments());
        Argument.add(spec, stepSummary.arguments());
        Argument.add(spec, policyOptions.arguments());
        Argument.add(spec, selection.arguments());
        return spec;
    }

    @Override
    public Integer call() {
        BatchOutput answer = BatchOutput.of(spec.commandLine(), console, output);
        BatchGates gates = gateOptions.read(spec.commandLine());
        if (failFast.get() && keepGoing.get()) {
            throw new ParameterException(
                    spec.commandLine(), "--fail-fast and --keep-going exclude each other; leave one out");
        }
        output.refuseInputs(spec.commandLine(), paths.get(), "logs");
        NameFilter filter = Arguments.read(spec.commandLine(), () -> NameFilter.of(includes.get(), excludes.get()));
        List<InputFile> files = Arguments.read(
                spec.commandLine(), () -> InputFiles.find(arguments(), root.get(), filter, output.reports()));
        if (files.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, "no file to read in " + String.join(" ", paths.get()));
        }
        FileJudge judge = new FileJudge(options(filter));
        LogBatch batch = Arguments.read(spec.commandLine(), () -> new LogBatch(judge, files, threads()));

        BatchSummary summary = run(batch, gates);
        answer.write(summary, stepSummary);
        return gates.judge(console, summary).number();
    }

    private int threads() {
        return threads.get() == null ? Runtime.getRuntime().availableProcessors() : threads.get();
    }

    private List<Path> arguments() {
        List<Path> arguments = new ArrayList<>();
        for (String path : paths.get()) {
            if (!path.equals(STANDARD_INPUT)) {
                arguments.add(Path.of(path));
                continue;
            }
            try {
                arguments.addAll(InputFiles.listed(new String(console.in().readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new CommandFailure(ExitCode.FAILED, "cannot read standard input: " + e.getMessage(), e);
            }
        }
        return arguments;
    }

    private BatchOptions options(NameFilter filter) {
        Limits allowed = Limits.CAREFUL;
        for (String limit : limits.get()) {
            Limits before = allowed;
            allowed = Arguments.read(spec.commandLine(), () -> before.with(limit));
        }
        AnalysisOptions asked = selection.toAnalysisOptions();
        asked.rules().ifPresent(RuleFiles::read);
        PolicyOptions.Policy policy = policyOptions.read(spec.commandLine(), console);
        return new BatchOptions(
                asked,
                policy::applyTo,
                judgedBy(asked, policy),
                allowed,
                filter,
                output.reports().map(directory -> new ResultFolder(directory, output.force())));
    }

    private String judgedBy(AnalysisOptions asked, PolicyOptions.Policy policy) {
        List<Path> read = new ArrayList<>(policyOptions.files());
        asked.rules().ifPresent(read::add);
        // The day counts only where something can expire on it.
        String today = policyOptions.isGiven() ? policy.accepted().today().toString() : "";
        try {
            return BatchOptions.judgedBy(Version.program(), asked, read, today);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
    }

    private BatchSummary run(LogBatch batch, BatchGates gates) {
        Supplier<BatchSummary> step = () -> batch.run(part -> !failFast.get() || gates.holds(part));
        try {
            if (output.reports().isPresent()) {
                LogReports.removeStaged(output.reports().get());
            }
            return output.noProgress() || !console.errIsTerminal()
                    ? step.get()
                    : Progress.during(console.err(), new BatchProgress(batch), PROGRESS_PERIOD, step);
        } catch (UncheckedIOException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getCause().getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
