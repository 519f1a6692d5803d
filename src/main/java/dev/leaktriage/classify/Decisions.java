package dev.leaktriage.classify;

import dev.leaktriage.model.Confidence;
import java.util.IdentityHashMap;
import java.util.Map;

/** The decisions that occur, one object for each: millions of handles share a handful. */
final class Decisions {
    private final Map<Condition, Decision[]> byCondition = new IdentityHashMap<>();

    /** The decision, made if it is new. */
    Decision get(Rule rule, Condition condition, Confidence confidence) {
        Decision[] known = byCondition.computeIfAbsent(condition, unseen -> new Decision[Confidence.values().length]);
        if (known[confidence.ordinal()] == null) {
            known[confidence.ordinal()] = new Decision(rule, condition, confidence);
        }
        return known[confidence.ordinal()];
    }
}
