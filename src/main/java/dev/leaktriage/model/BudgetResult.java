package dev.leaktriage.model;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * What one budget came to.
 *
 * @param at where the budget stands
 * @param budget the budget as it is written
 * @param state whether the run keeps it
 * @param actual what the run has; empty if it was not judged
 * @param allowed what the budget allows, in the same unit; empty if it was not judged
 * @param unit what both count
 * @param message what was found: for a breach the site, the rule, the place in the log, and how much it is over
 */
public record BudgetResult(
        LogPosition at,
        String budget,
        State state,
        OptionalLong actual,
        OptionalLong allowed,
        Unit unit,
        String message) {

    /** By how much the budget is exceeded; 0 if it is kept or was not judged. */
    public long over() {
        return state == State.EXCEEDED ? actual.orElse(0) - allowed.orElse(0) : 0;
    }

    /** Whether a budget is kept. */
    public enum State {
        KEPT,
        EXCEEDED,
        /** The run lacks what it is about, such as a base or checkpoints. */
        NOT_JUDGED;

        /** The lower-case, hyphenated form that outputs use. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What a number counts. */
    public enum Unit {
        HANDLES,
        BYTES;

        /** The lower-case form that outputs use. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
