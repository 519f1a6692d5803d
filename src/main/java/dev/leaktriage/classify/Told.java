package dev.leaktriage.classify;

import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.LiveHandles;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.MeshAllocations;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.RandomAccess;

/**
 * Live handles that one finding tells of: counted exactly, with no more positions than a finding has.
 *
 * <p>The first position is known at once. The others may be sought when somebody asks for them: most reports name those
 * of a few findings, and of a hundred thousand handles to sort all took a third of the time of judging.
 */
final class Told {
    private static final int[] NONE = {};

    private final LiveHandles live;
    private final AttributionGroup first;
    /** The groups whose positions nobody has asked for yet: all of them, or none. */
    private int[] unsought = NONE;

    private int unsoughtCount;
    private long firstPosition = Long.MAX_VALUE;
    private final MeshAllocations meshAllocations = new MeshAllocations();
    /** The first positions, and perhaps as many others. */
    private long[] earliest = new long[4];

    private int candidates;
    private boolean sorted = true;
    private long bound = Long.MAX_VALUE;
    private long handles;
    private boolean oneDevice = true;
    private long sizeBytes;

    /** Begins with none; {@code first} is added as the others are. */
    Told(LiveHandles live, AttributionGroup first) {
        this.live = live;
        this.first = first;
    }

    /**
     * Adds the handles of a group.
     *
     * @param number its index
     */
    void add(AttributionGroup group, int number) {
        firstPosition = Math.min(firstPosition, live.earliest(number));
        if (unsoughtCount == unsought.length) {
            unsought = Arrays.copyOf(unsought, Math.max(4, unsoughtCount * 2));
        }
        unsought[unsoughtCount++] = number;
        handles += group.sum().handles();
        meshAllocations.add(group.meshAllocations());
        sizeBytes += group.sum().sizeBytes();
        oneDevice &= device(group) == device(first);
    }

    /** Adds a handle. */
    void addSingly(int handle, AttributionGroup group) {
        handles++;
        meshAllocations.add(live.meshAllocation(handle), live.meshSiblingsLive(handle));
        sizeBytes += live.sizeBytes(handle);
        oneDevice &= device(group) == device(first);
        firstPosition = Math.min(firstPosition, live.position(handle));
        addPosition(live.position(handle));
    }

    private static int device(AttributionGroup group) {
        return group.handle().id().device();
    }

    private void addPosition(long position) {
        if (position >= bound) {
            return;
        }
        if (candidates == 2 * Finding.MOST_POSITIONS) {
            keepFirst();
        }
        append(position);
        sorted = false;
    }

    private void append(long position) {
        if (candidates == earliest.length) {
            earliest = Arrays.copyOf(earliest, candidates * 2);
        }
        earliest[candidates++] = position;
    }

    /** Drops the positions that repeat, and those behind the ones that a finding has. */
    private void keepFirst() {
        Arrays.sort(earliest, 0, candidates);
        int kept = 0;
        for (int i = 0; i < candidates && kept < Finding.MOST_POSITIONS; i++) {
            if (kept == 0 || earliest[i] != earliest[kept - 1]) {
                earliest[kept++] = earliest[i];
            }
        }
        candidates = kept;
        sorted = true;
        if (kept == Finding.MOST_POSITIONS) {
            bound = earliest[kept - 1];
        }
    }

    AttributionGroup first() {
        return first;
    }

    long handles() {
        return handles;
    }

    /** How many mesh allocations the handles belong to. */
    long meshAllocations() {
        return meshAllocations.count();
    }

    long sizeBytes() {
        return sizeBytes;
    }

    /** The device of all of them; empty if there is more than one, or none. */
    OptionalInt device() {
        return oneDevice ? first.handle().id().ifOnDevice() : OptionalInt.empty();
    }

    /** The first positions, without repetition, in order. */
    List<LogPosition> positions() {
        return new Positions(this);
    }

    /** The first who asks has them sought, whatever thread that is. */
    private synchronized int positionCount() {
        if (unsoughtCount > 0) {
            seek();
        }
        if (!sorted) {
            keepFirst();
        }
        return candidates;
    }

    private void seek() {
        int[] sought = new int[Math.toIntExact(handles)];
        int count = 0;
        for (int i = 0; i < unsoughtCount; i++) {
            int[] members = live.members(unsought[i]);
            System.arraycopy(members, 0, sought, count, members.length);
            count += members.length;
        }
        unsoughtCount = 0;
        live.sortByPosition(sought);
        for (int i = 0; i < count && candidates < Finding.MOST_POSITIONS; i++) {
            addNextPosition(live.position(sought[i]));
        }
    }

    /** Adds the position of a handle where they come in order. */
    private void addNextPosition(long position) {
        if (candidates == 0 || earliest[candidates - 1] != position) {
            append(position);
        }
    }

    /** Made on demand: thousands of findings have dozens of positions each. */
    private static final class Positions extends AbstractList<LogPosition> implements RandomAccess {
        private final Told told;

        Positions(Told told) {
            this.told = told;
        }

        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public LogPosition get(int index) {
            if (index == 0) {
                return told.live.at(told.firstPosition);
            }
            Objects.checkIndex(index, size());
            return told.live.at(told.earliest[index]);
        }

        @Override
        public int size() {
            return told.positionCount();
        }
    }
}
