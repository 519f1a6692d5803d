package dev.leaktriage.ledger;

import dev.leaktriage.model.Memory;
import java.util.Arrays;

/**
 * The handles that are live or wait for a late free, found by address space, device and address.
 *
 * <p>Columns of primitives in slots that are used again; the handles of one key form a chain, the newest first.
 * The index of chains is an open-addressing table of slot numbers with backward-shift deletion.
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

    long[] address = new long[1024];
    long[] sizeBytes = new long[1024];
    long[] occupiedBytes = new long[1024];
    /** The clock at the allocation. */
    long[] born = new long[1024];

    long[] at = new long[1024];
    int[] space = new int[1024];
    int[] device = new int[1024];
    int[] account = new int[1024];
    int[] owner = new int[1024];
    int[] group = new int[1024];
    /** Index of the mesh epoch, or {@link #NONE}. */
    int[] epoch = new int[1024];

    int[] next = new int[1024];
    byte[] memory = new byte[1024];
    byte[] role = new byte[1024];
    byte[] state = new byte[1024];
    byte[] flags = new byte[1024];

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

    /** One more than the highest slot in use. */
    int top() {
        return top;
    }

    /** How many keys of spaces with a negative number, those of servers, have a handle. */
    int foreignChains() {
        return foreignChains;
    }

    Memory memory(int handle) {
        return MEMORIES[memory[handle]];
    }

    boolean isView(int handle) {
        return role[handle] != OWNER;
    }

    boolean has(int handle, byte flag) {
        return (flags[handle] & flag) != 0;
    }

    /** The newest handle of a key, or {@link #NONE}. */
    int find(int ofSpace, int ofDevice, long ofAddress) {
        return heads[slot(ofSpace, ofDevice, ofAddress)];
    }

    /** Adds a handle as the newest of its key; its other columns are the caller's to fill. */
    int add(int ofSpace, int ofDevice, long ofAddress) {
        int handle = take();
        space[handle] = ofSpace;
        device[handle] = ofDevice;
        address[handle] = ofAddress;
        flags[handle] = 0;
        owner[handle] = NONE;
        int slot = slot(ofSpace, ofDevice, ofAddress);
        next[handle] = heads[slot];
        heads[slot] = handle;
        if (next[handle] == NONE) {
            chained(ofSpace, 1);
        }
        return handle;
    }

    private void chained(int ofSpace, int sign) {
        chains += sign;
        foreignChains += ofSpace < 0 ? sign : 0;
        if (chains * 2 > heads.length) {
            grow();
        }
    }

    /** Takes a handle out of the index and gives its slot back. */
    void remove(int handle) {
        if (!has(handle, DETACHED)) {
            unlink(handle);
        }
        state[handle] = UNUSED;
        next[handle] = unused;
        unused = handle;
    }

    /** Takes a handle out of the index, but keeps it. */
    void detach(int handle) {
        unlink(handle);
        flags[handle] |= DETACHED;
    }

    private int take() {
        if (unused != NONE) {
            int handle = unused;
            unused = next[handle];
            return handle;
        }
        if (top == address.length) {
            widen(top * 2);
        }
        return top++;
    }

    private void widen(int capacity) {
        address = Arrays.copyOf(address, capacity);
        sizeBytes = Arrays.copyOf(sizeBytes, capacity);
        occupiedBytes = Arrays.copyOf(occupiedBytes, capacity);
        born = Arrays.copyOf(born, capacity);
        at = Arrays.copyOf(at, capacity);
        space = Arrays.copyOf(space, capacity);
        device = Arrays.copyOf(device, capacity);
        account = Arrays.copyOf(account, capacity);
        owner = Arrays.copyOf(owner, capacity);
        group = Arrays.copyOf(group, capacity);
        epoch = Arrays.copyOf(epoch, capacity);
        next = Arrays.copyOf(next, capacity);
        memory = Arrays.copyOf(memory, capacity);
        role = Arrays.copyOf(role, capacity);
        state = Arrays.copyOf(state, capacity);
        flags = Arrays.copyOf(flags, capacity);
    }

    private void unlink(int handle) {
        int slot = slot(space[handle], device[handle], address[handle]);
        if (heads[slot] == handle) {
            heads[slot] = next[handle];
            if (heads[slot] == NONE) {
                close(slot);
                chained(space[handle], -1);
            }
            return;
        }
        int before = heads[slot];
        while (next[before] != handle) {
            before = next[before];
        }
        next[before] = next[handle];
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
        int slot = hash(ofSpace, ofDevice, ofAddress) & mask;
        while (heads[slot] != NONE) {
            int head = heads[slot];
            if (address[head] == ofAddress && device[head] == ofDevice && space[head] == ofSpace) {
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
        return hash(space[handle], device[handle], address[handle]);
    }

    private static int hash(int space, int device, long address) {
        long mixed = (address + (long) device * 0x9e3779b97f4a7c15L + (long) space * 0xc2b2ae3d27d4eb4fL)
                * 0xff51afd7ed558ccdL;
        return (int) (mixed ^ mixed >>> 32);
    }
}
