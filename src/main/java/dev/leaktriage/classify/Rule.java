package dev.leaktriage.classify;

import dev.leaktriage.model.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * One rule: alternatives of conditions, and the verdict where one of them holds.
 *
 * @param id unique among the rules in force
 * @param when tried in order; the first that holds gives the confidence
 * @param because why the verdict follows, a clause of plain English
 * @param freedBy what frees such a buffer; empty if nothing is known to
 * @param wouldChange what in the log would make the verdict another one
 * @param example a handle that it must claim, if the rule has one
 */
public record Rule(
        String id,
        Verdict verdict,
        List<Condition> when,
        String because,
        String freedBy,
        String wouldChange,
        Optional<Example> example) {
    public Rule {
        when = List.copyOf(when);
    }
}
