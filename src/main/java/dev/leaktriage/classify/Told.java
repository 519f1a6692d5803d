package dev.leaktriage.classify;

import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.LiveHandles;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.MeshAllocations;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.RandomAccess;

/** Live handles that one finding tells of: counted exactly, with no more positions than a finding has. */
final class Told {
    private final LiveHandles live;
    private final AttributionGroup first;
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

    /** Adds the handles of a group, but for their positions. */
    void add(AttributionGroup group) {
        handles += group.sum().handles();
        meshAllocations.add(group.meshAllocations());
        sizeBytes += group.sum().sizeBytes();
        oneDevice &= device(group) == device(first);
    }

    /** Adds a handle. */
    void add(int handle, AttributionGroup group) {
        handles++;
        meshAllocations.add(live.meshAllocation(handle), live.meshSiblingsLive(handle));
        sizeBytes += live.sizeBytes(handle);
        oneDevice &= device(group) == device(first);
        addPosition(live.position(handle));
    }

    private static int device(AttributionGroup group) {
        return group.handle().id().device();
    }

    /** Adds the position of a handle where they come in order: no other one comes before it any more. */
    void addNextPosition(long position) {
        if (candidates < Finding.MOST_POSITIONS && (candidates == 0 || earliest[candidates - 1] != position)) {
            append(position);
        }
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
        if (!sorted) {
            keepFirst();
        }
        return new Positions(live, Arrays.copyOf(earliest, candidates));
    }

    /** Made on demand: thousands of findings have dozens of positions each, and most reports name a few. */
    private static final class Positions extends AbstractList<LogPosition> implements RandomAccess {
        private final LiveHandles live;
        private final long[] positions;

        Positions(LiveHandles live, long[] positions) {
            this.live = live;
            this.positions = positions;
        }

        @Override
        public LogPosition get(int index) {
            return live.at(positions[index]);
        }

        @Override
        public int size() {
            return positions.length;
        }
    }
}
