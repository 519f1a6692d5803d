package dev.leaktriage.cli;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.report.SavedReport;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A run as users name it for a comparison: a log, a folder with all logs of the run, a saved {@code report.json}, or a
 * folder of reports.
 *
 * @param name a path, or {@code -} for standard input
 */
record NamedRun(String name) {
    static final String STANDARD_INPUT = "-";

    private static final String REPORT = "report.json";

    /**
     * Analyses the logs, or reads what was saved.
     *
     * @throws IOException if that cannot be read; the message is one line
     * @throws IllegalArgumentException if an option names something that the logs do not have, or asks for a part of a
     *     report that was saved; the message is one line
     */
    Analysis load(Pipeline pipeline, InputStream standardInput, AnalysisOptions options) throws IOException {
        if (name.equals(STANDARD_INPUT)) {
            return fromStream(pipeline, standardInput, options);
        }
        Path path = Path.of(name);
        if (Files.isDirectory(path)) {
            return Files.isRegularFile(path.resolve(REPORT))
                    ? saved(name + (name.endsWith("/") ? "" : "/") + REPORT, path.resolve(REPORT), options)
                    : analysed(pipeline, logs(path), standardInput, options);
        }
        return isSaved(path) ? saved(name, path, options) : analysed(pipeline, List.of(name), standardInput, options);
    }

    private Analysis fromStream(Pipeline pipeline, InputStream standardInput, AnalysisOptions options)
            throws IOException {
        BufferedInputStream in = new BufferedInputStream(standardInput, SavedReport.HEAD_BYTES);
        in.mark(SavedReport.HEAD_BYTES);
        boolean isSaved = SavedReport.begins(in.readNBytes(SavedReport.HEAD_BYTES));
        in.reset();
        if (isSaved) {
            refuseSelection(options);
            return SavedReport.read("stdin", in);
        }
        return analysed(pipeline, List.of(name), in, options);
    }

    private Analysis saved(String called, Path path, AnalysisOptions options) throws IOException {
        refuseSelection(options);
        try (InputStream in = Files.newInputStream(path)) {
            return SavedReport.read(called, in);
        }
    }

    private static Analysis analysed(
            Pipeline pipeline, List<String> logs, InputStream standardInput, AnalysisOptions options)
            throws IOException {
        Analysis analysis = pipeline.analyze().run(logs, standardInput, options);
        Foreign.refuse(analysis, logs);
        Foreign.refuseWithoutBuffers(analysis, logs);
        return analysis;
    }

    /** What was saved is a verdict on a whole run; rules alone make no difference to it, and are for the other run. */
    private void refuseSelection(AnalysisOptions options) {
        boolean selects = options.stopAt().isPresent()
                || options.execution().isPresent()
                || options.process().isPresent()
                || options.device().isPresent();
        if (selects) {
            throw new IllegalArgumentException("'" + name
                    + "' is a saved report, of which no part can be chosen; name its log, or leave out --at, --run,"
                    + " --process and --device");
        }
    }

    private static boolean isSaved(Path path) throws IOException {
        if (!Files.isReadable(path)) {
            // The analysis says best what is wrong with it.
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            return SavedReport.begins(in.readNBytes(SavedReport.HEAD_BYTES));
        }
    }

    private List<String> logs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> logs = files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .map(Path::toString)
                    .toList();
            if (logs.isEmpty()) {
                throw new IOException(name + ": the folder has neither a " + REPORT + " nor a log");
            }
            return logs;
        }
    }
}
