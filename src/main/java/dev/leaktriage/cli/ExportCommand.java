package dev.leaktriage.cli;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.Analyzer;
import dev.leaktriage.export.EventsCsv;
import dev.leaktriage.export.ExportFormat;
import dev.leaktriage.export.ExportOptions;
import dev.leaktriage.export.FoldedExport;
import dev.leaktriage.export.PerfettoExport;
import dev.leaktriage.export.PprofExport;
import dev.leaktriage.export.Quantity;
import dev.leaktriage.export.SpeedscopeExport;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.RunAccounts;
import dev.leaktriage.report.OutputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code leaktriage export}: one run, for other tools. */
final class ExportCommand implements Callable<Integer> {
    /** What the help of the program says of it. */
    static final String HEADER = "Writes one run in the formats of other tools.";

    private final Console console;

    private final CommandSpec spec = Declared.command(this);

    private final Argument<List<String>> logs = Argument.parameters(
            1,
            "LOG",
            "A log, plain or as .gz, .zst, .xz or .zip; - is standard input.",
            "Several logs must belong to one run and are joined.");

    private final ExportOutputOptions shown = new ExportOutputOptions();

    private final Argument<Path> output = Argument.option(Path.class, "FILE", "-o", "--output")
            .says("Write it to this file instead of standard output.");

    private final Argument<Boolean> force =
            Argument.flag("--force").says("Overwrite a file that this program did not write, or a folded one.");

    private final SelectionOptions selection = new SelectionOptions();

    private final Argument<Boolean> noProgress =
            Argument.flag("--no-progress").says("Never show progress; it appears on terminals only.");

    ExportCommand(Console console) {
        this.console = console;
    }

    /** The command as it is typed. */
    CommandSpec spec() {
        spec.usageMessage()
                .sortOptions(false)
                .header(HEADER)
                .description(
                        "%nWrites what is live, leaked, was live at the peak or was ever allocated, by call stack, for flame graphs,"
                                + " speedscope and pprof; what devices held over the run for Perfetto; or every event with what"
                                + " became of its buffer as a table.%n")
                .optionListHeading("%nOptions:%n")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  leaktriage export --to folded -o live.folded run.log",
                        "      What is live at the end; then flamegraph.pl live.folded > live.svg.",
                        "  leaktriage export --to folded --value leaked --by size run.log",
                        "      What leaked, in the bytes that the log states.",
                        "  leaktriage export --to speedscope -o run.speedscope.json run.log",
                        "      Live, peak, leaked and allocated bytes, for speedscope.",
                        "  leaktriage export --to pprof -o run.pb.gz run.log",
                        "      The same for pprof; then go tool pprof -top run.pb.gz.",
                        "  leaktriage export --to pprof --verdict program-cache -o held.pb.gz run.log",
                        "      Only what the program cache holds.",
                        "  leaktriage export --to perfetto -o run.trace.json run.log",
                        "      What each device held over the run, for ui.perfetto.dev.",
                        "  leaktriage export --to csv-events -o events.csv run.log.zst",
                        "      Every event, one row each, written while the log is read.");
        Argument.add(spec, logs);
        Argument.add(spec, shown.arguments());
        Argument.add(spec, output, force);
        Argument.add(spec, selection.arguments());
        Argument.add(spec, noProgress);
        return spec;
    }

    @Override
    public Integer call() {
        ExportFormat format = Arguments.read(spec.commandLine(), shown::format);
        ExportOptions options = Arguments.read(spec.commandLine(), shown::options);
        refuse(format);
        Optional<Analysis> analysis = switch (format) {
            case FOLDED, SPEEDSCOPE, PPROF -> Optional.of(writeStacks(format, options));
            case PERFETTO -> Optional.of(writeTrace(options));
            case CSV_EVENTS -> writeEvents();
        };
        analysis.ifPresent(of -> Judgement.isDamaged(console, "the log", of.integrity()));
        return ExitCode.DONE.number();
    }

    private void refuse(ExportFormat format) {
        boolean input = output.get() != null
                && logs.get().stream()
                        .anyMatch(log -> Path.of(log)
                                .toAbsolutePath()
                                .normalize()
                                .equals(output.get().toAbsolutePath().normalize()));
        if (input) {
            throw new ParameterException(
                    spec.commandLine(), "-o " + output.get() + " is one of the logs; name another file");
        }
        if (output.get() == null && format.isBinary() && console.outIsTerminal()) {
            throw new ParameterException(
                    spec.commandLine(), format.label() + " is not for terminals; name a file with -o");
        }
    }

    private Analysis writeStacks(ExportFormat format, ExportOptions options) {
        RunAccounts accounts = run(Analyzer::accounts, selection.toAnalysisOptions());
        Foreign.refuse(accounts.analysis(), logs.get());
        Foreign.refuseWithoutBuffers(accounts.analysis(), logs.get());
        if (format == ExportFormat.PPROF) {
            writeBytes(format, out -> PprofExport.write(accounts, options, out));
            return accounts.analysis();
        }
        if (format == ExportFormat.SPEEDSCOPE) {
            write(format, out -> SpeedscopeExport.write(accounts, options, out));
            return accounts.analysis();
        }
        FoldedExport folded = FoldedExport.of(accounts, options);
        write(format, folded::write);
        if (folded.isEmpty()) {
            Quantity quantity = options.quantities().iterator().next();
            console.say("no stack has " + options.bytes().label() + " bytes that are " + quantity.label()
                    + "; the output is empty");
        }
        return accounts.analysis();
    }

    private Analysis writeTrace(ExportOptions options) {
        Analysis analysis = run(Analyzer::analyze, selection.toAnalysisOptions().withHistory(true));
        Foreign.refuse(analysis, logs.get());
        Foreign.refuseWithoutBuffers(analysis, logs.get());
        write(ExportFormat.PERFETTO, out -> PerfettoExport.write(analysis, options.bytes(), out));
        return analysis;
    }

    /** Empty where the reader of standard output went away: then the log was not read to its end. */
    private Optional<Analysis> writeEvents() {
        Journalled events = new Journalled();
        write(ExportFormat.CSV_EVENTS, events);
        return events.analysis;
    }

    /** Reads the log while the table is written, so that neither waits for the other in memory. */
    private final class Journalled implements OutputFile.Content {
        private Optional<Analysis> analysis = Optional.empty();

        @Override
        public void writeTo(Writer out) throws IOException {
            EventsCsv events = new EventsCsv(out);
            try {
                Analysis judged = run(
                        (sources, in, options) -> Analyzer.journal(sources, in, options, events),
                        selection.toAnalysisOptions());
                Foreign.refuse(judged, logs.get());
                Foreign.refuseWithoutBuffers(judged, logs.get());
                analysis = Optional.of(judged);
            } catch (UncheckedIOException unwritten) {
                throw unwritten.getCause();
            }
            events.flush();
        }
    }

    private <T> T run(Pipeline.Step<T> step, AnalysisOptions options) {
        return new Analysing(spec.commandLine(), console, noProgress.get()).run(step, logs.get(), options);
    }

    private void write(ExportFormat format, OutputFile.Content content) {
        writeBytes(format, content.encoded());
    }

    private void writeBytes(ExportFormat format, OutputFile.Bytes content) {
        if (output.get() == null) {
            console.printBytes(content);
            return;
        }
        try {
            OutputFile.writeBytes(output.get(), force.get(), format::wrote, content);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
    }
}
