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

    /** Segments are large: where a segment's length lies is one more cache line to read, for each segment another one. */
    private static final int SLOT_BITS = 16;

    private static final int SLOTS = 1 << SLOT_BITS;
    private static final int SLOT_MASK = SLOTS - 1;
    private static final int MOST_USED = SLOTS / 2;
    private static final int MOST_DEPTH = Integer.SIZE - SLOT_BITS - 1;

    /**
     * Before the slots of a segment, where its length is, which each access reads: how many slots are in use, and how many
     * upper bits its hashes share.
     */
    private static final int USED = 0;

    private static final int DEPTH = 1;
    private static final int FIRST = 2;

    private final HandleTable table;
    /** By the upper bits of the hash; those that a segment does not tell apart lead to the same one. */
    private long[][] segments = {new long[FIRST + SLOTS]};

    private int depth;
    /** The entries of a segment that is being split; of no length before the first one. */
    private long[] moving = {};

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
        if (ofPlace != place || ofAddress != address) {
            seek(ofPlace, ofAddress, hash(ofPlace, ofAddress));
        }
    }

    private void seek(int ofPlace, long ofAddress, int ofKey) {
        place = ofPlace;
        address = ofAddress;
        hash = ofKey;
        segment = segment(hash);
        slot = slot(segment, hash, place, address);
    }

    /** Forgets where it is: slots have moved. */
    private void getLost() {
        place = NONE;
    }

    /** An empty slot is 0, so that handles are kept one higher. */
    static int handle(long slot) {
        return (int) slot - 1;
    }

    private static long entry(int hash, int handle) {
        return (long) hash << 32 | handle + 1;
    }

    /**
     * Seeks some keys at once.
     *
     * <p>A processor waits for many loads at once if little stands between them: so the first loop does nothing else. The
     * second one looks at two slots, in one of which nearly every key is, and has no branch that nothing could predict.
     */
    void seek(SoughtKeys keys) {
        int[] hashes = keys.hashes;
        int count = keys.count;
        long[][] all = segments;
        int unused = Integer.SIZE - depth;
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += all[(int) ((hashes[i] & 0xffff_ffffL) >>> unused)][FIRST + (hashes[i] & SLOT_MASK)];
        }
        fetched = sum;
        for (int i = 0; i < count; i++) {
            int sought = hashes[i];
            long[] ofKey = all[(int) ((sought & 0xffff_ffffL) >>> unused)];
            int at = FIRST + (sought & SLOT_MASK);
            long first = ofKey[at];
            long second = ofKey[after(at)];
            long found = (int) (second >>> 32) == sought ? second : 0;
            found = (int) (first >>> 32) == sought ? first : found;
            keys.handles[i] = Math.max(0, handle(found));
        }
    }

    private static int after(int slot) {
        return slot == FIRST + SLOT_MASK ? FIRST : slot + 1;
    }

    long[] segment(int ofKey) {
        return segments[(int) ((ofKey & 0xffff_ffffL) >>> Integer.SIZE - depth)];
    }

    /** The newest handle of a key, or {@link HandleTable#NONE}. */
    int find(int ofPlace, long ofAddress) {
        seek(ofPlace, ofAddress);
        return handle(segment[slot]);
    }

    /** Where a key is in its segment, or the empty slot where it belongs. */
    int slot(long[] ofKey, int keyHash, int ofPlace, long ofAddress) {
        int at = FIRST + (keyHash & SLOT_MASK);
        for (long found = ofKey[at]; found != 0; found = ofKey[at]) {
            if ((int) (found >>> 32) == keyHash && table.is(handle(found), ofPlace, ofAddress)) {
                return at;
            }
            at = after(at);
        }
        return at;
    }

    /** Makes a handle the newest of its key; returns the one before it, or {@link HandleTable#NONE}. */
    int put(int ofPlace, long ofAddress, int handle) {
        seek(ofPlace, ofAddress);
        int before = handle(segment[slot]);
        segment[slot] = entry(hash, handle);
        if (before == NONE) {
            used(segment, hash);
        }
        return before;
    }

    private void used(long[] ofKey, int keyHash) {
        if (++ofKey[USED] > MOST_USED) {
            split(ofKey, keyHash);
            getLost();
        }
    }

    /** Puts the only handle of a key into the empty slot where it belongs. */
    void fill(long[] ofKey, int at, int keyHash, int handle) {
        ofKey[at] = entry(keyHash, handle);
        used(ofKey, keyHash);
        getLost();
    }

    /** Takes a key's newest handle out; the next one is its newest then, or the key is gone. */
    void replace(int ofPlace, long ofAddress, int next) {
        seek(ofPlace, ofAddress);
        if (next == NONE) {
            empty(segment, slot);
            return;
        }
        segment[slot] = entry(hash, next);
    }

    /** Takes a key out. */
    void empty(long[] ofKey, int at) {
        close(ofKey, at);
        ofKey[USED]--;
        getLost();
    }

    /** Moves later entries of a probe sequence back over an emptied slot, so that no tombstone is needed. */
    private static void close(long[] ofKey, int emptied) {
        int hole = emptied;
        int at = after(hole);
        for (long entry = ofKey[at]; entry != 0; entry = ofKey[at]) {
            int home = FIRST + ((int) (entry >>> 32) & SLOT_MASK);
            if ((at - home & SLOT_MASK) >= (at - hole & SLOT_MASK)) {
                ofKey[hole] = entry;
                hole = at;
            }
            at = after(at);
        }
        ofKey[hole] = 0;
    }

    private void split(long[] lower, int hash) {
        int shared = (int) lower[DEPTH];
        if (shared == MOST_DEPTH) {
            throw new IllegalStateException("too many addresses have the same hash");
        }
        if (shared == depth) {
            widen();
        }
        long[] upper = new long[FIRST + SLOTS];
        moving = moving.length == 0 ? new long[SLOTS] : moving;
        System.arraycopy(lower, FIRST, moving, 0, SLOTS);
        Arrays.fill(lower, FIRST, FIRST + SLOTS, 0);
        lower[USED] = 0;
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
        int slot = FIRST + ((int) (entry >>> 32) & SLOT_MASK);
        while (segment[slot] != 0) {
            slot = after(slot);
        }
        segment[slot] = entry;
        segment[USED]++;
    }
}
