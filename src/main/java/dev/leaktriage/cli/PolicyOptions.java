package dev.leaktriage.cli;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.BudgetResult;
import dev.leaktriage.model.PolicyResult;
import dev.leaktriage.policy.Budgets;
import dev.leaktriage.policy.Measured;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** The options that name what people accept and demand. */
final class PolicyOptions {
    private final SuppressionOptions suppressions = new SuppressionOptions();

    private final Argument<List<Path>> budgetFiles = Argument.options(Path.class, "FILE", "--budget")
            .says("Exit with 3 if the run exceeds a budget of this file; may be given again.");

    /** In the order in which help shows them. */
    List<Argument<?>> arguments() {
        List<Argument<?>> arguments = new ArrayList<>(suppressions.arguments());
        arguments.add(budgetFiles);
        return arguments;
    }

    /** True if a file was named. */
    boolean isGiven() {
        return suppressions.isGiven() || !budgetFiles.get().isEmpty();
    }

    /** The files that were named. */
    List<Path> files() {
        List<Path> files = new ArrayList<>(suppressions.files());
        files.addAll(budgetFiles.get());
        return files;
    }

    /** What the files say. */
    record Policy(SuppressionOptions.Accepted accepted, Budgets budgets) {
        /** The analysis as the policy sees it. */
        Analysis applyTo(Analysis analysis) {
            return budgets.applyTo(accepted.applyTo(analysis));
        }

        /** The current one of two runs as the policy sees it: budgets may compare it with the base. */
        Analysis applyTo(Analysis current, Analysis base) {
            Analysis marked = accepted.applyTo(current);
            List<BudgetResult> results = budgets.judge(Measured.of(marked), Optional.of(Measured.of(base)));
            PolicyResult policy =
                    results.isEmpty() ? marked.policy() : marked.policy().withBudgets(results);
            return marked.under(policy, marked.attributions(), marked.findings());
        }

        /** The base of two runs: what is accepted now was accepted then, and budgets are not for it. */
        Analysis applyToBase(Analysis base) {
            return accepted.applyTo(base);
        }
    }

    /**
     * Reads the files.
     *
     * @throws CommandFailure if one cannot be read or used; what is wrong with it has been told
     */
    Policy read(CommandLine command, Console console) {
        SuppressionOptions.Accepted accepted = suppressions.read(command, console);
        return new Policy(
                accepted, PolicyFiles.read(console, PolicyFiles.GATES, () -> Budgets.read(budgetFiles.get())));
    }
}
