package dev.leaktriage.report;

import dev.leaktriage.model.Order;
import dev.leaktriage.model.ProcessLife;
import java.util.Comparator;
import java.util.OptionalLong;

/**
 * A process of a run as reports name it.
 *
 * @param run as in the column {@code run}
 * @param process empty if the log states none
 */
record LifeKey(String run, OptionalLong process) implements Comparable<LifeKey> {
    private static final Comparator<LifeKey> ORDER = Order.comparing((LifeKey key) -> key.process.isPresent())
            .thenComparingLong(key -> key.process.orElse(0))
            .thenComparing(LifeKey::run);

    static LifeKey of(ProcessLife life) {
        return new LifeKey(life.run(), life.process());
    }

    /** The process id in decimal; empty if the log states none. */
    String processLabel() {
        return process.isPresent() ? Long.toString(process.getAsLong()) : "";
    }

    /** By hand, as is {@link #equals}: to link a record's own methods takes milliseconds of every start. */
    @Override
    public int hashCode() {
        return 31 * run.hashCode() + process.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LifeKey key && key.run.equals(run) && key.process.equals(process);
    }

    @Override
    public int compareTo(LifeKey other) {
        return ORDER.compare(this, other);
    }
}
