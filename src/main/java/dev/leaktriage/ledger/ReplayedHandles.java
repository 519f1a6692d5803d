package dev.leaktriage.ledger;

import static dev.leaktriage.ledger.HandleTable.LIVE;
import static dev.leaktriage.ledger.HandleTable.NONE;

import dev.leaktriage.model.HandleGroup;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LiveHandles;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.MeshAllocations;
import dev.leaktriage.model.Sum;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The live handles of a replay that has ended; their numbers are those of their rows.
 *
 * <p>A record is several times as large as a row, and to sort millions takes long: both is done for those that are
 * asked for. One pass over the rows makes the groups.
 */
final class ReplayedHandles implements LiveHandles {
    /** Rows that are looked at in one call: a compiler takes a method that is called often before a loop that is long. */
    private static final int AT_ONCE = 64;

    private final HandleTable table;
    private final MeshGroups meshGroups;
    private final HandleOrder order;
    private final HandleRecords records;
    private final int[] kinds;
    private final int[] groupByKind;
    private final List<HandleGroup> groups;
    private int size;

    /** Kinds in the making, each with its sums. */
    private static final class Adding {
        private int[] first = new int[64];
        private long[] firstAddress = new long[64];
        private int[] earliest = new int[64];
        private long[] earliestAt = new long[64];
        private long[] handles = new long[64];
        private long[] sizeBytes = new long[64];
        private long[] occupiedBytes = new long[64];
        private MeshAllocations[] allocations = new MeshAllocations[64];

        private void widen(int capacity) {
            first = Arrays.copyOf(first, capacity);
            firstAddress = Arrays.copyOf(firstAddress, capacity);
            earliest = Arrays.copyOf(earliest, capacity);
            earliestAt = Arrays.copyOf(earliestAt, capacity);
            handles = Arrays.copyOf(handles, capacity);
            sizeBytes = Arrays.copyOf(sizeBytes, capacity);
            occupiedBytes = Arrays.copyOf(occupiedBytes, capacity);
            allocations = Arrays.copyOf(allocations, capacity);
        }
    }

    ReplayedHandles(Books books, HandleOrder order, HandleRecords records, HandleKinds kinding) {
        this.table = books.table;
        this.meshGroups = books.groups;
        this.order = order;
        this.records = records;
        this.kinds = new int[table.top()];
        Adding adding = new Adding();
        for (int from = 0; from < kinds.length; from += AT_ONCE) {
            add(adding, kinding, from, Math.min(from + AT_ONCE, kinds.length));
        }
        int[] firsts = order.sorted(Arrays.copyOf(adding.first, kinding.count()));
        this.groupByKind = new int[firsts.length];
        HandleGroup[] made = new HandleGroup[firsts.length];
        for (int group = 0; group < firsts.length; group++) {
            int kind = kinds[firsts[group]];
            groupByKind[kind] = group;
            made[group] = group(adding, kind);
        }
        this.groups = List.of(made);
    }

    private HandleGroup group(Adding adding, int kind) {
        return new HandleGroup(
                records.record(adding.first[kind]),
                order.position(adding.earliest[kind]),
                new Sum(adding.handles[kind], adding.sizeBytes[kind], adding.occupiedBytes[kind]),
                adding.allocations[kind]);
    }

    private void add(Adding adding, HandleKinds kinding, int from, int to) {
        for (int handle = from; handle < to; handle++) {
            if (table.state(handle) != LIVE) {
                kinds[handle] = NONE;
                continue;
            }
            int known = kinding.count();
            int kind = kinding.of(handle);
            kinds[handle] = kind;
            size++;
            if (kind == known) {
                begin(adding, kind, handle);
            }
            add(adding, kind, handle);
        }
    }

    private static void begin(Adding adding, int kind, int handle) {
        if (kind == adding.first.length) {
            adding.widen(kind * 2);
        }
        adding.firstAddress[kind] = -1;
        adding.first[kind] = handle;
        adding.earliestAt[kind] = Long.MAX_VALUE;
        adding.allocations[kind] = new MeshAllocations();
    }

    private void add(Adding adding, int kind, int handle) {
        long address = table.address(handle);
        int addresses = Long.compareUnsigned(address, adding.firstAddress[kind]);
        if (addresses < 0 || addresses == 0 && order.compareAlike(handle, adding.first[kind]) < 0) {
            adding.first[kind] = handle;
            adding.firstAddress[kind] = address;
        }
        long at = order.rankedPosition(handle);
        if (at < adding.earliestAt[kind]) {
            adding.earliest[kind] = handle;
            adding.earliestAt[kind] = at;
        }
        adding.handles[kind]++;
        adding.sizeBytes[kind] += table.sizeBytes(handle);
        adding.occupiedBytes[kind] += table.occupiedBytes(handle);
        adding.allocations[kind].add(meshAllocation(handle), meshSiblingsLive(handle));
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public List<HandleGroup> groups() {
        return groups;
    }

    @Override
    public int group(int handle) {
        return groupByKind[kinds[handle]];
    }

    @Override
    public int[] sorted(BitSet wanted) {
        return order.sorted(members(wanted));
    }

    @Override
    public int[] members(BitSet wanted) {
        long count = wanted.stream()
                .mapToLong(group -> groups.get(group).sum().handles())
                .sum();
        int[] members = new int[Math.toIntExact(count)];
        int next = 0;
        for (int from = 0; from < kinds.length && next < members.length; from += AT_ONCE) {
            next = members(wanted, from, Math.min(from + AT_ONCE, kinds.length), members, next);
        }
        return members;
    }

    private int members(BitSet wanted, int from, int to, int[] members, int count) {
        int next = count;
        for (int handle = from; handle < to; handle++) {
            if (kinds[handle] != NONE && wanted.get(group(handle))) {
                members[next++] = handle;
            }
        }
        return next;
    }

    @Override
    public LiveHandle handle(int handle) {
        return records.record(handle);
    }

    @Override
    public long sizeBytes(int handle) {
        return table.sizeBytes(handle);
    }

    @Override
    public int meshAllocation(int handle) {
        return table.group(handle);
    }

    @Override
    public int meshSiblingsLive(int handle) {
        return meshGroups.present(handle);
    }

    @Override
    public long position(int handle) {
        return order.rankedPosition(handle);
    }

    @Override
    public LogPosition at(long position) {
        return order.at(position);
    }

    @Override
    public void sortByPosition(int[] handles) {
        order.sortByPosition(handles);
    }
}
