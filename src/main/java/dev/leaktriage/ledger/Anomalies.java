package dev.leaktriage.ledger;

import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.LogPosition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Collects findings that concern single events, and folds those that say the same of several devices.
 *
 * <p>Bounded: beyond {@value #MOST} different ones, the rest of a kind is counted in one finding.
 */
final class Anomalies {
    private static final int MOST = 2000;

    private final Map<Key, Entry> entries = new LinkedHashMap<>();

    /** What makes two anomalies one finding. */
    private record Key(FindingId id, int life, long address, long sizeBytes, String message) {}

    private static final class Entry {
        private final TreeSet<Integer> devices = new TreeSet<>();
        private final List<Long> at = new ArrayList<>();
        private long count;
        private long sizeBytes;
    }

    /**
     * What an anomaly concerns.
     *
     * @param device -1 if no device
     * @param sizeBytes 0 if unknown
     */
    record Place(int device, long address, long sizeBytes) {}

    /**
     * Adds one.
     *
     * @param life null if no process is known
     * @param message with {@code %s} where the devices are named
     */
    void add(FindingId id, Life life, Place place, long at, String message) {
        int index = life == null ? -1 : life.index;
        Key key = new Key(id, index, place.address, place.sizeBytes, message);
        if (entries.size() >= MOST && !entries.containsKey(key)) {
            key = new Key(id, index, 0, 0, "further cases%s");
        }
        Entry entry = entries.computeIfAbsent(key, ignored -> new Entry());
        if (place.device >= 0) {
            entry.devices.add(place.device);
        }
        entry.count++;
        entry.sizeBytes += place.sizeBytes;
        if (entry.at.size() < Finding.MOST_POSITIONS) {
            entry.at.add(at);
        }
    }

    List<Finding> findings(List<Life> lives, Positions positions, LifeEnds ends) {
        List<Finding> findings = new ArrayList<>();
        entries.forEach((key, entry) -> {
            List<LogPosition> at = entry.at.stream().map(positions::of).toList();
            long process = key.life < 0 ? -1 : lives.get(key.life).process;
            findings.add(new Finding(
                    key.life < 0 ? positions.files().get(0) : ends.run(lives.get(key.life)),
                    key.id,
                    process < 0 ? OptionalLong.empty() : OptionalLong.of(process),
                    entry.devices.size() == 1 ? OptionalInt.of(entry.devices.first()) : OptionalInt.empty(),
                    entry.count,
                    entry.sizeBytes,
                    at,
                    key.message.replace("%s", devices(entry.devices)),
                    ""));
        });
        return findings;
    }

    private static String devices(TreeSet<Integer> devices) {
        if (devices.isEmpty()) {
            return "";
        }
        String numbers = String.join(", ", devices.stream().map(String::valueOf).toList());
        return (devices.size() == 1 ? " on device " : " on devices ") + numbers;
    }
}
