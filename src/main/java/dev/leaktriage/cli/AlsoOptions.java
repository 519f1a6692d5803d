package dev.leaktriage.cli;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.report.OutputFile;
import dev.leaktriage.report.ReportOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The outputs besides the report that was asked for: a CI job wants several of one analysis. */
final class AlsoOptions {
    private final Argument<List<String>> also = Argument.options(String.class, "FORMAT=FILE", "--also")
            .says("Also write this format to this file, such as junit=leaks.xml; may be given again. The file - is"
                    + " standard output, behind the report: github=- annotates a job.");

    /** In the order in which help shows them. */
    List<Argument<?>> arguments() {
        return List.of(also);
    }

    /**
     * The outputs, in their order.
     *
     * @param inputs the logs as they were typed
     * @param output the file of the report, if it goes to one
     * @throws ParameterException if one names no format or no file, or a file that is read, or is written already
     */
    List<Also> read(CommandLine command, List<String> inputs, Optional<Path> output) {
        List<Also> outputs = Arguments.read(
                command, () -> also.get().stream().map(Also::parse).toList());
        Set<Path> taken = new HashSet<>();
        Stream.concat(inputs.stream().map(Path::of), output.stream())
                .map(AlsoOptions::canonical)
                .forEach(taken::add);
        for (Also one : outputs) {
            if (!one.isStandardOutput() && !taken.add(canonical(Path.of(one.file())))) {
                throw new ParameterException(
                        command,
                        "--also " + one.format().label() + "=" + one.file()
                                + " is one of the logs, or is written already; name another file");
            }
        }
        return outputs;
    }

    /**
     * Writes those that go to files.
     *
     * @throws IOException if one may not be overwritten or cannot be written; the message is one line
     */
    static void writeFiles(List<Also> outputs, Analysis analysis, ReportOptions options, boolean force)
            throws IOException {
        for (Also one : outputs) {
            if (!one.isStandardOutput()) {
                OutputFile.write(
                        Path.of(one.file()), force, out -> one.format().report().write(analysis, options, out));
            }
        }
    }

    /** Prints those that go to standard output. */
    static void print(List<Also> outputs, Console console, Analysis analysis, ReportOptions options) {
        outputs.stream()
                .filter(Also::isStandardOutput)
                .forEach(one -> console.print(out -> one.format().report().write(analysis, options, out)));
    }

    private static Path canonical(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
