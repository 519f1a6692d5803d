package dev.leaktriage.report;

import dev.leaktriage.model.CrossChecks;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.MemoryCheck;
import dev.leaktriage.model.MemoryCheck.Outcome;
import dev.leaktriage.model.VolumeCheck;
import dev.leaktriage.report.Section.Column;
import dev.leaktriage.report.Section.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What else is said of memory, held against the events; empty where nothing else is said. */
final class CheckSection {
    private CheckSection() {}

    static Section of(Digest digest) {
        CrossChecks checks = digest.analysis().checks();
        if (checks.isEmpty()) {
            return new Section("Cross-checks", List.of(), List.of(), List.of());
        }
        List<Row> all = new ArrayList<>();
        checks.memories().forEach(check -> all.add(row(check)));
        checks.volumes().forEach(check -> all.add(row(check)));
        return new Section(
                "Cross-checks: what the allocator says, and what the events make of it",
                List.of(
                        Column.text("stated by"),
                        Column.text("memory"),
                        Column.text("devices"),
                        Column.number("statements"),
                        Column.number("agree"),
                        Column.number("differ"),
                        Column.number("not compared")),
                digest.top(all),
                digest.leftOut(all, "cross-checks", rest -> ""));
    }

    private static Row row(MemoryCheck check) {
        long all = check.outcomes().values().stream().mapToLong(Long::longValue).sum();
        long agree = check.count(Outcome.AGREES);
        long unheld = check.count(Outcome.UNHELD);
        Row row = Row.of(
                check.source(),
                check.memory().label(),
                check.devices().isEmpty() ? "" : Units.devices(check.devices()),
                Units.grouped(all),
                Units.grouped(agree),
                Units.grouped(all - agree - unheld),
                Units.grouped(unheld));
        return new Row(
                row.cells(),
                check.shown().stream().flatMap(CheckProse::sentences).toList(),
                "");
    }

    private static Row row(VolumeCheck check) {
        String at = check.counted().first().map(first -> first.file()).orElse("");
        Row row = Row.of(
                at + " (counted)",
                check.memory() == Memory.UNSTATED ? "all" : check.memory().label(),
                Integer.toString(check.device()),
                Units.grouped(check.counted().allocations()),
                check.agrees() ? Units.grouped(check.counted().allocations()) : "0",
                check.agrees() ? "0" : Units.grouped(check.counted().allocations()),
                "0");
        return new Row(row.cells(), Stream.of(CheckProse.sentence(check)).toList(), "");
    }
}
