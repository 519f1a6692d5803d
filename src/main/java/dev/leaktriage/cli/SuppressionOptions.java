package dev.leaktriage.cli;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.policy.Suppressions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import picocli.CommandLine;

/** The options that name what people accept. */
final class SuppressionOptions {
    private final Argument<List<Path>> files = Argument.options(Path.class, "FILE", "--suppressions")
            .says("Accept the live buffers that this file names, each for a stated reason; may be given again."
                    + " They stay in every sum.");

    private final Argument<String> today = Argument.option(String.class, "DATE", "--today")
            .says("Let suppressions expire as on this day, YYYY-MM-DD, so that a run can be repeated.");

    /** In the order in which help shows them. */
    List<Argument<?>> arguments() {
        return List.of(files, today);
    }

    /** True if a file was named. */
    boolean isGiven() {
        return !files.get().isEmpty();
    }

    List<Path> files() {
        return List.copyOf(files.get());
    }

    /** What the files say. */
    record Accepted(Suppressions suppressions, LocalDate today) {
        /** The analysis with what is accepted marked as such. */
        Analysis applyTo(Analysis analysis) {
            return suppressions.applyTo(analysis, today);
        }
    }

    /**
     * Reads the files.
     *
     * @throws CommandFailure if one cannot be read or used; what is wrong with it has been told
     */
    Accepted read(CommandLine command, Console console) {
        LocalDate day = Arguments.read(command, this::day);
        return new Accepted(PolicyFiles.read(console, PolicyFiles.GATES, () -> Suppressions.read(files.get())), day);
    }

    /** Every place on earth has the same day, so that a build does not depend on where it runs. */
    private LocalDate day() {
        if (today.get() == null) {
            return LocalDate.now(ZoneOffset.UTC);
        }
        try {
            return LocalDate.parse(today.get());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "bad date '" + today.get() + "' in --today: write YYYY-MM-DD, such as 2026-12-31", e);
        }
    }
}
