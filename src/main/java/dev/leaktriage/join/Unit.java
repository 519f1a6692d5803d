package dev.leaktriage.join;

import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import java.util.Arrays;

/**
 * Events of the rows that are one allocation to the source that lends: those of one mesh buffer, device after device, or
 * a single one.
 */
final class Unit {
    final long key;
    final Memory memory;
    final long address;
    final long sizeBytes;
    /** True if nothing was live at its address. */
    boolean first;
    /** True as long as another device's event may join. */
    boolean open;

    private RowEvent[] rows = new RowEvent[2];
    private int count;

    Unit(long key, LogEvent event) {
        this.key = key;
        this.memory = event.memory;
        this.address = event.address;
        this.sizeBytes = event.sizeBytes;
    }

    void add(RowEvent row) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, count * 2);
        }
        rows[count++] = row;
        first |= row.first;
    }

    int count() {
        return count;
    }

    RowEvent row(int number) {
        return rows[number];
    }

    RowEvent last() {
        return rows[count - 1];
    }
}
