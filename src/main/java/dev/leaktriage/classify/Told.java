package dev.leaktriage.classify;

import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.LiveHandles;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.MeshAllocations;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Live handles that one finding tells of: counted exactly, with no more positions than a finding has. */
final class Told {
    private final LiveHandles live;
    private final AttributionGroup first;
    private final MeshAllocations meshAllocations = new MeshAllocations();
    /** The handles with the first positions, and perhaps as many others. */
    private int[] earliest = new int[4];

    private int candidates;
    private long bound = Long.MAX_VALUE;
    private long handles;
    private boolean oneDevice = true;
    private long sizeBytes;

    /** Begins with none; {@code first} is added as the others are. */
    Told(LiveHandles live, AttributionGroup first) {
        this.live = live;
        this.first = first;
    }

    void add(int handle, int device) {
        handles++;
        meshAllocations.add(live.meshAllocation(handle), live.meshSiblingsLive(handle));
        sizeBytes += live.sizeBytes(handle);
        oneDevice &= device == first.handle().id().device();
        if (live.position(handle) < bound) {
            nominate(handle);
        }
    }

    private void nominate(int handle) {
        if (candidates == 2 * Finding.MOST_POSITIONS) {
            keepFirst();
        }
        if (candidates == earliest.length) {
            earliest = Arrays.copyOf(earliest, candidates * 2);
        }
        earliest[candidates++] = handle;
    }

    /** Drops the handles that repeat a position, and those behind the positions that a finding has. */
    private void keepFirst() {
        int[] sorted = Arrays.copyOf(earliest, candidates);
        live.sortByPosition(sorted);
        candidates = 0;
        for (int handle : sorted) {
            boolean again = candidates > 0 && live.position(earliest[candidates - 1]) == live.position(handle);
            if (!again && candidates < Finding.MOST_POSITIONS) {
                earliest[candidates++] = handle;
            }
        }
        if (candidates == Finding.MOST_POSITIONS) {
            bound = live.position(earliest[candidates - 1]);
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
        keepFirst();
        return Arrays.stream(earliest, 0, candidates)
                .mapToObj(live::allocatedAt)
                .toList();
    }
}
