package dev.leaktriage.cli;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.BudgetResult;
import dev.leaktriage.model.PolicyResult;
import dev.leaktriage.policy.Budgets;
import dev.leaktriage.policy.Measured;
import dev.leaktriage.policy.PolicyException;
import dev.leaktriage.policy.Suppressions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options that name what people accept and demand. */
final class PolicyOptions {
    @Option(
            names = "--suppressions",
            paramLabel = "FILE",
            description = {
                "Accept the live buffers that this file names, each for a stated reason; may be given again."
                        + " They stay in every sum."
            })
    private List<Path> suppressionFiles = new ArrayList<>();

    @Option(
            names = "--budget",
            paramLabel = "FILE",
            description = "Exit with 3 if the run exceeds a budget of this file; may be given again.")
    private List<Path> budgetFiles = new ArrayList<>();

    @Option(
            names = "--today",
            paramLabel = "DATE",
            description = "Let suppressions expire as on this day, YYYY-MM-DD, so that a run can be repeated.")
    private String today;

    /** True if a file was named. */
    boolean isGiven() {
        return !suppressionFiles.isEmpty() || !budgetFiles.isEmpty();
    }

    /** What the files say. */
    record Policy(Suppressions suppressions, Budgets budgets, LocalDate today) {
        /** The analysis as the policy sees it. */
        Analysis applyTo(Analysis analysis) {
            return budgets.applyTo(suppressions.applyTo(analysis, today));
        }

        /** The current one of two runs as the policy sees it: budgets may compare it with the base. */
        Analysis applyTo(Analysis current, Analysis base) {
            Analysis accepted = suppressions.applyTo(current, today);
            List<BudgetResult> results = budgets.judge(Measured.of(accepted), Optional.of(Measured.of(base)));
            PolicyResult policy =
                    results.isEmpty() ? accepted.policy() : accepted.policy().withBudgets(results);
            return accepted.under(policy, accepted.attributions(), accepted.findings());
        }

        /** The base of two runs: what is accepted now was accepted then, and budgets are not for it. */
        Analysis applyToBase(Analysis base) {
            return suppressions.applyTo(base, today);
        }
    }

    /**
     * Reads the files.
     *
     * @throws CommandFailure if one cannot be read or used; what is wrong with it has been told
     */
    Policy read(CommandLine command, Console console) {
        LocalDate day = Arguments.read(command, this::day);
        try {
            return new Policy(Suppressions.read(suppressionFiles), Budgets.read(budgetFiles), day);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        } catch (PolicyException e) {
            e.diagnostics().forEach(diagnostic -> console.err().println(diagnostic.withCaret()));
            String path = e.diagnostics().get(0).path();
            throw new CommandFailure(
                    ExitCode.FAILED,
                    path + " cannot be used: " + Count.of(e.diagnostics().size(), "error") + "; docs/gates.md has"
                            + " the format",
                    e);
        }
    }

    /** Every place on earth has the same day, so that a build does not depend on where it runs. */
    private LocalDate day() {
        if (today == null) {
            return LocalDate.now(ZoneOffset.UTC);
        }
        try {
            return LocalDate.parse(today);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "bad date '" + today + "' in --today: write YYYY-MM-DD, such as 2026-12-31", e);
        }
    }
}
