package dev.leaktriage.policy;

import dev.leaktriage.model.BudgetResult;
import dev.leaktriage.model.BudgetResult.State;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.policy.Measured.Cell;
import dev.leaktriage.policy.Measured.Step;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds one budget against a run, and against the run that it is compared with. */
final class BudgetJudge {
    private final Budget budget;
    private final Measure measure;
    private final Measured run;
    private final Optional<Measured> base;

    BudgetJudge(Budget budget, Measured run, Optional<Measured> base) {
        this.budget = budget;
        this.measure = budget.measure();
        this.run = run;
        this.base = base;
    }

    /** One result for each part that exceeds it; if none does, one for that with the most. */
    List<BudgetResult> results() {
        if (budget.change() == Budget.Change.PER_CHECKPOINT) {
            return List.of(overCheckpoints());
        }
        if (budget.needsBase() && base.isEmpty()) {
            return List.of(notJudged("it compares with a base run; 'leaktriage diff BASE CURRENT' has one"));
        }
        List<BudgetResult> results =
                parts().entrySet().stream().map(this::ofPart).toList();
        List<BudgetResult> exceeded = results.stream()
                .filter(result -> result.state() == State.EXCEEDED)
                .toList();
        if (!exceeded.isEmpty()) {
            return exceeded;
        }
        return results.stream()
                .max(Comparator.comparingLong(result -> result.actual().orElse(0)))
                .map(List::of)
                .orElse(List.of());
    }

    /** The parts to judge, each with its handles; one without handles if there are none. */
    private Map<String, List<Cell>> parts() {
        Map<String, List<Cell>> parts = byPart(run);
        if (parts.isEmpty()) {
            parts.put("", List.of());
        }
        return parts;
    }

    private Map<String, List<Cell>> byPart(Measured measured) {
        return budget.all(measured).stream()
                .filter(budget::isAbout)
                .collect(Collectors.groupingBy(budget::part, LinkedHashMap::new, Collectors.toList()));
    }

    private BudgetResult ofPart(Map.Entry<String, List<Cell>> part) {
        List<Cell> before =
                base.map(this::byPart).map(parts -> parts.get(part.getKey())).orElse(List.of());
        long earlier = sum(before);
        long actual = sum(part.getValue()) - (budget.change() == Budget.Change.SINCE_BASE ? earlier : 0);
        long allowed = budget.bound().allowed(whole(earlier));
        boolean exceeded = actual > allowed;
        String message = exceeded ? breach(part.getKey(), part.getValue(), before, actual, allowed) : "";
        return result(exceeded ? State.EXCEEDED : State.KEPT, actual, allowed, message);
    }

    private long whole(long earlier) {
        return switch (budget.bound().of()) {
            case LIVE -> sum(run.live());
            case PEAK -> sum(run.peak());
            case BASE -> earlier;
            case NOTHING, CHECKPOINT_BEFORE -> 0;
        };
    }

    private long sum(List<Cell> cells) {
        return cells.stream().mapToLong(this::amount).sum();
    }

    private long amount(Cell cell) {
        return measure.of(cell.sum());
    }

    private String breach(String part, List<Cell> cells, List<Cell> before, long actual, long allowed) {
        return (part.isEmpty() ? "" : part + ": ")
                + over(actual, allowed)
                + worst(cells, before)
                        .map(cell -> "; the most from " + place(cell))
                        .orElse("");
    }

    private String over(long actual, long allowed) {
        String grown = budget.change() == Budget.Change.NONE ? "" : "grew by ";
        return grown + measure.written(actual) + ", " + measure.bare(actual - allowed) + " over the "
                + measure.bare(allowed) + " allowed";
    }

    /** The first handles of the site that has the most, or that has grown most. */
    private Optional<Cell> worst(List<Cell> cells, List<Cell> before) {
        boolean growth = budget.change() == Budget.Change.SINCE_BASE;
        Map<String, Long> bySite = new LinkedHashMap<>();
        cells.forEach(cell -> bySite.merge(cell.site().id(), amount(cell), Long::sum));
        if (growth) {
            before.forEach(cell -> bySite.merge(cell.site().id(), -amount(cell), Long::sum));
        }
        return cells.stream()
                .max(Comparator.<Cell>comparingLong(
                                cell -> bySite.get(cell.site().id()))
                        .thenComparingLong(this::amount)
                        .thenComparing(
                                cell -> cell.first().map(Object::toString).orElse(""), Comparator.reverseOrder()));
    }

    /** Such as {@code site s-33988e6d (ttnn::matmul), device 0, DRAM, leak by grows-per-iteration, run.log:36}. */
    private static String place(Cell cell) {
        String operation = cell.site().operation();
        return "site " + cell.site().id() + (operation.isEmpty() ? "" : " (" + operation + ")")
                + (cell.device().isPresent() ? ", device " + cell.device().getAsInt() : "")
                + (cell.memory() == Memory.UNSTATED ? "" : ", " + cell.memory().label())
                + cell.verdict()
                        .map(verdict -> ", " + verdict.label() + " by " + cell.ruleId())
                        .orElse("")
                + cell.first().map(at -> ", first at " + at).orElse("");
    }

    private BudgetResult overCheckpoints() {
        if (run.checkpoints().isEmpty()) {
            return notJudged("the log has fewer than three checkpoints, of which the first is warm-up");
        }
        Function<Step, Long> allowed = step -> budget.bound().allowed(at(step.from()));
        Comparator<Step> byExcess = Comparator.comparingLong(step -> grown(step) - allowed.apply(step));
        Step worst = run.checkpoints().stream().max(byExcess).orElseThrow();
        long exceeding = run.checkpoints().stream()
                .filter(step -> grown(step) > allowed.apply(step))
                .count();
        if (exceeding == 0) {
            return result(State.KEPT, grown(worst), allowed.apply(worst), "");
        }
        String message = over(grown(worst), allowed.apply(worst)) + " from "
                + worst.from().what() + " at "
                + worst.from().at() + " to " + worst.to().what() + " at "
                + worst.to().at() + "; " + exceeding + " of "
                + run.checkpoints().size() + " steps are over it"
                + growing().map(cell -> "; growing: " + place(cell)).orElse("");
        return result(State.EXCEEDED, grown(worst), allowed.apply(worst), message);
    }

    private long at(Timeline.Mark mark) {
        return measure.of(Step.at(mark));
    }

    private long grown(Step step) {
        return at(step.to()) - at(step.from());
    }

    /** What is live of the site that grew over the checkpoints; leaks come first. */
    private Optional<Cell> growing() {
        List<Cell> growing = run.live().stream().filter(Cell::grows).toList();
        List<Cell> leaks = growing.stream()
                .filter(cell -> cell.verdict().equals(Optional.of(Verdict.LEAK)))
                .toList();
        return worst(leaks.isEmpty() ? growing : leaks, List.of());
    }

    private BudgetResult notJudged(String why) {
        return new BudgetResult(
                budget.at(),
                budget.written(),
                State.NOT_JUDGED,
                OptionalLong.empty(),
                OptionalLong.empty(),
                measure.unit(),
                why);
    }

    private BudgetResult result(State state, long actual, long allowed, String message) {
        return new BudgetResult(
                budget.at(),
                budget.written(),
                state,
                OptionalLong.of(actual),
                OptionalLong.of(allowed),
                measure.unit(),
                message);
    }
}
