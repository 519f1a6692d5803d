package dev.leaktriage.model;

import java.util.List;

/**
 * A verdict with the rules that were tried for it.
 *
 * @param trials in the order of trial; the last one is the rule that decided
 * @param wouldChange what in the log would make the verdict another one, in plain English
 */
public record Explanation(Attribution attribution, List<Trial> trials, String wouldChange) {
    public Explanation {
        trials = List.copyOf(trials);
    }

    /**
     * One rule, tried.
     *
     * @param why why it applies or does not, in plain English
     */
    public record Trial(String ruleId, boolean applies, String why) {}
}
