package dev.leaktriage.ledger;

import static dev.leaktriage.ledger.HandleTable.LIVE;
import static dev.leaktriage.ledger.HandleTable.NONE;

import dev.leaktriage.model.Each;
import dev.leaktriage.model.HandleGroup;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LiveHandles;
import dev.leaktriage.model.LogPosition;
import java.util.BitSet;
import java.util.List;

/**
 * The live handles of a replay that has ended; their numbers are those of their rows.
 *
 * <p>A record is several times as large as a row, and to sort millions takes long: both is done for those that are
 * asked for. One pass over the rows makes the groups.
 */
final class ReplayedHandles implements LiveHandles {
    /** Rows that are looked at in one call: a method that is called often is compiled before a loop that is long. */
    private static final int AT_ONCE = 32;

    private final HandleTable table;
    private final MeshGroups meshGroups;
    private final HandleOrder order;
    private final HandleRecords records;
    private final int[] kinds;
    /** The handle of the same kind before each handle, but for the first one of a kind. */
    private final int[] before;

    private final int[] groupByKind;
    private final int[] latestByGroup;
    private final long[] earliestByGroup;
    private final List<HandleGroup> groups;
    private int size;

    ReplayedHandles(Books books, HandleOrder order, HandleRecords records, HandleKinds kinding) {
        this.table = books.table;
        this.meshGroups = books.groups;
        this.order = order;
        this.records = records;
        this.kinds = new int[table.top()];
        this.before = new int[kinds.length];
        Each.below(kinds.length, handle -> add(kinding, handle));
        int[] firsts = order.sorted(kinding.firsts());
        this.groupByKind = new int[firsts.length];
        this.latestByGroup = new int[firsts.length];
        this.earliestByGroup = new long[firsts.length];
        HandleGroup[] made = new HandleGroup[firsts.length];
        Each.below(firsts.length, group -> made[group] = group(group, kinding, kinds[firsts[group]]));
        this.groups = List.of(made);
    }

    private void add(HandleKinds kinding, int handle) {
        boolean live = table.state(handle) == LIVE;
        kinds[handle] = live ? kinding.add(handle, before) : NONE;
        size += live ? 1 : 0;
    }

    private HandleGroup group(int group, HandleKinds kinding, int kind) {
        groupByKind[kind] = group;
        latestByGroup[group] = kinding.latest(kind);
        earliestByGroup[group] = kinding.earliestAt(kind);
        return new HandleGroup(
                records.record(kinding.first(kind)),
                order.at(kinding.earliestAt(kind)),
                kinding.sum(kind),
                kinding.meshAllocations(kind));
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
    public int[] members(int group) {
        int[] members = new int[Math.toIntExact(groups.get(group).sum().handles())];
        int handle = latestByGroup[group];
        for (int i = 0; i < members.length; i++) {
            members[i] = handle;
            handle = before[handle];
        }
        return members;
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
    public long earliest(int group) {
        return earliestByGroup[group];
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
