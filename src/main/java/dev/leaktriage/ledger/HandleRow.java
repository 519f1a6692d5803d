package dev.leaktriage.ledger;

import dev.leaktriage.model.Memory;

/**
 * The words of a handle's row, as long as a cache line. Of two numbers in one word the first is in the upper half.
 *
 * <p>What the free of most handles reads lies close together, since a row may begin in one cache line and end in another.
 */
final class HandleRow {
    static final int WORD_BITS = 3;

    static final int AT = 0;
    static final int ADDRESS = 1;
    static final int PLACE_AND_NEXT = 2;
    static final int ACCOUNT_AND_GROUP = 3;
    static final int SIZE_BYTES = 4;
    static final int OCCUPIED_BYTES = 5;
    static final int BORN_AND_KIND = 6;
    static final int OWNER_AND_EPOCH = 7;

    /** The first and the last word that the free of most handles reads. */
    static final int FIRST_READ = ADDRESS;

    static final int LAST_READ = BORN_AND_KIND;

    /** Where the parts of a kind lie in its word. */
    static final int STATE_SHIFT = 0;

    static final int ROLE_SHIFT = 2;
    static final int MEMORY_SHIFT = 4;
    static final int FLAGS_SHIFT = 8;
    static final int BANKS_SHIFT = 16;
    static final int BORN_SHIFT = 24;

    private static final Memory[] MEMORIES = Memory.values();
    private static final long NO_HANDLES = pair(HandleTable.NONE, HandleTable.NONE);
    private static final int DISTINCTIVE =
            3 << STATE_SHIFT | 3 << ROLE_SHIFT | HandleTable.DURING_OPENING << FLAGS_SHIFT;
    private static final int LIVE_OWNER = HandleTable.LIVE << STATE_SHIFT | HandleTable.OWNER << ROLE_SHIFT;

    private HandleRow() {}

    static int upper(long word) {
        return (int) (word >>> 32);
    }

    static long pair(int upper, int lower) {
        return (long) upper << 32 | lower & 0xffff_ffffL;
    }

    /**
     * Fills in a live owner that is the only handle of its key and of no mesh epoch, and whose record states neither pages
     * nor banks; all but the group.
     */
    static void fill(long[] page, int row, int place, long address, long sizeBytes, long born, long at, Memory memory) {
        page[row | AT] = at;
        page[row | ADDRESS] = address;
        page[row | PLACE_AND_NEXT] = pair(place, HandleTable.NONE);
        page[row | SIZE_BYTES] = sizeBytes;
        page[row | OCCUPIED_BYTES] = sizeBytes;
        page[row | BORN_AND_KIND] = born << BORN_SHIFT | memory.ordinal() << MEMORY_SHIFT | LIVE_OWNER;
        page[row | OWNER_AND_EPOCH] = NO_HANDLES;
    }

    static void belongs(long[] page, int row, int account, int group) {
        page[row | ACCOUNT_AND_GROUP] = pair(account, group);
    }

    static boolean isOf(long[] page, int row, int place, long address) {
        return page[row | ADDRESS] == address && upper(page[row | PLACE_AND_NEXT]) == place;
    }

    /** True of a live owner that is the only handle of its key, of no mesh epoch. */
    static boolean isLoneOwner(long[] page, int row) {
        return (int) page[row | PLACE_AND_NEXT] == HandleTable.NONE
                && (page[row | BORN_AND_KIND] & DISTINCTIVE) == LIVE_OWNER
                && (int) page[row | OWNER_AND_EPOCH] == HandleTable.NONE;
    }

    static int account(long[] page, int row) {
        return upper(page[row | ACCOUNT_AND_GROUP]);
    }

    static int group(long[] page, int row) {
        return (int) page[row | ACCOUNT_AND_GROUP];
    }

    static long sizeBytes(long[] page, int row) {
        return page[row | SIZE_BYTES];
    }

    static long occupiedBytes(long[] page, int row) {
        return page[row | OCCUPIED_BYTES];
    }

    static long born(long[] page, int row) {
        return page[row | BORN_AND_KIND] >>> BORN_SHIFT;
    }

    static Memory memory(long[] page, int row) {
        return MEMORIES[(int) (page[row | BORN_AND_KIND] >>> MEMORY_SHIFT) & 15];
    }

    /** True if other devices of its mesh made the same allocation. */
    static boolean isShared(long[] page, int row) {
        return (page[row | BORN_AND_KIND] & HandleTable.SHARED << FLAGS_SHIFT) != 0;
    }
}
