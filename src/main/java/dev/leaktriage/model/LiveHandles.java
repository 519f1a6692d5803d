package dev.leaktriage.model;

import java.util.BitSet;
import java.util.List;

/**
 * The live handles of a census.
 *
 * <p>There may be millions, so a handle is named by a number, and its record is made on demand. A number tells
 * nothing about order. Those that are alike form a group; a group is named by its index.
 */
public interface LiveHandles {
    /** How many there are. */
    int size();

    /** The groups, in the order of their first handles. */
    List<HandleGroup> groups();

    /** The group of a handle. */
    int group(int handle);

    /** The numbers of the handles of some groups, in the order of outputs. */
    int[] sorted(BitSet groups);

    /** The numbers of the handles of some groups, in no particular order. */
    int[] members(BitSet groups);

    /** The numbers of the handles of a group, in no particular order. */
    int[] members(int group);

    /** The numbers of all handles in the order of outputs. */
    default int[] sorted() {
        BitSet all = new BitSet();
        all.set(0, groups().size());
        return sorted(all);
    }

    /** A handle as a record. */
    LiveHandle handle(int handle);

    /** A part of the record: {@link LiveHandle#sizeBytes}. */
    long sizeBytes(int handle);

    /** A part of the record: {@link LiveHandle#meshAllocation}. */
    int meshAllocation(int handle);

    /** How many live handles its mesh allocation has, itself included. */
    int meshSiblingsLive(int handle);

    /** A number that sorts as {@link LiveHandle#allocatedAt} does. */
    long position(int handle);

    /** The least {@link #position} of the handles of a group. */
    long earliest(int group);

    /** The position that a number of {@link #position} stands for. */
    LogPosition at(long position);

    /** Sorts numbers of handles by {@link #position}. */
    void sortByPosition(int[] handles);
}
