package dev.leaktriage.ledger;

import dev.leaktriage.model.HandleId;
import dev.leaktriage.model.Lifetime;
import dev.leaktriage.model.Lifetime.Ending;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.MemoryHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps every handle that there ever was, until the log turns out to have too many events.
 *
 * <p>A lifetime is a row of eleven words, 4.4 MB at most; with the first event too many all rows go.
 */
final class LifetimeRecorder {
    private static final Memory[] MEMORIES = Memory.values();
    private static final Ending[] ENDINGS = Ending.values();

    /** The words of a row. Of two numbers in one word the first is in the upper half. */
    private static final int WORDS = 11;

    private static final int ADDRESS = 0;
    private static final int ACCOUNT_AND_DEVICE = 1;
    private static final int FIRST_AND_KIND = 2;
    private static final int SIZE_BYTES = 3;
    private static final int OCCUPIED_BYTES = 4;
    private static final int BORN = 5;
    private static final int EVENT = 6;
    private static final int AT = 7;
    private static final int ENDING = 8;
    private static final int END_EVENT = 9;
    private static final int END_AT = 10;

    private static final int VIEW_SHIFT = 8;

    private final HandleTable table;
    private final Accounts accounts;
    private final MeshGroups groups;
    private boolean complete = true;
    private int count;
    private long[] rows = new long[0];
    private int[] rowOfHandle = new int[0];
    /** The number of a group is used again; its first member's row is not. */
    private int[] firstOfGroup = new int[0];

    LifetimeRecorder(HandleTable table, Accounts accounts, MeshGroups groups) {
        this.table = table;
        this.accounts = accounts;
        this.groups = groups;
    }

    /** True if no event was one too many. */
    boolean complete() {
        return complete;
    }

    void reached(long event) {
        if (complete && event > MemoryHistory.MOST_EVENTS) {
            complete = false;
            count = 0;
            rows = new long[0];
            rowOfHandle = new int[0];
            firstOfGroup = new int[0];
        }
    }

    void opened(int handle, long event) {
        if (!complete) {
            return;
        }
        rowOfHandle = widened(rowOfHandle, handle);
        rowOfHandle[handle] = count;
        int group = table.group(handle);
        firstOfGroup = widened(firstOfGroup, group);
        if (groups.allocated(group) == 1) {
            firstOfGroup[group] = count;
        }
        if (rows.length < (count + 1) * WORDS) {
            rows = Arrays.copyOf(rows, Math.max(1024, count * 2) * WORDS);
        }
        int kind = table.memory(handle).ordinal() | (table.isView(handle) ? 1 << VIEW_SHIFT : 0);
        put(count, ADDRESS, table.address(handle));
        put(count, ACCOUNT_AND_DEVICE, pair(table.account(handle), table.device(handle)));
        put(count, FIRST_AND_KIND, pair(firstOfGroup[group], kind));
        put(count, SIZE_BYTES, table.sizeBytes(handle));
        put(count, OCCUPIED_BYTES, table.occupiedBytes(handle));
        put(count, BORN, table.born(handle));
        put(count, EVENT, event);
        put(count, AT, table.at(handle));
        count++;
    }

    void ended(int handle, boolean byFree, long event, long at) {
        if (complete) {
            int row = rowOfHandle[handle];
            put(row, ENDING, (byFree ? Ending.FREED : Ending.SUPERSEDED).ordinal());
            put(row, END_EVENT, event);
            put(row, END_AT, at);
        }
    }

    List<Lifetime> lifetimes(Positions positions) {
        List<Lifetime> lifetimes = new ArrayList<>(count);
        for (int row = 0; row < count; row++) {
            lifetimes.add(lifetime(row, positions));
        }
        return lifetimes;
    }

    private Lifetime lifetime(int row, Positions positions) {
        int account = (int) (word(row, ACCOUNT_AND_DEVICE) >>> 32);
        int kind = (int) word(row, FIRST_AND_KIND);
        Memory memory = MEMORIES[kind & (1 << VIEW_SHIFT) - 1];
        HandleId id = new HandleId(
                accounts.life[account],
                (int) word(row, ACCOUNT_AND_DEVICE),
                memory,
                word(row, ADDRESS),
                word(row, BORN));
        return new Lifetime(
                id,
                accounts.site(account),
                kind >>> VIEW_SHIFT != 0,
                (int) (word(row, FIRST_AND_KIND) >>> 32),
                word(row, SIZE_BYTES),
                word(row, OCCUPIED_BYTES),
                word(row, EVENT),
                positions.of(word(row, AT)),
                ENDINGS[(int) word(row, ENDING)],
                word(row, END_EVENT),
                positions.ifAny(word(row, END_AT)),
                "");
    }

    private long word(int row, int word) {
        return rows[row * WORDS + word];
    }

    private void put(int row, int word, long value) {
        rows[row * WORDS + word] = value;
    }

    private static long pair(int upper, int lower) {
        return (long) upper << 32 | lower & 0xffff_ffffL;
    }

    private static int[] widened(int[] numbers, int index) {
        return index < numbers.length ? numbers : Arrays.copyOf(numbers, Math.max(1024, index * 2));
    }
}
