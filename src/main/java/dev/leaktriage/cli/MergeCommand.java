package dev.leaktriage.cli;

import dev.leaktriage.batch.InputFiles;
import dev.leaktriage.model.BatchSummary;
import dev.leaktriage.model.SummaryFold;
import dev.leaktriage.report.SavedSummary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code leaktriage merge}: the summaries of batches that ran elsewhere, as one. */
final class MergeCommand implements Callable<Integer> {
    /** What the help of the program says of it. */
    static final String HEADER = "Folds the summaries of many batches into one.";

    private static final String STANDARD_INPUT = "-";
    private static final String SUMMARY = "summary.json";

    private final Console console;

    private final CommandSpec spec = Declared.command(this);

    private final Argument<List<String>> paths = Argument.parameters(
            1,
            "SUMMARY",
            "A summary.json or batch.json, or a folder, with every summary.json in it. - reads a list of them from"
                    + " standard input, one a line.");

    private final OutputOptions output = new OutputOptions();

    private final BatchGateOptions gateOptions = new BatchGateOptions();

    private final StepSummaryOptions stepSummary = new StepSummaryOptions();

    MergeCommand(Console console) {
        this.console = console;
    }

    /** The command as it is typed. */
    CommandSpec spec() {
        spec.usageMessage()
                .sortOptions(false)
                .header(HEADER)
                .description(
                        "%nReads what 'leaktriage batch --reports' wrote, here or on other machines, and sums it up as if all logs"
                                + " had been in one batch. The order makes no difference.%n")
                .optionListHeading("%nOptions:%n")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  leaktriage merge results-1/ results-2/",
                        "      The results of two batches, as text.",
                        "  leaktriage merge --reports all/ --fail-on leak job-*/batch.json",
                        "      What the jobs of a matrix left, with a gate.",
                        "  find results -name summary.json | leaktriage merge --format csv -",
                        "      One row for every log, from a list of summaries.");
        Argument.add(spec, paths);
        Argument.add(spec, output.arguments());
        Argument.add(spec, gateOptions.arguments());
        Argument.add(spec, stepSummary.arguments());
        return spec;
    }

    @Override
    public Integer call() {
        BatchOutput answer = BatchOutput.of(spec.commandLine(), console, output);
        BatchGates gates = gateOptions.read(spec.commandLine());
        output.refuseInputs(spec.commandLine(), paths.get(), "summaries");
        BatchSummary summary = fold();
        answer.write(summary, stepSummary);
        return gates.judge(console, summary).number();
    }

    private BatchSummary fold() {
        SummaryFold fold = new SummaryFold();
        try {
            for (Path path : named()) {
                for (Path file : files(path)) {
                    add(fold, file);
                }
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
        return fold.result();
    }

    private List<Path> named() throws IOException {
        List<Path> named = new ArrayList<>();
        for (String path : paths.get()) {
            if (path.equals(STANDARD_INPUT)) {
                named.addAll(InputFiles.listed(new String(console.in().readAllBytes(), StandardCharsets.UTF_8)));
            } else {
                named.add(Path.of(path));
            }
        }
        return named;
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> below = Files.walk(path)) {
            List<Path> summaries = below.filter(
                            file -> file.getFileName().toString().equals(SUMMARY))
                    .sorted()
                    .toList();
            if (summaries.isEmpty()) {
                throw new IOException(path + ": no " + SUMMARY + " in the folder; 'leaktriage batch --reports " + path
                        + "' writes them");
            }
            return summaries;
        }
    }

    private static void add(SummaryFold fold, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            fold.add(SavedSummary.read(file.toString(), in));
        } catch (NoSuchFileException missing) {
            throw new IOException(file + ": no such file", missing);
        } catch (IllegalArgumentException twice) {
            throw new IOException(file + ": " + twice.getMessage(), twice);
        }
    }
}
