package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.HandleId;
import dev.leaktriage.model.Memory;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What is live in one memory of one device of one process, by verdict.
 *
 * @param mesh the mesh that the device belongs to; empty if unknown
 */
record DeviceAccount(Key key, OptionalInt mesh, VerdictSums sums) {
    /** The accounts of a run, by process, device and memory. */
    static List<DeviceAccount> of(Analysis analysis) {
        Map<Key, DeviceAccount> accounts = new TreeMap<>();
        for (Attribution attribution : analysis.attributions()) {
            HandleId id = attribution.handle().id();
            Key key = new Key(LifeKey.of(analysis.lives().get(id.life())), id.device(), id.memory());
            accounts.computeIfAbsent(
                            key,
                            unseen ->
                                    new DeviceAccount(key, attribution.handle().mesh(), new VerdictSums()))
                    .sums
                    .add(attribution);
        }
        return List.copyOf(accounts.values());
    }

    /** Where memory is. */
    record Key(LifeKey life, int device, Memory memory) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::life).thenComparingInt(Key::device).thenComparing(Key::memory);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }
}
