package dev.leaktriage.ledger;

import java.util.Arrays;

/**
 * Mesh allocations: the same allocation made on the devices of one mesh in lockstep.
 *
 * <p>A runtime logs the members one after the other, so only the latest groups are kept open for more members.
 * Memory grows with the groups that have a live member.
 */
final class MeshGroups {
    private static final int OPEN = 64;

    private int[] account = new int[256];
    private long[] address = new long[256];
    private long[] sizeBytes = new long[256];
    private int[] epoch = new int[256];
    private boolean[] view = new boolean[256];
    private long[] devices = new long[256];
    private int[] lastDevice = new int[256];
    private int[] allocated = new int[256];
    private int[] freed = new int[256];
    private int[] present = new int[256];
    private int[] bucket = new int[256];
    private int top;
    private int[] unused = new int[256];
    private int unusedCount;
    private final int[] open = new int[OPEN];

    MeshGroups() {
        Arrays.fill(open, HandleTable.NONE);
    }

    /** Finds or opens the group of a new handle. */
    int join(int ofAccount, long ofAddress, long ofSizeBytes, boolean ofView, int ofEpoch, int device) {
        int slot = (int) ((ofAddress * 31 + ofSizeBytes) * 31 + ofAccount * 0x9e3779b9L >>> 7) & OPEN - 1;
        int group = open[slot];
        if (group != HandleTable.NONE && fits(group, ofAccount, ofAddress, ofSizeBytes, ofView, ofEpoch, device)) {
            add(group, device);
            return group;
        }
        group = take();
        account[group] = ofAccount;
        address[group] = ofAddress;
        sizeBytes[group] = ofSizeBytes;
        epoch[group] = ofEpoch;
        view[group] = ofView;
        devices[group] = 0;
        lastDevice[group] = -1;
        allocated[group] = 0;
        freed[group] = 0;
        present[group] = 0;
        add(group, device);
        bucket[group] = slot;
        open[slot] = group;
        return group;
    }

    private boolean fits(
            int group, int ofAccount, long ofAddress, long ofSizeBytes, boolean ofView, int ofEpoch, int device) {
        return present[group] == allocated[group]
                && account[group] == ofAccount
                && address[group] == ofAddress
                && sizeBytes[group] == ofSizeBytes
                && view[group] == ofView
                && epoch[group] == ofEpoch
                && (device < Long.SIZE ? (devices[group] & 1L << device) == 0 : device > lastDevice[group]);
    }

    private void add(int group, int device) {
        devices[group] |= device < Long.SIZE ? 1L << device : 0;
        lastDevice[group] = device;
        allocated[group]++;
        present[group]++;
    }

    private int take() {
        if (unusedCount > 0) {
            return unused[--unusedCount];
        }
        if (top == account.length) {
            int capacity = top * 2;
            account = Arrays.copyOf(account, capacity);
            address = Arrays.copyOf(address, capacity);
            sizeBytes = Arrays.copyOf(sizeBytes, capacity);
            epoch = Arrays.copyOf(epoch, capacity);
            view = Arrays.copyOf(view, capacity);
            devices = Arrays.copyOf(devices, capacity);
            lastDevice = Arrays.copyOf(lastDevice, capacity);
            allocated = Arrays.copyOf(allocated, capacity);
            freed = Arrays.copyOf(freed, capacity);
            present = Arrays.copyOf(present, capacity);
            bucket = Arrays.copyOf(bucket, capacity);
        }
        return top++;
    }

    /**
     * Takes a member out.
     *
     * @param byFree true if a logged free closed it
     */
    void leave(int group, boolean byFree) {
        freed[group] += byFree ? 1 : 0;
        present[group]--;
        if (present[group] == 0) {
            give(group);
        }
    }

    private void give(int group) {
        // An emptied group must not be joined: its number may soon mean another one.
        if (open[bucket[group]] == group) {
            open[bucket[group]] = HandleTable.NONE;
        }
        if (unusedCount == unused.length) {
            unused = Arrays.copyOf(unused, unusedCount * 2);
        }
        unused[unusedCount++] = group;
    }

    /** How many members are live. */
    int present(int group) {
        return present[group];
    }

    /** How many members there ever were. */
    int allocated(int group) {
        return allocated[group];
    }

    /** How many members were freed. */
    int freed(int group) {
        return freed[group];
    }
}
