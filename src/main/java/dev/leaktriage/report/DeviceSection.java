package dev.leaktriage.report;

import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.report.Section.Cell;
import dev.leaktriage.report.Section.Column;
import dev.leaktriage.report.Section.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Verdicts by device; devices of a mesh that hold the same are one row. */
final class DeviceSection {
    private DeviceSection() {}

    static Section of(Digest digest) {
        List<FoldedDevices> folded = fold(digest.devices());
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("device"),
                Column.text("memory"),
                Column.number("handles"),
                Column.number("size"),
                Column.number("occupied"),
                Column.text("verdicts")));
        if (digest.severalLives()) {
            columns.add(Column.text("process"));
        }
        return new Section(
                "Live on each device",
                columns,
                digest.top(folded).stream().map(row -> row(digest, row)).toList(),
                digest.leftOut(folded, "rows", DeviceSection::total));
    }

    private static Row row(Digest digest, FoldedDevices row) {
        Sum sum = row.sums.all();
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.of(Units.devices(row.devices)),
                Cell.of(row.memory == Memory.UNSTATED ? "?" : row.memory.label()),
                Cell.of(Units.grouped(sum.handles())),
                Cell.of(Units.bytes(sum.sizeBytes())),
                Cell.of(Units.bytes(sum.occupiedBytes())),
                new Cell(Prose.parts(row.sums), tone(row.sums))));
        if (digest.severalLives()) {
            cells.add(Cell.of(digest.name(row.life)));
        }
        return new Row(cells, List.of(), "");
    }

    private static Tone tone(VerdictSums sums) {
        if (sums.of(Verdict.LEAK).handles() > 0) {
            return Tone.BAD;
        }
        return sums.of(Verdict.UNRESOLVED).handles() > 0 ? Tone.DOUBTFUL : Tone.GOOD;
    }

    private static String total(List<FoldedDevices> rows) {
        long handles = rows.stream()
                .mapToLong(row -> row.sums.all().handles() * row.devices.size())
                .sum();
        long bytes = rows.stream()
                .mapToLong(row -> row.sums.all().sizeBytes() * row.devices.size())
                .sum();
        return Units.handles(handles) + ", " + Units.bytes(bytes);
    }

    private static List<FoldedDevices> fold(List<DeviceAccount> accounts) {
        Map<Place, Map<Memory, VerdictSums>> byDevice = new LinkedHashMap<>();
        for (DeviceAccount account : accounts) {
            Place place = new Place(
                    account.key().life(), account.mesh(), account.key().device());
            byDevice.computeIfAbsent(place, unseen -> new TreeMap<>())
                    .put(account.key().memory(), account.sums());
        }
        Map<Alike, List<Integer>> alike = new LinkedHashMap<>();
        byDevice.forEach((place, memories) -> alike.computeIfAbsent(
                        new Alike(place.life, place.mesh, memories), unseen -> new ArrayList<>())
                .add(place.device));
        List<FoldedDevices> rows = new ArrayList<>();
        alike.forEach((same, devices) ->
                same.memories.forEach((memory, sums) -> rows.add(new FoldedDevices(same.life, devices, memory, sums))));
        return rows;
    }

    private record Place(LifeKey life, OptionalInt mesh, int device) {
        /** By hand, as is {@link #equals}: to link a record's own methods takes milliseconds of every start. */
        @Override
        public int hashCode() {
            return 31 * life.hashCode() + device;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Place place
                    && place.life.equals(life)
                    && place.mesh.equals(mesh)
                    && place.device == device;
        }
    }

    private record Alike(LifeKey life, OptionalInt mesh, Map<Memory, VerdictSums> memories) {
        /** By hand, as is {@link #equals}: to link a record's own methods takes milliseconds of every start. */
        @Override
        public int hashCode() {
            return 31 * life.hashCode() + memories.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Alike alike
                    && alike.life.equals(life)
                    && alike.mesh.equals(mesh)
                    && alike.memories.equals(memories);
        }
    }

    /** One row: figures of each of the devices. */
    private record FoldedDevices(LifeKey life, List<Integer> devices, Memory memory, VerdictSums sums) {}
}
