package dev.leaktriage.report;

import dev.leaktriage.model.BudgetResult;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Suppression;
import dev.leaktriage.report.Section.Cell;
import dev.leaktriage.report.Section.Column;
import dev.leaktriage.report.Section.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What people accept and demand, and what it came to; empty where no file says so. */
final class PolicySections {
    private PolicySections() {}

    /** Every rule with its hits, also those that hide nothing. */
    static Section suppressions(Digest digest) {
        List<Suppression> all = digest.analysis().policy().suppressions();
        Sum hidden = digest.accounts().sums().suppressed();
        return new Section(
                "Suppressions: " + Units.handles(hidden.handles()) + ", " + Units.bytes(hidden.sizeBytes())
                        + " hidden by " + digest.analysis().policy().hiding().size() + " of "
                        + Units.count(all.size(), "rule", "rules"),
                List.of(
                        Column.position("rule"),
                        Column.text("state"),
                        Column.number("hits"),
                        Column.number("size"),
                        Column.number("at most"),
                        Column.text("until"),
                        Column.text("ticket")),
                digest.top(all).stream().map(PolicySections::row).toList(),
                digest.leftOut(all, "rules", rest -> hits(rest)));
    }

    /** Every budget with what the run has of it. */
    static Section budgets(Digest digest) {
        List<BudgetResult> all = digest.analysis().policy().budgets();
        long exceeded = all.stream()
                .filter(result -> result.state() == BudgetResult.State.EXCEEDED)
                .count();
        return new Section(
                "Budgets: " + (exceeded == 0 ? "none exceeded" : Units.grouped(exceeded) + " exceeded"),
                List.of(
                        Column.position("budget"),
                        Column.text("state"),
                        Column.number("actual"),
                        Column.number("allowed"),
                        Column.number("over")),
                digest.top(all).stream().map(PolicySections::row).toList(),
                digest.leftOut(all, "budgets", rest -> ""));
    }

    private static Row row(Suppression suppression) {
        return new Row(
                List.of(
                        Cell.of(suppression.at().toString()),
                        new Cell(suppression.state().label(), tone(suppression.state())),
                        Cell.of(Units.grouped(suppression.handles())),
                        Cell.of(Units.bytes(suppression.sizeBytes())),
                        Cell.of(most(suppression)),
                        Cell.of(suppression.expires().map(Object::toString).orElse("")),
                        Cell.of(suppression.ticket())),
                List.of(suppression.reason(), suppression.pattern()),
                "");
    }

    private static Tone tone(Suppression.State state) {
        return state == Suppression.State.HIDES ? Tone.PLAIN : Tone.DOUBTFUL;
    }

    private static String most(Suppression suppression) {
        List<String> bounds = new ArrayList<>();
        suppression.maxCount().ifPresent(count -> bounds.add(Units.grouped(count)));
        suppression.maxBytes().ifPresent(bytes -> bounds.add(Units.bytes(bytes)));
        return String.join(", ", bounds);
    }

    private static String hits(List<Suppression> rules) {
        return Units.handles(rules.stream().mapToLong(Suppression::handles).sum()) + ", "
                + Units.bytes(rules.stream().mapToLong(Suppression::sizeBytes).sum());
    }

    private static Row row(BudgetResult result) {
        boolean exceeded = result.state() == BudgetResult.State.EXCEEDED;
        return new Row(
                List.of(
                        Cell.of(result.at().toString()),
                        new Cell(result.state().label(), tone(result.state())),
                        Cell.of(amount(result, result.actual())),
                        Cell.of(amount(result, result.allowed())),
                        Cell.of(exceeded ? amount(result, OptionalLong.of(result.over())) : "")),
                List.of(result.budget(), result.message()),
                "");
    }

    private static Tone tone(BudgetResult.State state) {
        return switch (state) {
            case KEPT -> Tone.GOOD;
            case EXCEEDED -> Tone.BAD;
            case NOT_JUDGED -> Tone.DOUBTFUL;
        };
    }

    private static String amount(BudgetResult result, OptionalLong amount) {
        if (amount.isEmpty()) {
            return "";
        }
        long value = amount.getAsLong();
        boolean bytes = result.unit() == BudgetResult.Unit.BYTES && value >= 0;
        return bytes ? Units.bytes(value) : Units.grouped(value);
    }
}
