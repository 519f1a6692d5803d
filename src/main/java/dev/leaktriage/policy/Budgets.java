package dev.leaktriage.policy;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.BudgetResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The most that people allow a run to hold. */
public final class Budgets {
    /** Everything is allowed. */
    public static final Budgets NONE = new Budgets(List.of());

    private final List<Budget> budgets;

    private Budgets(List<Budget> budgets) {
        this.budgets = List.copyOf(budgets);
    }

    /**
     * Reads files.
     *
     * @throws IOException if one cannot be read; the message is one line
     * @throws PolicyException if anything is wrong with one
     */
    public static Budgets read(List<Path> files) throws IOException {
        List<Budget> budgets = new ArrayList<>();
        List<String> names = FileNames.of(files);
        for (int i = 0; i < files.size(); i++) {
            budgets.addAll(BudgetReader.read(PolicyText.read(files.get(i), names.get(i), "budgets")));
        }
        return new Budgets(budgets);
    }

    /**
     * Reads a text that is at hand.
     *
     * @param name the file as errors and reports name it
     * @throws PolicyException if anything is wrong with it
     */
    public static Budgets parse(String name, String text) {
        return new Budgets(BudgetReader.read(new PolicyText(name, name, text)));
    }

    /**
     * Holds a run against the budgets: what comes out, in the order of the files.
     *
     * @param base the run that it is compared with; without one, budgets that need it are not judged
     */
    public List<BudgetResult> judge(Measured run, Optional<Measured> base) {
        return budgets.stream()
                .flatMap(budget -> new BudgetJudge(budget, run, base).results().stream())
                .toList();
    }

    /** The same run with what the budgets say of it, without a base. */
    public Analysis applyTo(Analysis analysis) {
        if (budgets.isEmpty()) {
            return analysis;
        }
        List<BudgetResult> results = judge(Measured.of(analysis), Optional.empty());
        return analysis.under(analysis.policy().withBudgets(results), analysis.attributions(), analysis.findings());
    }
}
