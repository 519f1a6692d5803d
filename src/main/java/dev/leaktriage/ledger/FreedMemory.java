package dev.leaktriage.ledger;

/**
 * Remembers the latest frees, so that a second free of the same buffer is told from the free of a buffer that
 * was never allocated.
 *
 * <p>Bounded: at least the last {@value #GENERATION} different frees are remembered, in 16 MiB at most. A
 * second free that comes later than that is reported as a free without allocation.
 */
final class FreedMemory {
    static final int GENERATION = 1 << 19;

    private long[] young = new long[1 << 12];
    private long[] old = new long[1];
    private int count;

    /** Remembers that a buffer of a size was freed. */
    void add(int space, int device, long address, long sizeBytes) {
        insert(key(space, device, address, sizeBytes));
        insert(key(space, device, address, -1));
    }

    /**
     * True if such a buffer was freed.
     *
     * @param sizeBytes -1 for any size
     */
    boolean contains(int space, int device, long address, long sizeBytes) {
        long key = key(space, device, address, sizeBytes);
        return contains(young, key) || contains(old, key);
    }

    private void insert(long key) {
        if (!put(young, key)) {
            return;
        }
        count++;
        if (count == GENERATION) {
            old = young;
            young = new long[1 << 12];
            count = 0;
        } else if (count * 2 > young.length) {
            long[] before = young;
            young = new long[before.length * 2];
            for (long known : before) {
                if (known != 0) {
                    put(young, known);
                }
            }
        }
    }

    private static boolean put(long[] table, long key) {
        int mask = table.length - 1;
        int slot = (int) (key ^ key >>> 32) & mask;
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
        int slot = (int) (key ^ key >>> 32) & mask;
        while (table[slot] != 0) {
            if (table[slot] == key) {
                return true;
            }
            if (table.length == 1) {
                return false;
            }
            slot = slot + 1 & mask;
        }
        return false;
    }

    /** A 64-bit fingerprint; two keys of one log share one with a probability of one in a million millions. */
    private static long key(int space, int device, long address, long sizeBytes) {
        long mixed = mix(address ^ mix(sizeBytes ^ mix((long) space << 32 | device & 0xffffffffL)));
        return mixed == 0 ? 1 : mixed;
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
