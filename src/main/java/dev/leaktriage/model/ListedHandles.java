package dev.leaktriage.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Live handles that are at hand as records; none is taken to be alike another. */
public final class ListedHandles implements LiveHandles {
    private final List<LiveHandle> handles;
    private final List<LogPosition> positions;
    /** How many handles each mesh allocation has. */
    private final Map<Integer, Long> siblings;

    /**
     * Takes handles.
     *
     * @param handles in any order
     * @param lives the process lives that they name
     */
    public ListedHandles(List<LiveHandle> handles, List<ProcessLife> lives) {
        this.handles = handles.stream().sorted(order(lives)).toList();
        this.positions = handles.stream()
                .map(LiveHandle::allocatedAt)
                .distinct()
                .sorted()
                .toList();
        this.siblings =
                handles.stream().collect(Collectors.groupingBy(LiveHandle::meshAllocation, Collectors.counting()));
    }

    /** Rows sort so in every output; handles of unnamed processes come first. */
    private static Comparator<LiveHandle> order(List<ProcessLife> lives) {
        return Comparator.comparing(
                        (LiveHandle handle) -> lives.get(handle.id().life()).process(), ListedHandles::compareProcesses)
                .thenComparingInt(handle -> handle.id().device())
                .thenComparing(handle -> handle.id().memory())
                .thenComparing(handle -> handle.id().address(), Long::compareUnsigned)
                .thenComparingLong(handle -> handle.allocatedAt().line())
                .thenComparing(handle -> handle.allocatedAt().file())
                .thenComparingInt(handle -> handle.id().life())
                .thenComparingLong(handle -> handle.id().generation());
    }

    private static int compareProcesses(OptionalLong left, OptionalLong right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Boolean.compare(left.isPresent(), right.isPresent());
        }
        return Long.compare(left.getAsLong(), right.getAsLong());
    }

    @Override
    public int size() {
        return handles.size();
    }

    @Override
    public List<HandleGroup> groups() {
        List<HandleGroup> groups = new ArrayList<>();
        for (LiveHandle handle : handles) {
            MeshAllocations allocation = new MeshAllocations();
            allocation.add(handle);
            groups.add(new HandleGroup(handle, handle.allocatedAt(), Sum.of(handle), allocation));
        }
        return groups;
    }

    @Override
    public int group(int handle) {
        return handle;
    }

    @Override
    public int[] sorted(BitSet groups) {
        return groups.stream().toArray();
    }

    @Override
    public int[] members(BitSet groups) {
        return sorted(groups);
    }

    @Override
    public int[] members(int group) {
        return new int[] {group};
    }

    @Override
    public LiveHandle handle(int handle) {
        return handles.get(handle);
    }

    @Override
    public long sizeBytes(int handle) {
        return handles.get(handle).sizeBytes();
    }

    @Override
    public int meshAllocation(int handle) {
        return handles.get(handle).meshAllocation();
    }

    @Override
    public int meshSiblingsLive(int handle) {
        return siblings.get(meshAllocation(handle)).intValue();
    }

    @Override
    public long position(int handle) {
        return Collections.binarySearch(positions, handles.get(handle).allocatedAt());
    }

    @Override
    public long earliest(int group) {
        return position(group);
    }

    @Override
    public LogPosition at(long position) {
        return positions.get((int) position);
    }

    @Override
    public void sortByPosition(int[] toSort) {
        int[] sorted = IntStream.of(toSort)
                .boxed()
                .sorted(Comparator.comparingLong(this::position))
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(sorted, 0, toSort, 0, sorted.length);
    }
}
