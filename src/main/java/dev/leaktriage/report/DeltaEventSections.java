package dev.leaktriage.report;

import dev.leaktriage.model.CacheEntry;
import dev.leaktriage.model.Delta.CacheChange;
import dev.leaktriage.model.Delta.FindingChange;
import dev.leaktriage.model.Finding;
import dev.leaktriage.report.Section.Cell;
import dev.leaktriage.report.Section.Column;
import dev.leaktriage.report.Section.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Program-cache entries and findings that came or went. */
final class DeltaEventSections {
    private DeltaEventSections() {}

    static Section cacheEntries(DeltaDigest digest) {
        List<CacheChange> changes = digest.delta().cacheEntries();
        return new Section(
                "Program cache: " + digest.delta().base().cacheEntries().size() + " -> "
                        + Units.count(digest.delta().current().cacheEntries().size(), "entry", "entries")
                        + " (bytes on each device)",
                List.of(
                        Column.text("change"),
                        Column.text("entry"),
                        Column.number("base size"),
                        Column.number("size"),
                        Column.text("devices"),
                        Column.position("allocated at")),
                digest.top(changes).stream().map(DeltaEventSections::row).toList(),
                digest.leftOut(changes, "entries", rest -> ""));
    }

    static Section findings(DeltaDigest digest) {
        List<FindingChange> changes = digest.delta().findings();
        return new Section(
                "Findings that changed",
                List.of(
                        Column.text("change"),
                        Column.text("severity"),
                        Column.text("finding"),
                        Column.number("base"),
                        Column.number("current"),
                        Column.position("at")),
                digest.top(changes).stream().map(DeltaEventSections::row).toList(),
                digest.leftOut(changes, "findings", rest -> ""));
    }

    private static Row row(CacheChange change) {
        CacheEntry entry = change.current().or(change::base).orElseThrow();
        return Row.of(
                CacheMove.of(change).label(),
                entry.id(),
                size(change.base()),
                size(change.current()),
                devices(change),
                entry.allocatedAt().toString());
    }

    private static Row row(FindingChange change) {
        FindingMove move = FindingMove.of(change);
        List<Finding> shown = change.current().isEmpty() ? change.base() : change.current();
        Finding first = shown.get(0);
        Tone tone = move == FindingMove.FIXED || move == FindingMove.FEWER ? Tone.GOOD : Tone.of(first.severity());
        return new Row(
                List.of(
                        new Cell(move.label(), tone),
                        Cell.of(first.severity().label()),
                        Cell.of(change.id().label()),
                        Cell.of(Units.grouped(change.baseCount())),
                        Cell.of(Units.grouped(change.currentCount())),
                        Cell.of(Units.position(first.firstAt()))),
                List.of(first.message() + (shown.size() > 1 ? " (and " + (shown.size() - 1) + " like it)" : "")),
                "");
    }

    private static String devices(CacheChange change) {
        List<String> both = Stream.of(change.base(), change.current())
                .flatMap(Optional::stream)
                .map(entry -> Units.devices(entry.devices()))
                .distinct()
                .toList();
        return String.join(" -> ", both);
    }

    private static String size(Optional<CacheEntry> entry) {
        return entry.map(held -> Units.bytes(held.sizeBytes())).orElse("");
    }
}
