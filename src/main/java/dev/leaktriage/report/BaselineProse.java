package dev.leaktriage.report;

import dev.leaktriage.model.BaselineResult;
import dev.leaktriage.model.BaselineResult.Row;
import dev.leaktriage.model.BaselineResult.State;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.MatchTier;
import dev.leaktriage.model.Site;
import dev.leaktriage.report.Section.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How a run stands against a baseline, in words. */
final class BaselineProse {
    private BaselineProse() {}

    /** Accounts for every row. */
    static String first(BaselineResult result) {
        List<String> parts = new ArrayList<>();
        for (State state : State.values()) {
            int sites = result.rows(state).size();
            if (sites > 0) {
                parts.add(sites + " " + words(state));
            }
        }
        String sites = Units.count(result.rows().size(), "site", "sites");
        return result.baseline() + ": " + sites + (parts.isEmpty() ? "" : ": " + String.join(", ", parts)) + ".";
    }

    private static String words(State state) {
        return switch (state) {
            case BREACH -> "over what the baseline allows";
            case POSSIBLE_BREACH -> "possibly over it";
            case BETTER -> "better";
            case VANISHED -> "vanished";
            case ALLOWED -> "as allowed";
        };
    }

    static List<String> remarks(BaselineResult result) {
        List<String> remarks = new ArrayList<>();
        if (!result.integrity().intact()) {
            remarks.add("The log is damaged: leaks may be missing here, and what seems better or vanished may not be.");
        }
        boolean lowered = !result.rows(State.BETTER).isEmpty()
                || !result.rows(State.VANISHED).isEmpty();
        if (lowered) {
            remarks.add("leaktriage baseline update --tighten lowers the baseline to what this run holds.");
        }
        if (result.rows().stream().anyMatch(Row::hasMoved)) {
            remarks.add(
                    "Sites that moved count as the same sites; leaktriage baseline update writes their new stacks.");
        }
        return remarks;
    }

    static Section table(BaselineResult result, ReportOptions options) {
        List<Row> shown =
                result.rows().subList(0, Math.min(options.top(), result.rows().size()));
        int left = result.rows().size() - shown.size();
        return new Section(
                "Sites against the baseline, worst first",
                List.of(
                        Column.text("state"),
                        Column.text("verdict"),
                        Column.number("handles"),
                        Column.number("allowed"),
                        Column.number("size"),
                        Column.number("allowed"),
                        Column.text("site"),
                        Column.text("memory")),
                shown.stream().map(BaselineProse::row).toList(),
                left == 0 ? List.of() : List.of(Units.count(left, "more site", "more sites") + "."));
    }

    private static Section.Row row(Row row) {
        List<Section.Cell> cells = Stream.of(
                        row.state().label(),
                        row.verdict().label(),
                        Units.grouped(row.held().handles()),
                        Units.grouped(row.allowed().handles()),
                        Units.bytes(row.held().sizeBytes()),
                        Units.bytes(row.allowed().sizeBytes()),
                        row.site().id(),
                        row.site().memory().label())
                .map(Section.Cell::of)
                .toList();
        return new Section.Row(cells, List.of(where(row), matched(row)), "");
    }

    private static String where(Row row) {
        Site site = row.site();
        String frame = site.stack().isEmpty()
                ? "(no call stack)"
                : site.stack().frames().get(0).display();
        String operation = site.operation().isEmpty() ? "" : " for " + site.operation();
        String allocated = row.at().map(at -> ", first at " + at).orElse("");
        String allowed = row.baselineAt()
                .map(LogPosition::toString)
                .map(", allowed at "::concat)
                .orElse(", not in the baseline");
        return frame + operation + allocated + allowed;
    }

    private static String matched(Row row) {
        return row.tier()
                .filter(tier -> tier == MatchTier.MOVED)
                .map(MatchTier::meaning)
                .orElse("");
    }
}
