package dev.leaktriage.cli;

import dev.leaktriage.analysis.AddressReport;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.report.ExplanationJson;
import dev.leaktriage.report.ExplanationText;
import dev.leaktriage.report.ReportFormat;
import dev.leaktriage.report.ReportOptions;
import dev.leaktriage.report.ShortageReport;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code leaktriage explain}: the life of one address. */
final class ExplainCommand implements Callable<Integer> {
    /** What the help of the program says of it. */
    static final String HEADER = "Tells the life of one address.";

    private final Console console;
    private final Pipeline pipeline;

    private final CommandSpec spec = Declared.command(this);

    private final Argument<String> log =
            Argument.parameter(0, String.class, "LOG", "A log, as for 'leaktriage analyze'.");

    private final Argument<String> address = Argument.optionalParameter(
            1, String.class, "ADDRESS", "As the log writes it: 0x and hexadecimal digits, or decimal digits.");

    private final Argument<Integer> shortage = Argument.option(Integer.class, "N", "--oom")
            .says("Explain the Nth allocation that failed, instead of an address; see docs/oom.md.");

    private final Argument<String> format = Argument.option(String.class, "FORMAT", "--format")
            .byDefault("text")
            .says("text or json; default: ${DEFAULT-VALUE}.");

    private final SelectionOptions selection = new SelectionOptions();

    private final Argument<Boolean> noProgress =
            Argument.flag("--no-progress").says("Never show progress; it appears on terminals only.");

    ExplainCommand(Console console, Pipeline pipeline) {
        this.console = console;
        this.pipeline = pipeline;
    }

    /** The command as it is typed. */
    CommandSpec spec() {
        spec.usageMessage()
                .sortOptions(false)
                .header(HEADER)
                .description(
                        "%nTells the whole life of one address: every buffer that was there, who allocated and freed it, what"
                                + " was a view of what; and for what is live, which rule decided, which were tried before,"
                                + " what would change the verdict, and what frees it.%n")
                .optionListHeading("%nOptions:%n")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  leaktriage explain run.log 0x3ffff800",
                        "      The address on every device.",
                        "  leaktriage explain --device 3 run.log 1073739776",
                        "      The same address, in decimal, on device 3.",
                        "  leaktriage explain --oom 1 run.log",
                        "      Why the first failed allocation failed, and what would have made room.",
                        "  leaktriage explain --format json run.log 0x3ffff800",
                        "      For a program to read.");
        Argument.add(spec, log, address, shortage, format);
        Argument.add(spec, selection.arguments());
        Argument.add(spec, noProgress);
        return spec;
    }

    @Override
    public Integer call() {
        if ((address.get() == null) == (shortage.get() == null)) {
            throw new ParameterException(spec.commandLine(), "expected an ADDRESS or --oom N, one of the two");
        }
        ReportFormat reportFormat = Arguments.read(
                spec.commandLine(), () -> Formats.parse(format.get(), List.of(ReportFormat.TEXT, ReportFormat.JSON)));
        return shortage.get() == null ? explainAddress(reportFormat) : explainShortage(reportFormat);
    }

    private int explainShortage(ReportFormat reportFormat) {
        Analysis analysis = new Analysing(spec.commandLine(), console, noProgress.get())
                .run(pipeline.analyze(), List.of(log.get()), selection.toAnalysisOptions());
        List<PostMortem> all = analysis.postMortems();
        if (shortage.get() < 1 || shortage.get() > all.size()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "--oom " + shortage.get() + ": "
                            + (all.isEmpty()
                                    ? "no allocation failed in " + log.get()
                                    : Count.of(all.size(), "allocation") + " failed in " + log.get()
                                            + ", numbered from 1"));
        }
        PostMortem told = all.get(shortage.get() - 1);
        ReportOptions options = ReportOptions.PLAIN.withColour(console.colour());
        console.print(out -> {
            if (reportFormat == ReportFormat.JSON) {
                ShortageReport.writeJson(told, out);
            } else {
                ShortageReport.writeText(analysis, told, options, out);
            }
        });
        return ExitCode.DONE.number();
    }

    private int explainAddress(ReportFormat reportFormat) {
        long wanted = Arguments.read(spec.commandLine(), () -> Address.parse(address.get()));

        AddressReport report = new Analysing(spec.commandLine(), console, noProgress.get())
                .run(pipeline.explain(), List.of(log.get()), selection.toAnalysisOptions(OptionalLong.of(wanted)));
        if (report.history().events().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "address " + Address.format(wanted) + " does not occur in " + log.get() + selection.onDevice()
                            + "; 'leaktriage analyze --format csv " + log.get() + "' lists the live ones");
        }
        console.print(out -> write(report, reportFormat, out));
        return ExitCode.DONE.number();
    }

    private void write(AddressReport report, ReportFormat reportFormat, Writer out) throws IOException {
        if (reportFormat == ReportFormat.JSON) {
            ExplanationJson.write(report.analysis(), report.history(), report.explanations(), out);
            return;
        }
        ReportOptions options = ReportOptions.PLAIN.withColour(console.colour());
        ExplanationText.write(report.analysis(), report.history(), report.explanations(), options, out);
    }
}
