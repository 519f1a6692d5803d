package dev.leaktriage.ledger;

import static dev.leaktriage.ledger.HandleTable.NONE;
import static dev.leaktriage.ledger.HandleTable.SHARED;

import java.util.Arrays;

/**
 * Mesh allocations: the same allocation made on the devices of one mesh in lockstep.
 *
 * <p>A runtime logs the members one after the other, so only the latest groups are open for more members. Without a
 * mesh every handle is a group of its own: of those nothing is kept but the number.
 */
final class MeshGroups {
    private static final int OPEN = 64;

    private static final int PAGE_BITS = 10;
    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;

    /** Three counts in one number; a mesh has fewer devices than that. */
    private static final int COUNT_BITS = 21;

    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
    private static final int FREED_SHIFT = COUNT_BITS;
    private static final int ALLOCATED_SHIFT = 2 * COUNT_BITS;

    private final HandleTable table;
    /** How many members were ever allocated, freed, and are present, of the groups with several members. */
    private long[][] counts = new long[64][];

    private int top;
    /** Numbers that were given back, the latest on top. */
    private int[] unused = new int[256];

    private int unusedCount;

    private final int[] openGroup = new int[OPEN];
    /** The only member of an open group so far. */
    private final int[] first = new int[OPEN];

    private final int[] account = new int[OPEN];
    private final long[] address = new long[OPEN];
    private final long[] sizeBytes = new long[OPEN];
    private final int[] epoch = new int[OPEN];
    private final boolean[] view = new boolean[OPEN];
    private final long[] devices = new long[OPEN];
    private final int[] lastDevice = new int[OPEN];

    MeshGroups(HandleTable table) {
        this.table = table;
        Arrays.fill(openGroup, NONE);
    }

    /** Finds or opens the group of a new handle, whose address and size stand in its row. */
    int join(int handle, int ofAccount, boolean ofView, int ofEpoch, int device) {
        return join(handle, table.address(handle), table.sizeBytes(handle), ofAccount, ofView, ofEpoch, device);
    }

    /** Finds or opens the group of a new handle whose row is filled in. */
    int join(int handle, long ofAddress, long ofSizeBytes, int ofAccount, boolean ofView, int ofEpoch, int device) {
        int slot = slot(ofAddress, ofSizeBytes, ofAccount);
        boolean fits = openGroup[slot] != NONE
                && account[slot] == ofAccount
                && address[slot] == ofAddress
                && sizeBytes[slot] == ofSizeBytes
                && view[slot] == ofView
                && epoch[slot] == ofEpoch
                && takes(slot, device);
        if (fits) {
            joinOthers(slot, handle);
        } else {
            openGroup[slot] = take();
            first[slot] = handle;
            account[slot] = ofAccount;
            address[slot] = ofAddress;
            sizeBytes[slot] = ofSizeBytes;
            view[slot] = ofView;
            epoch[slot] = ofEpoch;
            devices[slot] = 0;
        }
        devices[slot] |= device < Long.SIZE ? 1L << device : 0;
        lastDevice[slot] = device;
        return openGroup[slot];
    }

    private static int slot(long address, long sizeBytes, int account) {
        return (int) ((address * 31 + sizeBytes) * 31 + account * 0x9e3779b9L >>> 7) & OPEN - 1;
    }

    /** True if no member has gone and none is on the device. */
    private boolean takes(int slot, int device) {
        boolean absent = device < Long.SIZE ? (devices[slot] & 1L << device) == 0 : device > lastDevice[slot];
        if (!absent || first[slot] != NONE) {
            return absent;
        }
        long count = count(openGroup[slot]);
        return (count & COUNT_MASK) == count >>> ALLOCATED_SHIFT;
    }

    private void joinOthers(int slot, int handle) {
        int group = openGroup[slot];
        if (first[slot] != NONE) {
            table.flag(first[slot], SHARED);
            first[slot] = NONE;
            put(group, 1L << ALLOCATED_SHIFT | 1);
        }
        table.flag(handle, SHARED);
        put(group, count(group) + (1L << ALLOCATED_SHIFT) + 1);
    }

    private long count(int group) {
        return counts[group >>> PAGE_BITS][group & PAGE_MASK];
    }

    private void put(int group, long count) {
        int page = group >>> PAGE_BITS;
        if (page >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(page + 1, counts.length * 2));
        }
        if (counts[page] == null) {
            counts[page] = new long[1 << PAGE_BITS];
        }
        counts[page][group & PAGE_MASK] = count;
    }

    private int take() {
        return unusedCount == 0 ? top++ : unused[--unusedCount];
    }

    /**
     * Takes a member out.
     *
     * @param byFree true if a logged free closed it
     */
    void leave(int handle, boolean byFree) {
        int group = table.group(handle);
        if (table.has(handle, SHARED)) {
            long count = count(group) - 1 + (byFree ? 1L << FREED_SHIFT : 0);
            put(group, count);
            if ((count & COUNT_MASK) > 0) {
                return;
            }
        }
        give(group, slot(table.address(handle), table.sizeBytes(handle), table.account(handle)));
    }

    /** Gives back a group that never had another member. */
    void leave(int group, long ofAddress, long ofSizeBytes, int ofAccount) {
        give(group, slot(ofAddress, ofSizeBytes, ofAccount));
    }

    private void give(int group, int slot) {
        // An emptied group must not be joined: its number may soon mean another one.
        if (openGroup[slot] == group) {
            openGroup[slot] = NONE;
        }
        if (unusedCount == unused.length) {
            unused = Arrays.copyOf(unused, unusedCount * 2);
        }
        unused[unusedCount++] = group;
    }

    /** A number that is above those of all groups. */
    int top() {
        return top;
    }

    /** How many members of a live handle's group are live. */
    int present(int handle) {
        return table.has(handle, SHARED) ? (int) (count(table.group(handle)) & COUNT_MASK) : 1;
    }

    /** How many members there ever were. */
    int allocated(int handle) {
        return table.has(handle, SHARED) ? (int) (count(table.group(handle)) >>> ALLOCATED_SHIFT) : 1;
    }

    /** How many members were freed. */
    int freed(int handle) {
        return table.has(handle, SHARED) ? (int) (count(table.group(handle)) >>> FREED_SHIFT & COUNT_MASK) : 0;
    }
}
