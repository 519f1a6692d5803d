package dev.leaktriage.cli;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.BudgetResult;
import dev.leaktriage.model.Integrity;

/** What a command's exit code says of what it judged. */
final class Judgement {
    private Judgement() {}

    /** A damaged log cannot be judged, so damage wins over a gate. */
    static ExitCode exitCode(boolean gateFailed, boolean damaged) {
        if (damaged) {
            return ExitCode.DAMAGED;
        }
        return gateFailed ? ExitCode.GATE : ExitCode.DONE;
    }

    /**
     * Tells of each budget that is exceeded or could not be judged.
     *
     * @return true if one is exceeded
     */
    static boolean isOverBudget(Console console, Analysis analysis) {
        boolean exceeded = false;
        for (BudgetResult result : analysis.policy().budgets()) {
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

    /**
     * Says so if a log is damaged.
     *
     * @param which what the log is called, such as {@code the log}
     * @return true if it is
     */
    static boolean isDamaged(Console console, String which, Integrity integrity) {
        if (integrity.intact()) {
            return false;
        }
        Integrity.Damage first = integrity.damages().get(0);
        console.say(which + " is not intact: " + first.at() + ": " + first.message() + " ("
                + Count.of(integrity.damages().size(), "sign") + " of damage, at least "
                + Count.of(integrity.lostEventsAtLeast(), "lost event") + ")");
        return true;
    }
}
