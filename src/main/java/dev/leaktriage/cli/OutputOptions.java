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
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what a report looks like and where it goes. */
final class OutputOptions {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, json, csv, html or markdown; default: ${DEFAULT-VALUE}.")
    private String format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write it to this file instead of standard output.")
    private Path output;

    @Option(
            names = "--reports",
            paramLabel = "DIR",
            description = "Also write all reports into this folder, which is created if need be.")
    private Path reports;

    @Option(names = "--force", description = "Overwrite files that this program did not write.")
    private boolean force;

    @Option(names = "--top", paramLabel = "N", description = "Show at most N rows in a table of text.")
    private Integer top;

    @Option(names = "--no-progress", description = "Never show progress; it appears on terminals only.")
    private boolean noProgress;

    /** Writes one report. */
    interface Content {
        void writeTo(Writer out, ReportOptions options) throws IOException;
    }

    /** Writes all reports into a folder. */
    interface Folder {
        void writeTo(Path directory, ReportOptions options, boolean force) throws IOException;
    }

    boolean noProgress() {
        return noProgress;
    }

    boolean force() {
        return force;
    }

    Optional<Path> reports() {
        return Optional.ofNullable(reports);
    }

    /**
     * The format that was asked for.
     *
     * @param allowed the formats that the command can write
     * @throws ParameterException if it is none of these
     */
    ReportFormat format(CommandLine command, List<ReportFormat> allowed) {
        return Arguments.read(command, () -> Formats.parse(format, allowed));
    }

    /**
     * The layout that was asked for.
     *
     * @throws ParameterException if it is not possible
     */
    ReportOptions layout(CommandLine command, Console console) {
        ReportOptions plain = ReportOptions.PLAIN.withColour(console.colour());
        return top == null ? plain : Arguments.read(command, () -> plain.withTop(top));
    }

    /**
     * Refuses to write over an input.
     *
     * @param what what an input is, in the plural
     * @throws ParameterException if the output is one of the inputs
     */
    void refuseInputs(CommandLine command, List<String> inputs, String what) {
        boolean same = output != null && inputs.stream().anyMatch(input -> isSame(input, output));
        if (same) {
            throw new ParameterException(command, "-o " + output + " is one of the " + what + "; name another file");
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
            if (reports != null) {
                folder.writeTo(reports, uncoloured, force);
            }
            if (output != null) {
                OutputFile.write(output, force, out -> content.writeTo(out, uncoloured));
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
