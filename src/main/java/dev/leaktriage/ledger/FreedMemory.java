package dev.leaktriage.ledger;

import java.util.Arrays;

/**
 * Remembers the latest frees, so that a second free of the same buffer is told from the free of a buffer that
 * was never allocated.
 *
 * <p>Bounded: at least the last {@value #GENERATION} different frees are remembered, but of those before the first
 * question, if they were many, only the last {@value #NOTED}; in 16 MiB at most. A second free that comes later than that
 * is reported as a free without allocation.
 *
 * <p>Most logs never ask. So where there are many, frees are only written down until one does: to look each up at once
 * would cost two cache misses a free.
 */
final class FreedMemory {
    static final int GENERATION = 1 << 19;

    /** So many different ones lie in the caches. */
    private static final int FEW = 1 << 15;

    /** How many frees are written down. */
    static final int NOTED = 1 << 19;

    /** A free that was written down: its key for any size, and its size. */
    private static final int NOTE = 2;

    /** Frees wait in small batches, since the cache misses of a batch can be waited for together. */
    private static final int BATCH = 128;

    /** What was written down before the first question; from its end on it is overwritten from its beginning. */
    private long[] notes = new long[1 << 10];

    private long noted;
    private boolean asked;

    private long[] young = new long[1 << 12];
    private long[] old = new long[2];
    private int count;
    private final long[] batch = new long[BATCH];
    private int waiting;
    private long touched;

    /** Remembers that a buffer of a size was freed. */
    void add(int space, int device, long address, long sizeBytes) {
        long any = key(space, device, address);
        if (asked || count < FEW) {
            remember(any, sizeBytes);
        } else {
            note(any, sizeBytes);
        }
    }

    private void note(long any, long sizeBytes) {
        if (noted * NOTE == notes.length && noted < NOTED) {
            notes = Arrays.copyOf(notes, notes.length * 2);
        }
        int at = (int) (noted++ & NOTED - 1) * NOTE;
        notes[at] = any;
        notes[at + 1] = sizeBytes;
    }

    /** Looks at what was only written down. */
    private void firstQuestion() {
        asked = true;
        for (long note = Math.max(0, noted - NOTED); note < noted; note++) {
            int at = (int) (note & NOTED - 1) * NOTE;
            remember(notes[at], notes[at + 1]);
        }
        notes = new long[0];
    }

    private void remember(long any, long sizeBytes) {
        batch[waiting++] = sized(any, sizeBytes);
        batch[waiting++] = any;
        if (waiting == BATCH) {
            insertBatch();
        }
    }

    /**
     * True if such a buffer was freed.
     *
     * @param sizeBytes -1 for any size
     */
    boolean contains(int space, int device, long address, long sizeBytes) {
        if (!asked) {
            firstQuestion();
        }
        insertBatch();
        long any = key(space, device, address);
        long key = sizeBytes < 0 ? any : sized(any, sizeBytes);
        return contains(young, key) || contains(old, key);
    }

    private void insertBatch() {
        int mask = young.length - 1;
        for (int i = 0; i < waiting; i++) {
            touched += young[home(batch[i]) & mask];
        }
        for (int i = 0; i < waiting; i++) {
            insert(batch[i]);
        }
        waiting = 0;
    }

    private void insert(long key) {
        if (!put(young, key)) {
            return;
        }
        count++;
        if (count == GENERATION) {
            long[] emptied = old.length == young.length ? old : new long[young.length];
            Arrays.fill(emptied, 0);
            old = young;
            young = emptied;
            count = 0;
        } else if (count * 2 > young.length) {
            widen();
        }
    }

    private void widen() {
        long[] before = young;
        young = new long[before.length * 2];
        for (long known : before) {
            if (known != 0) {
                put(young, known);
            }
        }
    }

    private static boolean put(long[] table, long key) {
        int mask = table.length - 1;
        int slot = home(key) & mask;
        while (table[slot] != 0) {
            if (table[slot] == key) {
                return false;
            }
            slot = slot + 1 & mask;
        }
        table[slot] = key;
        return true;
    }

    private static boolean contains(long[] table, long key) {
        int mask = table.length - 1;
        int slot = home(key) & mask;
        while (table[slot] != 0) {
            if (table[slot] == key) {
                return true;
            }
            slot = slot + 1 & mask;
        }
        return false;
    }

    private static int home(long key) {
        return (int) (key ^ key >>> 32);
    }

    /** A 64-bit fingerprint; two keys of one log share one with a probability of one in a million millions. */
    private static long key(int space, int device, long address) {
        long place = ((long) space << 32 | device & 0xffffffffL) * 0x9e3779b97f4a7c15L;
        return nonzero(mix(address ^ place ^ place >>> 29));
    }

    private static long sized(long any, long sizeBytes) {
        return nonzero(mix(any + sizeBytes * 0xff51afd7ed558ccdL + 1));
    }

    /** An empty slot is 0. */
    private static long nonzero(long key) {
        return key == 0 ? 1 : key;
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
