package dev.leaktriage.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The page of the CI job, which is written wherever there is one. */
final class StepSummaryOptions {
    private static final String VARIABLE = "GITHUB_STEP_SUMMARY";

    private final Argument<Boolean> none = Argument.flag("--no-step-summary")
            .says("Write nothing to the file that " + VARIABLE + " names; else the result is appended to it.");

    /** In the order in which help shows them. */
    List<Argument<?>> arguments() {
        return List.of(none);
    }

    /** Appends to a page. */
    interface Appending {
        void to(Path page) throws IOException;
    }

    /** Appends, if there is a page; nobody asked for it, so that one that cannot be written is told and fails nothing. */
    void append(Console console, Appending appending) {
        Optional<String> page = console.environment().apply(VARIABLE).filter(path -> !path.isEmpty());
        if (none.get() || page.isEmpty()) {
            return;
        }
        try {
            appending.to(Path.of(page.get()));
        } catch (IOException | InvalidPathException e) {
            console.say("no job summary: " + e.getMessage());
        }
    }
}
