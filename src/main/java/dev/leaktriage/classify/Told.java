package dev.leaktriage.classify;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LogPosition;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;

/** Live handles that one finding tells of: counted exactly, with no more positions than a finding has. */
final class Told {
    private final Attribution first;
    private final TreeSet<LogPosition> positions = new TreeSet<>();
    private int[] meshAllocations = new int[4];
    private int handles;
    private boolean oneDevice = true;
    private long sizeBytes;

    /** Begins with none; {@code first} is added as the others are. */
    Told(Attribution first) {
        this.first = first;
    }

    void add(Attribution attribution) {
        LiveHandle handle = attribution.handle();
        if (handles == meshAllocations.length) {
            meshAllocations = Arrays.copyOf(meshAllocations, handles * 2);
        }
        meshAllocations[handles++] = handle.meshAllocation();
        sizeBytes += handle.sizeBytes();
        oneDevice &= handle.id().device() == first.handle().id().device();
        add(handle.allocatedAt());
    }

    private void add(LogPosition at) {
        boolean full = positions.size() == Finding.MOST_POSITIONS;
        if (full && at.compareTo(positions.last()) >= 0) {
            return;
        }
        positions.add(at);
        if (positions.size() > Finding.MOST_POSITIONS) {
            positions.pollLast();
        }
    }

    Attribution first() {
        return first;
    }

    long handles() {
        return handles;
    }

    /** How many mesh allocations the handles belong to. */
    long meshAllocations() {
        return Arrays.stream(meshAllocations, 0, handles).sorted().distinct().count();
    }

    long sizeBytes() {
        return sizeBytes;
    }

    /** The device of all of them; empty if there is more than one. */
    OptionalInt device() {
        return oneDevice ? OptionalInt.of(first.handle().id().device()) : OptionalInt.empty();
    }

    /** The first positions, without repetition, in order. */
    List<LogPosition> positions() {
        return List.copyOf(positions);
    }
}
