package dev.leaktriage.cli;

import dev.leaktriage.model.BudgetResult;
import dev.leaktriage.policy.Budgets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that names the most that people allow, and the gate that it is. */
final class BudgetOptions {
    @Option(
            names = "--budget",
            paramLabel = "FILE",
            description = "Exit with 3 if the run exceeds a budget of this file; may be given again.")
    private List<Path> files = new ArrayList<>();

    /**
     * Reads the files.
     *
     * @throws CommandFailure if one cannot be read or used; what is wrong with it has been told
     */
    Budgets read(Console console) {
        return PolicyFiles.read(console, PolicyFiles.GATES, () -> Budgets.read(files));
    }

    /** Tells of each budget that is exceeded or could not be judged; true if one is exceeded. */
    static boolean areExceeded(Console console, List<BudgetResult> results) {
        boolean exceeded = false;
        for (BudgetResult result : results) {
            String place = result.at() + ": " + result.budget() + ": " + result.message();
            switch (result.state()) {
                case KEPT -> {}
                case NOT_JUDGED -> console.say("budget not judged: " + place);
                case EXCEEDED -> console.say("budget exceeded: " + place);
            }
            exceeded |= result.state() == BudgetResult.State.EXCEEDED;
        }
        return exceeded;
    }
}
