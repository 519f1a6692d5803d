package dev.leaktriage.ledger;

import dev.leaktriage.model.HandleGroup;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LiveHandles;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.MeshAllocations;
import dev.leaktriage.model.Order;
import dev.leaktriage.model.Sum;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Live handles that are only counted, a group for each kind, and those that have an address.
 *
 * <p>The counted ones have neither process nor device, and come first in every output. Their numbers begin at 0; those
 * of the others follow.
 */
final class JoinedHandles implements LiveHandles {
    private final CountedSurvivors counted;
    private final HandleOrder order;
    private final Positions positions;
    private final LiveHandles others;
    /** The first number that no mesh allocation of the others has. */
    private final int firstAllocation;

    JoinedHandles(
            CountedSurvivors counted, HandleOrder order, Positions positions, LiveHandles others, int firstAllocation) {
        this.counted = counted;
        this.order = order;
        this.positions = positions;
        this.others = others;
        this.firstAllocation = firstAllocation;
    }

    @Override
    public int size() {
        return Math.addExact(counted.count(), others.size());
    }

    @Override
    public List<HandleGroup> groups() {
        List<HandleGroup> groups = new ArrayList<>();
        for (int kind = 0; kind < counted.kinds(); kind++) {
            groups.add(group(kind, counted.first(kind), counted.first(kind + 1)));
        }
        groups.addAll(others.groups());
        return List.copyOf(groups);
    }

    private HandleGroup group(int kind, int from, int to) {
        long bytes = (to - from) * counted.sizeBytes(kind);
        MeshAllocations allocations = new MeshAllocations();
        IntStream.range(from, to).forEach(handle -> allocations.add(meshAllocation(handle), 1));
        return new HandleGroup(
                handle(from), positions.of(counted.at(kind)), new Sum(to - from, bytes, bytes), allocations);
    }

    private boolean isCounted(int handle) {
        return handle < counted.count();
    }

    private int other(int handle) {
        return handle - counted.count();
    }

    @Override
    public int group(int handle) {
        return isCounted(handle) ? counted.kindOf(handle) : counted.kinds() + others.group(other(handle));
    }

    @Override
    public int[] sorted(BitSet groups) {
        return joined(groups, others.sorted(ofOthers(groups)));
    }

    @Override
    public int[] members(BitSet groups) {
        return joined(groups, others.members(ofOthers(groups)));
    }

    @Override
    public int[] members(int group) {
        return group < counted.kinds()
                ? IntStream.range(counted.first(group), counted.first(group + 1))
                        .toArray()
                : IntStream.of(others.members(group - counted.kinds()))
                        .map(handle -> handle + counted.count())
                        .toArray();
    }

    private BitSet ofOthers(BitSet groups) {
        return groups.get(counted.kinds(), Math.max(counted.kinds(), groups.length()));
    }

    private int[] joined(BitSet groups, int[] chosen) {
        IntStream first = groups.stream()
                .takeWhile(group -> group < counted.kinds())
                .flatMap(group -> IntStream.range(counted.first(group), counted.first(group + 1)));
        return IntStream.concat(first, IntStream.of(chosen).map(handle -> handle + counted.count()))
                .toArray();
    }

    @Override
    public LiveHandle handle(int handle) {
        return isCounted(handle) ? counted.handle(handle, meshAllocation(handle)) : others.handle(other(handle));
    }

    @Override
    public long sizeBytes(int handle) {
        return isCounted(handle) ? counted.sizeBytes(counted.kindOf(handle)) : others.sizeBytes(other(handle));
    }

    @Override
    public int meshAllocation(int handle) {
        return isCounted(handle) ? firstAllocation + handle : others.meshAllocation(other(handle));
    }

    @Override
    public int meshSiblingsLive(int handle) {
        return isCounted(handle) ? 1 : others.meshSiblingsLive(other(handle));
    }

    @Override
    public long position(int handle) {
        if (!isCounted(handle)) {
            return others.position(other(handle));
        }
        long at = counted.at(counted.kindOf(handle));
        return Positions.pack(order.rankOfFile(at), Positions.line(at));
    }

    @Override
    public long earliest(int group) {
        return group < counted.kinds() ? position(counted.first(group)) : others.earliest(group - counted.kinds());
    }

    @Override
    public LogPosition at(long position) {
        return order.at(position);
    }

    @Override
    public void sortByPosition(int[] handles) {
        int[] sorted = IntStream.of(handles)
                .boxed()
                .sorted(Order.comparingLong(this::position).thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(sorted, 0, handles, 0, sorted.length);
    }
}
