package dev.leaktriage.ledger;

import dev.leaktriage.model.Memory;
import java.util.Arrays;

/**
 * The handles that are live or wait for a late free, found by address space, device and address.
 *
 * <p>A handle is a row of nine words in pages: everything about it lies close together, and one page more copies
 * nothing. With smaller mesh groups that took a log with 300,000 live handles from 308 to 237 MB of resident
 * memory; the time hardly changed.
 * Rows are used again; the handles of one key form a chain, the newest first. The index of chains is an
 * open-addressing table of row numbers with backward-shift deletion.
 */
final class HandleTable {
    static final int NONE = -1;

    /** What became of a handle. */
    static final byte UNUSED = 0;

    static final byte LIVE = 1;
    /** Its memory was handed out again; its own free may still come. */
    static final byte WAITING = 2;

    static final byte OWNER = 0;
    static final byte VIEW_STATED = 1;
    static final byte VIEW_SAME_SITE = 2;
    static final byte VIEW_BY_PLACE = 3;

    static final byte OCCUPIED_KNOWN = 1;
    static final byte DURING_OPENING = 2;
    static final byte STACK_INCOMPLETE = 4;
    /** Removed from the index: no free and no allocation can meet it any more. */
    static final byte DETACHED = 8;

    private static final Memory[] MEMORIES = Memory.values();

    private static final int PAGE_BITS = 12;
    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;

    /** The words of a row. Of two numbers in one word the first is in the upper half. */
    private static final int WORDS = 9;

    private static final int ADDRESS = 0;
    private static final int SPACE_AND_DEVICE = 1;
    private static final int OWNER_AND_NEXT = 2;
    private static final int EPOCH_AND_KIND = 3;
    private static final int ACCOUNT_AND_GROUP = 4;
    private static final int SIZE_BYTES = 5;
    private static final int OCCUPIED_BYTES = 6;
    private static final int BORN = 7;
    private static final int AT = 8;

    /** Where the bytes of a kind lie in the lower half of its word. */
    private static final int STATE_SHIFT = 0;

    private static final int ROLE_SHIFT = 8;
    private static final int MEMORY_SHIFT = 16;
    private static final int FLAGS_SHIFT = 24;

    private long[][] pages = {new long[WORDS << PAGE_BITS]};
    private int top;
    private int unused = NONE;
    private int[] heads = filled(2048);
    private int chains;
    private int foreignChains;

    private static int[] filled(int length) {
        int[] heads = new int[length];
        Arrays.fill(heads, NONE);
        return heads;
    }

    private long word(int handle, int word) {
        return pages[handle >>> PAGE_BITS][(handle & PAGE_MASK) * WORDS + word];
    }

    private void put(int handle, int word, long value) {
        pages[handle >>> PAGE_BITS][(handle & PAGE_MASK) * WORDS + word] = value;
    }

    private static long pair(int upper, int lower) {
        return (long) upper << 32 | lower & 0xffff_ffffL;
    }

    /** One more than the highest row in use. */
    int top() {
        return top;
    }

    /** How many keys of spaces with a negative number, those of servers, have a handle. */
    int foreignChains() {
        return foreignChains;
    }

    long address(int handle) {
        return word(handle, ADDRESS);
    }

    int space(int handle) {
        return (int) (word(handle, SPACE_AND_DEVICE) >>> 32);
    }

    int device(int handle) {
        return (int) word(handle, SPACE_AND_DEVICE);
    }

    long sizeBytes(int handle) {
        return word(handle, SIZE_BYTES);
    }

    long occupiedBytes(int handle) {
        return word(handle, OCCUPIED_BYTES);
    }

    /** The clock at the allocation. */
    long born(int handle) {
        return word(handle, BORN);
    }

    /** The packed position of its record. */
    long at(int handle) {
        return word(handle, AT);
    }

    int account(int handle) {
        return (int) (word(handle, ACCOUNT_AND_GROUP) >>> 32);
    }

    int group(int handle) {
        return (int) word(handle, ACCOUNT_AND_GROUP);
    }

    /** The owner that a view looks into, or {@link #NONE}. */
    int owner(int handle) {
        return (int) (word(handle, OWNER_AND_NEXT) >>> 32);
    }

    /** The handle of the same key before this one, or {@link #NONE}. */
    int next(int handle) {
        return (int) word(handle, OWNER_AND_NEXT);
    }

    /** Index of the mesh epoch, or {@link #NONE}. */
    int epoch(int handle) {
        return (int) (word(handle, EPOCH_AND_KIND) >>> 32);
    }

    byte state(int handle) {
        return (byte) (word(handle, EPOCH_AND_KIND) >>> STATE_SHIFT);
    }

    byte role(int handle) {
        return (byte) (word(handle, EPOCH_AND_KIND) >>> ROLE_SHIFT);
    }

    Memory memory(int handle) {
        return MEMORIES[(byte) (word(handle, EPOCH_AND_KIND) >>> MEMORY_SHIFT)];
    }

    boolean isView(int handle) {
        return role(handle) != OWNER;
    }

    boolean has(int handle, byte flag) {
        return (word(handle, EPOCH_AND_KIND) & (long) flag << FLAGS_SHIFT) != 0;
    }

    /** The flags of a handle as one number. */
    int flags(int handle) {
        return (byte) (word(handle, EPOCH_AND_KIND) >>> FLAGS_SHIFT);
    }

    /** The newest handle of a key, or {@link #NONE}. */
    int find(int ofSpace, int ofDevice, long ofAddress) {
        return heads[slot(ofSpace, ofDevice, ofAddress)];
    }

    /** Adds a handle as the newest of its key; the rest of its row is the caller's to fill. */
    int add(int ofSpace, int ofDevice, long ofAddress) {
        int handle = take();
        int slot = slot(ofSpace, ofDevice, ofAddress);
        int before = heads[slot];
        put(handle, ADDRESS, ofAddress);
        put(handle, SPACE_AND_DEVICE, pair(ofSpace, ofDevice));
        put(handle, OWNER_AND_NEXT, pair(NONE, before));
        put(handle, EPOCH_AND_KIND, pair(NONE, 0));
        heads[slot] = handle;
        if (before == NONE) {
            chained(ofSpace, 1);
        }
        return handle;
    }

    /** Fills in what was allocated, and when. */
    void fill(int handle, long sizeBytes, long occupiedBytes, long born, long at) {
        put(handle, SIZE_BYTES, sizeBytes);
        put(handle, OCCUPIED_BYTES, occupiedBytes);
        put(handle, BORN, born);
        put(handle, AT, at);
    }

    /** Fills in what kind of handle it is. */
    void describe(int handle, byte state, byte role, Memory memory, byte flags) {
        int kind = state << STATE_SHIFT | role << ROLE_SHIFT | memory.ordinal() << MEMORY_SHIFT | flags << FLAGS_SHIFT;
        put(handle, EPOCH_AND_KIND, pair(epoch(handle), kind));
    }

    /** Fills in what it is part of; owner and epoch may be {@link #NONE}. */
    void belongs(int handle, int account, int group, int owner, int epoch) {
        put(handle, ACCOUNT_AND_GROUP, pair(account, group));
        put(handle, OWNER_AND_NEXT, pair(owner, next(handle)));
        put(handle, EPOCH_AND_KIND, pair(epoch, (int) word(handle, EPOCH_AND_KIND)));
    }

    /** A live handle's memory was handed out again: it waits for its free. */
    void waits(int handle) {
        state(handle, WAITING);
    }

    private void state(int handle, byte state) {
        put(handle, EPOCH_AND_KIND, word(handle, EPOCH_AND_KIND) & ~(0xffL << STATE_SHIFT) | state);
    }

    /** A view's owner is gone. */
    void disown(int handle) {
        put(handle, OWNER_AND_NEXT, pair(NONE, next(handle)));
    }

    private void link(int handle, int next) {
        put(handle, OWNER_AND_NEXT, pair(owner(handle), next));
    }

    private void chained(int ofSpace, int sign) {
        chains += sign;
        foreignChains += ofSpace < 0 ? sign : 0;
        if (chains * 2 > heads.length) {
            grow();
        }
    }

    /** Takes a handle out of the index and gives its row back. */
    void remove(int handle) {
        if (!has(handle, DETACHED)) {
            unlink(handle);
        }
        state(handle, UNUSED);
        link(handle, unused);
        unused = handle;
    }

    /** Takes a handle out of the index, but keeps it. */
    void detach(int handle) {
        unlink(handle);
        put(handle, EPOCH_AND_KIND, word(handle, EPOCH_AND_KIND) | (long) DETACHED << FLAGS_SHIFT);
    }

    private int take() {
        if (unused != NONE) {
            int handle = unused;
            unused = next(handle);
            return handle;
        }
        if (top >>> PAGE_BITS == pages.length) {
            pages = Arrays.copyOf(pages, pages.length + 1);
            pages[pages.length - 1] = new long[WORDS << PAGE_BITS];
        }
        return top++;
    }

    private void unlink(int handle) {
        int slot = slot(space(handle), device(handle), address(handle));
        if (heads[slot] == handle) {
            heads[slot] = next(handle);
            if (heads[slot] == NONE) {
                close(slot);
                chained(space(handle), -1);
            }
            return;
        }
        int before = heads[slot];
        while (next(before) != handle) {
            before = next(before);
        }
        link(before, next(handle));
    }

    /** Moves later entries of a probe sequence back over an emptied slot, so that no tombstone is needed. */
    private void close(int emptied) {
        int mask = heads.length - 1;
        int hole = emptied;
        int slot = hole + 1 & mask;
        while (heads[slot] != NONE) {
            int home = hash(heads[slot]) & mask;
            if ((slot - home & mask) >= (slot - hole & mask)) {
                heads[hole] = heads[slot];
                heads[slot] = NONE;
                hole = slot;
            }
            slot = slot + 1 & mask;
        }
    }

    private int slot(int ofSpace, int ofDevice, long ofAddress) {
        int mask = heads.length - 1;
        long place = pair(ofSpace, ofDevice);
        int slot = hash(place, ofAddress) & mask;
        while (heads[slot] != NONE) {
            int head = heads[slot];
            if (word(head, ADDRESS) == ofAddress && word(head, SPACE_AND_DEVICE) == place) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        int[] old = heads;
        heads = filled(old.length * 2);
        int mask = heads.length - 1;
        for (int head : old) {
            if (head == NONE) {
                continue;
            }
            int slot = hash(head) & mask;
            while (heads[slot] != NONE) {
                slot = slot + 1 & mask;
            }
            heads[slot] = head;
        }
    }

    private int hash(int handle) {
        return hash(word(handle, SPACE_AND_DEVICE), word(handle, ADDRESS));
    }

    private static int hash(long place, long address) {
        long mixed = (address + place * 0x9e3779b97f4a7c15L) * 0xff51afd7ed558ccdL;
        return (int) (mixed ^ mixed >>> 32);
    }
}
