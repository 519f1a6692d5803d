package dev.leaktriage.ledger;

import java.util.Arrays;

/**
 * Finds the newest handle of a key: an open-addressing table with linear probing and backward-shift deletion.
 *
 * <p>A slot holds the hash of its key beside the handle, so that neither a probe nor a deletion reads the rows of
 * other keys: with millions of handles each row read is a cache miss. The table is made of segments that split one
 * by one, by the upper bits of the hash: it grows without a pause, and leaves no garbage behind.
 */
final class HandleIndex {
    private static final int NONE = HandleTable.NONE;

    private static final int SLOT_BITS = 12;
    private static final int SLOTS = 1 << SLOT_BITS;
    private static final int SLOT_MASK = SLOTS - 1;
    private static final int MOST_USED = SLOTS / 8 * 5;
    private static final int MOST_DEPTH = Integer.SIZE - SLOT_BITS - 1;

    /** Behind the slots of a segment: how many are in use, and how many upper bits its hashes share. */
    private static final int USED = SLOTS;

    private static final int DEPTH = SLOTS + 1;

    private final HandleTable table;
    /** By the upper bits of the hash; those that a segment does not tell apart lead to the same one. */
    private long[][] segments = {new long[SLOTS + 2]};

    private int depth;
    /** The entries of a segment that is being split. */
    private final long[] moving = new long[SLOTS];

    /** Where the key is that was looked up last, since an event asks for its key several times. */
    private long[] segment = segments[0];

    /** Of no meaning, but a load whose result is not used might be left out. */
    private long fetched;

    private int slot;
    private int place = NONE;
    private long address;
    private int hash;

    HandleIndex(HandleTable table) {
        this.table = table;
    }

    static int hash(int place, long address) {
        long mixed = (address + place * 0x9e3779b97f4a7c15L) * 0xff51afd7ed558ccdL;
        return (int) ((mixed ^ mixed >>> 32) * 0xc4ceb9fe1a85ec53L >>> 32);
    }

    /** Goes to the slot of a key, or to the empty one where it belongs. */
    private void seek(int ofPlace, long ofAddress) {
        if (ofPlace == place && ofAddress == address) {
            return;
        }
        place = ofPlace;
        address = ofAddress;
        hash = hash(place, address);
        segment = segment(hash);
        slot = hash & SLOT_MASK;
        while (segment[slot] != 0 && !isHere(segment[slot])) {
            slot = slot + 1 & SLOT_MASK;
        }
    }

    private boolean isHere(long found) {
        return (int) (found >>> 32) == hash && table.is(handle(found), place, address);
    }

    /** Forgets where it is: slots have moved. */
    private void getLost() {
        place = NONE;
    }

    /** An empty slot is 0, so that handles are kept one higher. */
    private static int handle(long slot) {
        return (int) slot - 1;
    }

    private static long entry(int hash, int handle) {
        return (long) hash << 32 | handle + 1;
    }

    /**
     * Fetches the slots of some keys into the caches, and replaces the hash of each key that seems to be there by its
     * handle.
     *
     * <p>A processor waits for many loads at once if little stands between them: so the first loop does nothing else.
     *
     * @return how many handles there are; they stand at the front
     */
    int fetch(int[] hashes, int count) {
        long[][] all = segments;
        int unused = Integer.SIZE - depth;
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += all[(int) ((hashes[i] & 0xffff_ffffL) >>> unused)][hashes[i] & SLOT_MASK];
        }
        fetched = sum;
        int handles = 0;
        for (int i = 0; i < count; i++) {
            long found = segment(hashes[i])[hashes[i] & SLOT_MASK];
            if (found != 0 && (int) (found >>> 32) == hashes[i]) {
                hashes[handles++] = handle(found);
            }
        }
        return handles;
    }

    private long[] segment(int ofKey) {
        return segments[(int) ((ofKey & 0xffff_ffffL) >>> Integer.SIZE - depth)];
    }

    /** The newest handle of a key, or {@link HandleTable#NONE}. */
    int find(int ofPlace, long ofAddress) {
        seek(ofPlace, ofAddress);
        return handle(segment[slot]);
    }

    /** Makes a handle the newest of its key; returns the one before it, or {@link HandleTable#NONE}. */
    int put(int ofPlace, long ofAddress, int handle) {
        seek(ofPlace, ofAddress);
        int before = handle(segment[slot]);
        segment[slot] = entry(hash, handle);
        if (before == NONE) {
            segment[USED]++;
            if (segment[USED] > MOST_USED) {
                split(segment, hash);
                getLost();
            }
        }
        return before;
    }

    /** Takes a key's newest handle out; the next one is its newest then, or the key is gone. */
    void replace(int ofPlace, long ofAddress, int next) {
        seek(ofPlace, ofAddress);
        if (next != NONE) {
            segment[slot] = entry(hash, next);
            return;
        }
        close(segment, slot);
        segment[USED]--;
        getLost();
    }

    /** Moves later entries of a probe sequence back over an emptied slot, so that no tombstone is needed. */
    private static void close(long[] segment, int emptied) {
        int hole = emptied;
        int slot = hole + 1 & SLOT_MASK;
        while (segment[slot] != 0) {
            int home = (int) (segment[slot] >>> 32) & SLOT_MASK;
            if ((slot - home & SLOT_MASK) >= (slot - hole & SLOT_MASK)) {
                segment[hole] = segment[slot];
                hole = slot;
            }
            slot = slot + 1 & SLOT_MASK;
        }
        segment[hole] = 0;
    }

    private void split(long[] lower, int hash) {
        int shared = (int) lower[DEPTH];
        if (shared == MOST_DEPTH) {
            throw new IllegalStateException("too many addresses have the same hash");
        }
        if (shared == depth) {
            widen();
        }
        long[] upper = new long[SLOTS + 2];
        System.arraycopy(lower, 0, moving, 0, SLOTS);
        Arrays.fill(lower, 0);
        lower[DEPTH] = shared + 1L;
        upper[DEPTH] = shared + 1L;
        int bit = Long.SIZE - 1 - shared;
        for (long entry : moving) {
            if (entry != 0) {
                insert((entry >>> bit & 1) == 0 ? lower : upper, entry);
            }
        }
        int aliases = 1 << depth - shared;
        int first = (int) ((hash & 0xffff_ffffL) >>> Integer.SIZE - depth) & -aliases;
        Arrays.fill(segments, first + aliases / 2, first + aliases, upper);
    }

    private void widen() {
        long[][] wider = new long[segments.length * 2][];
        for (int i = 0; i < wider.length; i++) {
            wider[i] = segments[i / 2];
        }
        segments = wider;
        depth++;
    }

    private static void insert(long[] segment, long entry) {
        int slot = (int) (entry >>> 32) & SLOT_MASK;
        while (segment[slot] != 0) {
            slot = slot + 1 & SLOT_MASK;
        }
        segment[slot] = entry;
        segment[USED]++;
    }
}
