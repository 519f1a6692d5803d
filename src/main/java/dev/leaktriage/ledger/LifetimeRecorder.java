package dev.leaktriage.ledger;

import dev.leaktriage.model.Lifetime;
import dev.leaktriage.model.Lifetime.Ending;
import dev.leaktriage.model.MemoryHistory;
import java.util.Arrays;
import java.util.List;

/** Keeps every handle that there ever was, until the log turns out to have too many events; then all of them go. */
final class LifetimeRecorder {
    private final HandleTable table;
    private final Accounts accounts;
    private final MeshGroups groups;
    private boolean complete = true;
    private HandleRows rows;
    private int[] rowOfHandle = new int[0];
    /** The number of a group is used again; its first member's row is not. */
    private int[] firstOfGroup = new int[0];

    LifetimeRecorder(HandleTable table, Accounts accounts, MeshGroups groups) {
        this.table = table;
        this.accounts = accounts;
        this.groups = groups;
        this.rows = new HandleRows(table, accounts);
    }

    /** True if no event was one too many. */
    boolean complete() {
        return complete;
    }

    void reached(long event) {
        if (complete && event > MemoryHistory.MOST_EVENTS) {
            complete = false;
            rows = new HandleRows(table, accounts);
            rowOfHandle = new int[0];
            firstOfGroup = new int[0];
        }
    }

    void opened(int handle, long event) {
        if (!complete) {
            return;
        }
        rowOfHandle = widened(rowOfHandle, handle);
        int group = table.group(handle);
        firstOfGroup = widened(firstOfGroup, group);
        if (groups.allocated(handle) == 1) {
            firstOfGroup[group] = rows.count();
        }
        rowOfHandle[handle] = rows.add(handle, firstOfGroup[group], event);
    }

    void ended(int handle, boolean byFree, long event, long at) {
        if (complete) {
            rows.end(rowOfHandle[handle], byFree ? Ending.FREED : Ending.SUPERSEDED, event, at);
        }
    }

    List<Lifetime> lifetimes(Positions positions) {
        return rows.lifetimes(positions);
    }

    private static int[] widened(int[] numbers, int index) {
        return index < numbers.length ? numbers : Arrays.copyOf(numbers, Math.max(1024, index * 2));
    }
}
