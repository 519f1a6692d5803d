package dev.leaktriage.report;

import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.report.Section.Cell;
import dev.leaktriage.report.Section.Column;
import dev.leaktriage.report.Section.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
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
                "Peaks: " + Units.bytes(base.occupiedBytes()) + " occupied in the base, "
                        + Units.bytes(current.occupiedBytes()) + " in the current run",
                List.of(
                        Column.text("what it was"),
                        Column.number("base"),
                        Column.number("current"),
                        Column.number("base occupied"),
                        Column.number("occupied"),
                        Column.number("delta"),
                        Column.number("share")),
                rows,
                List.of("Reached in the base " + after(base) + ", in the current run " + after(current) + "."));
    }

    /** What each device gained and lost, devices paired by the part that they play; empty unless it is asked for. */
    static Section devices(DeltaDigest digest) {
        List<DeviceChange> devices = digest.options().byDevice() ? DeviceChange.of(digest.delta()) : List.of();
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
                digest.top(devices).stream().map(device -> row(digest, device)).toList(),
                digest.leftOut(devices, "devices", rest -> ""));
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

    private static Row row(DeltaDigest digest, DeviceChange device) {
        Sum change = device.current().minus(device.base());
        return Row.of(
                number(device.pair().base()),
                number(device.pair().current()),
                Units.grouped(device.base().handles()),
                Units.signed(change.handles()),
                Units.grouped(device.current().handles()),
                Units.signedBytes(change.sizeBytes()),
                Units.signedBytes(change.occupiedBytes()),
                Units.share(change.sizeBytes(), digest.baseLive().sizeBytes()));
    }

    private static String number(OptionalInt device) {
        return device.isPresent() ? Integer.toString(device.getAsInt()) : "none";
    }

    private static String after(Timeline.Peak peak) {
        return "after " + Units.count(peak.event(), "event", "events")
                + peak.at().map(at -> " at " + at).orElse("");
    }
}
