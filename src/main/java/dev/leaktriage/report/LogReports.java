package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.BatchSummary;
import dev.leaktriage.model.LogSummary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of one log among many: its reports, and {@code summary.json}, whose presence says that they are whole. */
public final class LogReports {
    static final String SUMMARY = "summary.json";

    private static final String REPORT = "report.json";

    /** What a program that was killed leaves behind. */
    private static final Pattern STAGED = Pattern.compile("\\..+\\.(\\d{1,18})\\.tmp");

    private LogReports() {}

    /**
     * Writes the files; {@code summary.json} comes last.
     *
     * @param directory made if it is not there
     * @param analysis empty if there is nothing to report beside the summary; reports of an earlier reading that do not
     *     apply any more are removed
     * @throws IOException if a file may not be overwritten or cannot be written; the message is one line
     */
    public static void write(Path directory, Optional<Analysis> analysis, BatchSummary summary, boolean force)
            throws IOException {
        removeStaged(directory);
        Map<String, OutputFile.Content> contents = new LinkedHashMap<>();
        for (Map.Entry<String, Report> report : ReportSet.FILES.entrySet()) {
            if (analysis.filter(report.getValue()::appliesTo).isPresent()) {
                contents.put(report.getKey(), out -> report.getValue().write(analysis.get(), ReportOptions.PLAIN, out));
                continue;
            }
            Overwriting.check(directory.resolve(report.getKey()), force);
            Files.deleteIfExists(directory.resolve(report.getKey()));
        }
        contents.put(SUMMARY, out -> new SummaryJson().write(summary, ReportOptions.PLAIN, out));
        FileSet.write(directory, contents, force);
    }

    /** What was written into a folder before; empty if that is not whole. */
    public static Optional<BatchSummary> stored(Path directory) {
        Path file = directory.resolve(SUMMARY);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(SavedSummary.read(SUMMARY, in)).filter(summary -> isWhole(directory, summary));
        } catch (IOException unusable) {
            // The log is read again.
            return Optional.empty();
        }
    }

    private static boolean isWhole(Path directory, BatchSummary summary) {
        // The summary comes last; somebody may have removed the rest since.
        return summary.logs().stream().noneMatch(LogSummary::isJudged)
                || Files.isRegularFile(directory.resolve(REPORT));
    }

    /**
     * Removes unfinished files of a program that was killed.
     *
     * @throws IOException if that fails
     */
    public static void removeStaged(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Path> staged = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(LogReports::isAbandoned).forEach(staged::add);
        }
        for (Path file : staged) {
            Files.deleteIfExists(file);
        }
    }

    /** Another program may be writing into the same folder; one with this one's number is an earlier one. */
    private static boolean isAbandoned(Path file) {
        Matcher name = STAGED.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return false;
        }
        long process = Long.parseLong(name.group(1));
        return process == ProcessHandle.current().pid()
                || ProcessHandle.of(process).isEmpty();
    }
}
