package dev.leaktriage.cli;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.report.ReportOptions;
import dev.leaktriage.report.StepSummary;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The page of the CI job, which is written wherever there is one. */
final class StepSummaryOptions {
    private static final String VARIABLE = "GITHUB_STEP_SUMMARY";

    @Option(
            names = "--no-step-summary",
            description = "Write nothing to the file that " + VARIABLE + " names; else the run is appended to it.")
    private boolean none;

    /** Appends the run; nobody asked for it, so that a page that cannot be written is told and fails nothing. */
    void append(Console console, Analysis analysis, ReportOptions options) {
        Optional<String> page = console.environment().apply(VARIABLE).filter(path -> !path.isEmpty());
        if (none || page.isEmpty()) {
            return;
        }
        try {
            StepSummary.append(Path.of(page.get()), analysis, options.withColour(false));
        } catch (IOException | InvalidPathException e) {
            console.say("no job summary: " + e.getMessage());
        }
    }
}
