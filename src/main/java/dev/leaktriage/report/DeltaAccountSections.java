package dev.leaktriage.report;

import dev.leaktriage.model.Delta.DevicePair;
import dev.leaktriage.model.SiteChange;
import dev.leaktriage.model.SiteHoldings;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.report.Section.Cell;
import dev.leaktriage.report.Section.Column;
import dev.leaktriage.report.Section.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The sections of a difference that add up: by verdict, at the peaks, by device. */
final class DeltaAccountSections {
    private DeltaAccountSections() {}

    /** Live handles and bytes by verdict; the last row is their sum. */
    static Section verdicts(DeltaDigest digest) {
        List<Row> rows = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            Sum base = digest.base().accounts().of(verdict);
            Sum current = digest.current().accounts().of(verdict);
            if (base.handles() + current.handles() > 0) {
                rows.add(row(digest, new Cell(verdict.label(), Tone.of(verdict)), base, current));
            }
        }
        rows.add(row(
                digest,
                new Cell("live", Tone.STRONG),
                digest.baseLive(),
                digest.current().accounts().live()));
        return new Section(
                "Verdicts (the share is one of all live bytes of the base)",
                List.of(
                        Column.text("verdict"),
                        Column.number("base"),
                        Column.number("delta"),
                        Column.number("current"),
                        Column.number("base size"),
                        Column.number("delta"),
                        Column.number("current size"),
                        Column.number("occupied"),
                        Column.number("share")),
                rows,
                List.of());
    }

    /** Both peaks, side by side. */
    static Section peaks(DeltaDigest digest) {
        Timeline.Peak base = digest.delta().base().timeline().peak();
        Timeline.Peak current = digest.delta().current().timeline().peak();
        if (base.liveHandles() + current.liveHandles() == 0) {
            return new Section("Peaks", List.of(), List.of(), List.of());
        }
        List<Row> rows = new ArrayList<>();
        for (PeakPart part : PeakPart.of(digest.delta())) {
            rows.add(row(part.name(), part.base(), part.current(), base.occupiedBytes()));
        }
        rows.add(row("in all", PeakPart.sum(base), PeakPart.sum(current), base.occupiedBytes()));
        return new Section(
                "Peaks: " + peak(base) + " in the base, " + peak(current) + " now",
                List.of(
                        Column.text("what it was"),
                        Column.number("base"),
                        Column.number("current"),
                        Column.number("base occupied"),
                        Column.number("occupied"),
                        Column.number("delta"),
                        Column.number("share")),
                rows,
                List.of());
    }

    /** What each device gained and lost, devices paired by the part that they play; empty unless it is asked for. */
    static Section devices(DeltaDigest digest) {
        List<DevicePair> pairs = digest.options().byDevice() ? digest.delta().devices() : List.of();
        SortedMap<Integer, Sum> base = live(digest, SiteChange::base);
        SortedMap<Integer, Sum> current = live(digest, SiteChange::current);
        return new Section(
                "Devices that play the same part",
                List.of(
                        Column.text("base device"),
                        Column.text("current device"),
                        Column.number("base"),
                        Column.number("delta"),
                        Column.number("current"),
                        Column.number("size delta"),
                        Column.number("occupied delta"),
                        Column.number("share")),
                digest.top(pairs).stream()
                        .map(pair -> row(digest, pair, of(base, pair.base()), of(current, pair.current())))
                        .toList(),
                digest.leftOut(pairs, "devices", rest -> ""));
    }

    private static Row row(DeltaDigest digest, Cell name, Sum base, Sum current) {
        Sum change = current.minus(base);
        return new Row(
                Stream.concat(
                                Stream.of(name),
                                Stream.of(
                                                Units.grouped(base.handles()),
                                                Units.signed(change.handles()),
                                                Units.grouped(current.handles()),
                                                Units.bytes(base.sizeBytes()),
                                                Units.signedBytes(change.sizeBytes()),
                                                Units.bytes(current.sizeBytes()),
                                                Units.signedBytes(change.occupiedBytes()),
                                                Units.share(
                                                        change.sizeBytes(),
                                                        digest.baseLive().sizeBytes()))
                                        .map(Cell::of))
                        .toList(),
                List.of(),
                "");
    }

    private static Row row(String name, Sum base, Sum current, long baseBytes) {
        Sum change = current.minus(base);
        return Row.of(
                name,
                Units.grouped(base.handles()),
                Units.grouped(current.handles()),
                Units.bytes(base.occupiedBytes()),
                Units.bytes(current.occupiedBytes()),
                Units.signedBytes(change.occupiedBytes()),
                Units.share(change.occupiedBytes(), baseBytes));
    }

    private static Row row(DeltaDigest digest, DevicePair pair, Sum base, Sum current) {
        Sum change = current.minus(base);
        return Row.of(
                number(pair.base()),
                number(pair.current()),
                Units.grouped(base.handles()),
                Units.signed(change.handles()),
                Units.grouped(current.handles()),
                Units.signedBytes(change.sizeBytes()),
                Units.signedBytes(change.occupiedBytes()),
                Units.share(change.sizeBytes(), digest.baseLive().sizeBytes()));
    }

    private static SortedMap<Integer, Sum> live(DeltaDigest digest, Function<SiteChange, Optional<SiteHoldings>> side) {
        SortedMap<Integer, Sum> live = new TreeMap<>();
        for (SiteChange change : digest.delta().sites()) {
            side.apply(change)
                    .ifPresent(held -> held.devices().forEach((device, sum) -> live.merge(device, sum, Sum::plus)));
        }
        return live;
    }

    private static Sum of(Map<Integer, Sum> live, OptionalInt device) {
        return device.isPresent() ? live.getOrDefault(device.getAsInt(), Sum.ZERO) : Sum.ZERO;
    }

    private static String number(OptionalInt device) {
        return device.isPresent() ? Integer.toString(device.getAsInt()) : "none";
    }

    private static String peak(Timeline.Peak peak) {
        return Units.bytes(peak.occupiedBytes()) + " occupied"
                + peak.at().map(at -> " (" + at + ")").orElse("");
    }
}
