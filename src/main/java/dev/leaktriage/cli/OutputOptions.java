package dev.leaktriage.cli;

import dev.leaktriage.report.OutputFile;
import dev.leaktriage.report.ReportFormat;
import dev.leaktriage.report.ReportOptions;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The options that say what a report looks like and where it goes. */
final class OutputOptions {
    private final Argument<String> format = Argument.option(String.class, "FORMAT", "--format")
            .byDefault("text")
            .says("text, json, csv, html or markdown; default: ${DEFAULT-VALUE}.");

    private final Argument<Path> output = Argument.option(Path.class, "FILE", "-o", "--output")
            .says("Write it to this file instead of standard output.");

    private final Argument<Path> reports = Argument.option(Path.class, "DIR", "--reports")
            .says("Also write all reports into this folder, which is created if need be.");

    private final Argument<Boolean> force =
            Argument.flag("--force").says("Overwrite files that this program did not write.");

    private final Argument<Integer> top =
            Argument.option(Integer.class, "N", "--top").says("Show at most N rows in a table of text.");

    private final Argument<Boolean> noProgress =
            Argument.flag("--no-progress").says("Never show progress; it appears on terminals only.");

    /** In the order in which help shows them. */
    List<Argument<?>> arguments() {
        return List.of(format, output, reports, force, top, noProgress);
    }

    /** Writes one report. */
    interface Content {
        void writeTo(Writer out, ReportOptions options) throws IOException;
    }

    /** Writes all reports into a folder. */
    interface Folder {
        void writeTo(Path directory, ReportOptions options, boolean force) throws IOException;
    }

    boolean noProgress() {
        return noProgress.get();
    }

    boolean force() {
        return force.get();
    }

    Optional<Path> reports() {
        return reports.given();
    }

    /**
     * The format that was asked for.
     *
     * @param allowed the formats that the command can write
     * @throws ParameterException if it is none of these
     */
    ReportFormat format(CommandLine command, List<ReportFormat> allowed) {
        return Arguments.read(command, () -> Formats.parse(format.get(), allowed));
    }

    /**
     * The layout that was asked for.
     *
     * @throws ParameterException if it is not possible
     */
    ReportOptions layout(CommandLine command, Console console) {
        ReportOptions plain = ReportOptions.PLAIN.withColour(console.colour());
        return top.get() == null ? plain : Arguments.read(command, () -> plain.withTop(top.get()));
    }

    /**
     * Refuses to write over an input.
     *
     * @param what what an input is, in the plural
     * @throws ParameterException if the output is one of the inputs
     */
    void refuseInputs(CommandLine command, List<String> inputs, String what) {
        boolean same = output.get() != null && inputs.stream().anyMatch(input -> isSame(input, output.get()));
        if (same) {
            throw new ParameterException(
                    command, "-o " + output.get() + " is one of the " + what + "; name another file");
        }
    }

    /**
     * Writes what was asked for. Files come first: where one of them cannot be written, standard output stays empty.
     *
     * @throws CommandFailure if something cannot be written
     */
    void write(Console console, ReportOptions options, Folder folder, Content content) {
        ReportOptions uncoloured = options.withColour(false);
        try {
            if (reports.get() != null) {
                folder.writeTo(reports.get(), uncoloured, force.get());
            }
            if (output.get() != null) {
                OutputFile.write(output.get(), force.get(), out -> content.writeTo(out, uncoloured));
                return;
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
        console.print(out -> content.writeTo(out, options));
    }

    private static boolean isSame(String input, Path file) {
        return Path.of(input)
                .toAbsolutePath()
                .normalize()
                .equals(file.toAbsolutePath().normalize());
    }
}
