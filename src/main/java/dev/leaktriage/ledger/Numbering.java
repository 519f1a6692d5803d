package dev.leaktriage.ledger;

import java.util.Arrays;

/**
 * Numbers keys in the order in which they come, from 0.
 *
 * <p>An open-addressing table of primitives: where events alternate between keys, a map of boxed numbers costs two
 * objects and three cache lines for each event.
 */
final class Numbering {
    private static final int NONE = -1;

    private long[] keys = new long[256];
    private int[] slots = filled(512);
    private int count;

    private static int[] filled(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, NONE);
        return slots;
    }

    int count() {
        return count;
    }

    /** The key that has a number. */
    long key(int number) {
        return keys[number];
    }

    /** The number of a key, given to it if it is new. */
    int of(long key) {
        int slot = slot(key);
        if (slots[slot] != NONE) {
            return slots[slot];
        }
        if (count == keys.length) {
            grow();
            slot = slot(key);
        }
        keys[count] = key;
        slots[slot] = count;
        return count++;
    }

    private int slot(long key) {
        int mask = slots.length - 1;
        long mixed = key * 0x9e3779b97f4a7c15L;
        int slot = (int) (mixed >>> 32) & mask;
        while (slots[slot] != NONE && keys[slots[slot]] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** There are always twice as many slots as keys fit. */
    private void grow() {
        keys = Arrays.copyOf(keys, count * 2);
        slots = filled(slots.length * 2);
        for (int number = 0; number < count; number++) {
            slots[slot(keys[number])] = number;
        }
    }
}
