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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leaktriage explain}: the life of one address. */
@Command(
        name = "explain",
        sortOptions = false,
        header = "Tells the life of one address.",
        description = {
            "%nTells the whole life of one address: every buffer that was there, who allocated and freed it, what"
                    + " was a view of what; and for what is live, which rule decided, which were tried before,"
                    + " what would change the verdict, and what frees it.%n"
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  leaktriage explain run.log 0x3ffff800",
            "      The address on every device.",
            "  leaktriage explain --device 3 run.log 1073739776",
            "      The same address, in decimal, on device 3.",
            "  leaktriage explain --oom 1 run.log",
            "      Why the first failed allocation failed, and what would have made room.",
            "  leaktriage explain --format json run.log 0x3ffff800",
            "      For a program to read."
        })
final class ExplainCommand implements Callable<Integer> {
    private final Console console;
    private final Pipeline pipeline;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "LOG", description = "A log, as for 'leaktriage analyze'.")
    private String log;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ADDRESS",
            description = "As the log writes it: 0x and hexadecimal digits, or decimal digits.")
    private String address;

    @Option(
            names = "--oom",
            paramLabel = "N",
            description = "Explain the Nth allocation that failed, instead of an address; see docs/oom.md.")
    private Integer shortage;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json; default: ${DEFAULT-VALUE}.")
    private String format;

    @Mixin
    private SelectionOptions selection;

    @Option(names = "--no-progress", description = "Never show progress; it appears on terminals only.")
    private boolean noProgress;

    ExplainCommand(Console console, Pipeline pipeline) {
        this.console = console;
        this.pipeline = pipeline;
    }

    @Override
    public Integer call() {
        if ((address == null) == (shortage == null)) {
            throw new ParameterException(spec.commandLine(), "expected an ADDRESS or --oom N, one of the two");
        }
        ReportFormat reportFormat = Arguments.read(
                spec.commandLine(), () -> Formats.parse(format, List.of(ReportFormat.TEXT, ReportFormat.JSON)));
        return shortage == null ? explainAddress(reportFormat) : explainShortage(reportFormat);
    }

    private int explainShortage(ReportFormat reportFormat) {
        Analysis analysis = new Analysing(spec.commandLine(), console, noProgress)
                .run(pipeline.analyze(), List.of(log), selection.toAnalysisOptions());
        List<PostMortem> all = analysis.postMortems();
        if (shortage < 1 || shortage > all.size()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "--oom " + shortage + ": "
                            + (all.isEmpty()
                                    ? "no allocation failed in " + log
                                    : Count.of(all.size(), "allocation") + " failed in " + log + ", numbered from 1"));
        }
        PostMortem told = all.get(shortage - 1);
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
        long wanted = Arguments.read(spec.commandLine(), () -> Address.parse(address));

        AddressReport report = new Analysing(spec.commandLine(), console, noProgress)
                .run(pipeline.explain(), List.of(log), selection.toAnalysisOptions(OptionalLong.of(wanted)));
        if (report.history().events().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "address " + Address.format(wanted) + " does not occur in " + log + selection.onDevice()
                            + "; 'leaktriage analyze --format csv " + log + "' lists the live ones");
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
