package dev.leaktriage.ledger;

import dev.leaktriage.model.LiveHandle;
import java.util.AbstractList;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/**
 * The live handles of a replay that has ended, as records that are made anew each time they are asked for.
 *
 * <p>A record is several times as large as a row of the table, and there may be millions.
 */
final class LiveHandles extends AbstractList<LiveHandle> implements RandomAccess {
    private final int[] slots;
    private final IntFunction<LiveHandle> record;

    /**
     * Makes a list.
     *
     * @param slots of the table, in the order of the list
     * @param record the handle in a slot
     */
    LiveHandles(int[] slots, IntFunction<LiveHandle> record) {
        this.slots = slots;
        this.record = record;
    }

    @Override
    public LiveHandle get(int index) {
        return record.apply(slots[index]);
    }

    @Override
    public int size() {
        return slots.length;
    }
}
