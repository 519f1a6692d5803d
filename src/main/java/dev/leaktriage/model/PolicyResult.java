package dev.leaktriage.model;

import java.util.List;

/**
 * What became of everything that people have decided to accept or to demand.
 *
 * @param suppressions one for each rule, in the order in which they were tried
 * @param budgets one for each budget, or one for each breach of it, in the order of the files
 */
public record PolicyResult(List<Suppression> suppressions, List<BudgetResult> budgets) {
    /** Nothing was accepted and nothing demanded. */
    public static final PolicyResult NONE = new PolicyResult(List.of(), List.of());

    public PolicyResult {
        suppressions = List.copyOf(suppressions);
        budgets = List.copyOf(budgets);
    }

    public PolicyResult withBudgets(List<BudgetResult> judged) {
        return new PolicyResult(suppressions, judged);
    }

    /** The suppressions that hide at least one handle. */
    public List<Suppression> hiding() {
        return suppressions.stream()
                .filter(suppression -> suppression.state().hides())
                .toList();
    }
}
