package dev.leaktriage.ledger;

import java.util.Arrays;

/**
 * Mesh allocations: the same allocation made on the devices of one mesh in lockstep.
 *
 * <p>A runtime logs the members one after the other, so only the latest groups are open for more members, and only
 * of those is more known than three counts. Memory grows with the groups that have a live member: without a mesh
 * that is every handle, so a group must be small.
 */
final class MeshGroups {
    private static final int OPEN = 64;

    private int[] allocated = new int[256];
    private int[] freed = new int[256];
    private int[] present = new int[256];
    private byte[] bucket = new byte[256];
    private int top;
    /** The group that was given back last; the one before it stands in its place of {@code allocated}. */
    private int unused = HandleTable.NONE;

    private final int[] openGroup = new int[OPEN];
    private final int[] account = new int[OPEN];
    private final long[] address = new long[OPEN];
    private final long[] sizeBytes = new long[OPEN];
    private final int[] epoch = new int[OPEN];
    private final boolean[] view = new boolean[OPEN];
    private final long[] devices = new long[OPEN];
    private final int[] lastDevice = new int[OPEN];

    MeshGroups() {
        Arrays.fill(openGroup, HandleTable.NONE);
    }

    /** Finds or opens the group of a new handle. */
    int join(int ofAccount, long ofAddress, long ofSizeBytes, boolean ofView, int ofEpoch, int device) {
        int slot = (int) ((ofAddress * 31 + ofSizeBytes) * 31 + ofAccount * 0x9e3779b9L >>> 7) & OPEN - 1;
        boolean fits = openGroup[slot] != HandleTable.NONE
                && account[slot] == ofAccount
                && address[slot] == ofAddress
                && sizeBytes[slot] == ofSizeBytes
                && view[slot] == ofView
                && epoch[slot] == ofEpoch
                && takes(slot, device);
        if (!fits) {
            openGroup[slot] = take(slot);
            account[slot] = ofAccount;
            address[slot] = ofAddress;
            sizeBytes[slot] = ofSizeBytes;
            view[slot] = ofView;
            epoch[slot] = ofEpoch;
            devices[slot] = 0;
            lastDevice[slot] = -1;
        }
        int group = openGroup[slot];
        devices[slot] |= device < Long.SIZE ? 1L << device : 0;
        lastDevice[slot] = device;
        allocated[group]++;
        present[group]++;
        return group;
    }

    /** True if no member has gone and none is on the device. */
    private boolean takes(int slot, int device) {
        int group = openGroup[slot];
        return present[group] == allocated[group]
                && (device < Long.SIZE ? (devices[slot] & 1L << device) == 0 : device > lastDevice[slot]);
    }

    private int take(int slot) {
        int group = unused;
        if (group == HandleTable.NONE) {
            group = top++;
            if (group == allocated.length) {
                int capacity = group + (group >> 1);
                allocated = Arrays.copyOf(allocated, capacity);
                freed = Arrays.copyOf(freed, capacity);
                present = Arrays.copyOf(present, capacity);
                bucket = Arrays.copyOf(bucket, capacity);
            }
        } else {
            unused = allocated[group];
        }
        allocated[group] = 0;
        freed[group] = 0;
        present[group] = 0;
        bucket[group] = (byte) slot;
        return group;
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
        if (openGroup[bucket[group]] == group) {
            openGroup[bucket[group]] = HandleTable.NONE;
        }
        allocated[group] = unused;
        unused = group;
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
