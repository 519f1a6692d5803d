package dev.leaktriage.export;

import dev.leaktriage.model.Lifetime;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.MemoryHistory;
import dev.leaktriage.model.MemoryHistory.Lane;
import dev.leaktriage.model.MemoryHistory.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Follows what devices held: exactly where the history has every life, else at its samples.
 *
 * <p>Law: after every event, the counters of a device's verdicts sum to those of its memory kinds.
 */
final class DeviceCounters {
    private final ByteKind bytes;
    private final Map<Track, TreeMap<Long, Long>> changes = new TreeMap<>();

    private record Track(int device, String name) implements Comparable<Track> {
        private static final Comparator<Track> ORDER =
                Comparator.comparingInt(Track::device).thenComparing(Track::name);

        @Override
        public int compareTo(Track other) {
            return ORDER.compare(this, other);
        }
    }

    private DeviceCounters(ByteKind bytes) {
        this.bytes = bytes;
    }

    /** The counters of a history, sorted by device and name. */
    static List<DeviceCounter> of(MemoryHistory history, ByteKind bytes) {
        return history.lifetimes().isEmpty()
                ? sampled(history.samples(), bytes)
                : new DeviceCounters(bytes).exact(history.lifetimes());
    }

    private static List<DeviceCounter> sampled(MemoryHistory.Samples samples, ByteKind bytes) {
        Map<Track, long[]> held = new TreeMap<>();
        for (Lane lane : samples.lanes()) {
            List<Long> ofLane = bytes == ByteKind.OCCUPIED ? lane.occupiedBytes() : lane.liveBytes();
            for (String name : List.of(memory(lane.site().memory()), verdict(lane.category()))) {
                long[] sums = held.computeIfAbsent(
                        new Track(lane.device(), name),
                        unseen -> new long[samples.points().size()]);
                Arrays.setAll(sums, point -> sums[point] + ofLane.get(point));
            }
        }
        return held.entrySet().stream()
                .map(entry -> sampled(entry.getKey(), entry.getValue(), samples.points()))
                .toList();
    }

    private static DeviceCounter sampled(Track track, long[] held, List<Point> points) {
        List<DeviceCounter.Value> values = new ArrayList<>();
        values.add(new DeviceCounter.Value(0, 0));
        for (int i = 0; i < held.length; i++) {
            values.add(new DeviceCounter.Value(points.get(i).event(), held[i]));
        }
        return new DeviceCounter(track.device(), track.name(), values);
    }

    private List<DeviceCounter> exact(List<Lifetime> lifetimes) {
        long end = 0;
        for (Lifetime lifetime : lifetimes) {
            add(lifetime, memory(lifetime.id().memory()));
            add(lifetime, verdict(lifetime.category()));
            end = Math.max(end, Math.max(lifetime.allocatedEvent(), lifetime.endedEvent()));
        }
        List<DeviceCounter> counters = new ArrayList<>();
        for (Map.Entry<Track, TreeMap<Long, Long>> entry : changes.entrySet()) {
            // A track ends with its last value; where nothing changes at the end, the value is told again.
            entry.getValue().merge(end, 0L, Long::sum);
            counters.add(
                    new DeviceCounter(entry.getKey().device(), entry.getKey().name(), values(entry.getValue())));
        }
        return counters;
    }

    private void add(Lifetime lifetime, String name) {
        long held = bytes.of(lifetime.sizeBytes(), lifetime.occupiedBytes());
        TreeMap<Long, Long> track = changes.computeIfAbsent(
                new Track(lifetime.id().device(), name), unseen -> new TreeMap<>(Map.of(0L, 0L)));
        track.merge(lifetime.allocatedEvent(), held, Long::sum);
        if (lifetime.ending() != Lifetime.Ending.LIVE) {
            track.merge(lifetime.endedEvent(), -held, Long::sum);
        }
    }

    private static List<DeviceCounter.Value> values(TreeMap<Long, Long> changes) {
        List<DeviceCounter.Value> values = new ArrayList<>();
        long held = 0;
        for (Map.Entry<Long, Long> change : changes.entrySet()) {
            held += change.getValue();
            values.add(new DeviceCounter.Value(change.getKey(), held));
        }
        return values;
    }

    private static String verdict(String category) {
        return "verdict " + category;
    }

    private static String memory(Memory memory) {
        return "memory " + (memory.label().isEmpty() ? "unstated" : memory.label());
    }
}
