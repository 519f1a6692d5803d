package dev.leaktriage.cli;

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
            description = "Write nothing to the file that " + VARIABLE + " names; else the result is appended to it.")
    private boolean none;

    /** Appends to a page. */
    interface Appending {
        void to(Path page) throws IOException;
    }

    /** Appends, if there is a page; nobody asked for it, so that one that cannot be written is told and fails nothing. */
    void append(Console console, Appending appending) {
        Optional<String> page = console.environment().apply(VARIABLE).filter(path -> !path.isEmpty());
        if (none || page.isEmpty()) {
            return;
        }
        try {
            appending.to(Path.of(page.get()));
        } catch (IOException | InvalidPathException e) {
            console.say("no job summary: " + e.getMessage());
        }
    }
}
