package dev.leaktriage.report;

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
    private static final Comparator<LifeKey> ORDER = Comparator.comparing((LifeKey key) -> key.process.isPresent())
            .thenComparingLong(key -> key.process.orElse(0))
            .thenComparing(LifeKey::run);

    static LifeKey of(ProcessLife life) {
        return new LifeKey(life.run(), life.process());
    }

    /** The process id in decimal; empty if the log states none. */
    String processLabel() {
        return process.isPresent() ? Long.toString(process.getAsLong()) : "";
    }

    @Override
    public int compareTo(LifeKey other) {
        return ORDER.compare(this, other);
    }
}
