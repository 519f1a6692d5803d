package dev.leaktriage.ledger;

import dev.leaktriage.model.HandleId;
import dev.leaktriage.model.Lifetime;
import dev.leaktriage.model.Lifetime.Ending;
import dev.leaktriage.model.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Copies of handles: rows of eleven words that stay when the table's own rows are used again. */
final class HandleRows {
    private static final Memory[] MEMORIES = Memory.values();
    private static final Ending[] ENDINGS = Ending.values();

    /** The words of a row. Of two numbers in one word the first is in the upper half. */
    private static final int WORDS = 11;

    private static final int ADDRESS = 0;
    private static final int ACCOUNT_AND_DEVICE = 1;
    private static final int MESH_AND_KIND = 2;
    private static final int SIZE_BYTES = 3;
    private static final int OCCUPIED_BYTES = 4;
    private static final int BORN = 5;
    private static final int EVENT = 6;
    private static final int AT = 7;
    private static final int ENDING = 8;
    private static final int END_EVENT = 9;
    private static final int END_AT = 10;

    private static final int VIEW_SHIFT = 8;
    private static final int BANKS_SHIFT = 9;
    static final int MOST_BANKS = (1 << Integer.SIZE - 1 - BANKS_SHIFT) - 1;

    private final HandleTable table;
    private final Accounts accounts;
    private int count;
    private long[] rows = new long[0];

    HandleRows(HandleTable table, Accounts accounts) {
        this.table = table;
        this.accounts = accounts;
    }

    int count() {
        return count;
    }

    /**
     * Copies a handle.
     *
     * @param meshAllocation equal for the members of a mesh allocation
     * @param event the event that opened it; 0 if that is not wanted
     * @return its row
     */
    int add(int handle, int meshAllocation, long event) {
        makeRoom();
        int kind = table.memory(handle).ordinal()
                | (table.isView(handle) ? 1 << VIEW_SHIFT : 0)
                | table.banks(handle) << BANKS_SHIFT;
        put(count, ADDRESS, table.address(handle));
        put(count, ACCOUNT_AND_DEVICE, pair(table.account(handle), table.device(handle)));
        put(count, MESH_AND_KIND, pair(meshAllocation, kind));
        put(count, SIZE_BYTES, table.sizeBytes(handle));
        put(count, OCCUPIED_BYTES, table.occupiedBytes(handle));
        put(count, BORN, table.born(handle));
        put(count, EVENT, event);
        put(count, AT, table.at(handle));
        return count++;
    }

    /** Copies a row of other copies. */
    void add(HandleRows others, int row) {
        makeRoom();
        System.arraycopy(others.rows, row * WORDS, rows, count++ * WORDS, WORDS);
    }

    private void makeRoom() {
        if (rows.length < (count + 1) * WORDS) {
            rows = Arrays.copyOf(rows, Math.max(64, count * 2) * WORDS);
        }
    }

    /** Forgets all of them. */
    void clear() {
        count = 0;
    }

    void end(int row, Ending ending, long event, long at) {
        put(row, ENDING, ending.ordinal());
        put(row, END_EVENT, event);
        put(row, END_AT, at);
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
        int kind = (int) word(row, MESH_AND_KIND);
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
                (kind >>> VIEW_SHIFT & 1) != 0,
                (int) (word(row, MESH_AND_KIND) >>> 32),
                word(row, SIZE_BYTES),
                word(row, OCCUPIED_BYTES),
                kind >>> BANKS_SHIFT,
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
}
