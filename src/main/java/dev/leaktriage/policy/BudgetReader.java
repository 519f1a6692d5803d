package dev.leaktriage.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a file of budgets, one on each line.
 *
 * <pre>
 * budget  = subject { clause } "&lt;=" bound
 * subject = "live" | "peak" | verdict
 * clause  = "handles" | "size" | "occupied"
 *         | "in" MEMORY | "on" "device" NUMBER | "at" "site" NAME
 *         | "per" ( "device" | "memory" | "site" )
 *         | "grows" [ "per" "checkpoint" ]
 *         | "with" "suppressed"
 * bound   = NUMBER [ UNIT ] | NUMBER "%" [ "of" ( "live" | "peak" | "base" ) ]
 * </pre>
 */
final class BudgetReader {
    private BudgetReader() {}

    /**
     * The budgets of a file, in its order.
     *
     * @throws PolicyException if anything is wrong with it
     */
    static List<Budget> read(PolicyText text) {
        List<Budget> budgets = new ArrayList<>();
        for (int line = 1; line <= text.lines().size(); line++) {
            String written = text.lines().get(line - 1);
            List<BudgetToken> tokens = BudgetToken.of(written);
            if (tokens.isEmpty()) {
                continue;
            }
            try {
                budgets.add(new BudgetLine(
                                text.position(line),
                                tokens,
                                written.stripTrailing().length() + 1)
                        .budget());
            } catch (BrokenBudget e) {
                text.complain(line, e.column(), e.getMessage());
            }
        }
        text.check();
        return budgets;
    }
}
