package dev.leaktriage.report;

import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Order;
import java.util.Comparator;
import java.util.OptionalInt;

/**
 * What is live in one memory of one device of one process, by verdict.
 *
 * @param mesh the mesh that the device belongs to; empty if unknown
 */
record DeviceAccount(Key key, OptionalInt mesh, VerdictSums sums) {
    /** Where memory is. */
    record Key(LifeKey life, int device, Memory memory) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Order.comparing(Key::life).thenComparingInt(Key::device).thenComparing(Key::memory);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }
}
