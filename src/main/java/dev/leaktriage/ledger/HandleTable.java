package dev.leaktriage.ledger;

import static dev.leaktriage.ledger.HandleRow.ACCOUNT_AND_GROUP;
import static dev.leaktriage.ledger.HandleRow.ADDRESS;
import static dev.leaktriage.ledger.HandleRow.AT;
import static dev.leaktriage.ledger.HandleRow.BANKS_SHIFT;
import static dev.leaktriage.ledger.HandleRow.BORN_AND_KIND;
import static dev.leaktriage.ledger.HandleRow.BORN_SHIFT;
import static dev.leaktriage.ledger.HandleRow.FIRST_READ;
import static dev.leaktriage.ledger.HandleRow.FLAGS_SHIFT;
import static dev.leaktriage.ledger.HandleRow.LAST_READ;
import static dev.leaktriage.ledger.HandleRow.MEMORY_SHIFT;
import static dev.leaktriage.ledger.HandleRow.OCCUPIED_BYTES;
import static dev.leaktriage.ledger.HandleRow.OWNER_AND_EPOCH;
import static dev.leaktriage.ledger.HandleRow.PLACE_AND_NEXT;
import static dev.leaktriage.ledger.HandleRow.ROLE_SHIFT;
import static dev.leaktriage.ledger.HandleRow.SIZE_BYTES;
import static dev.leaktriage.ledger.HandleRow.STATE_SHIFT;
import static dev.leaktriage.ledger.HandleRow.WORD_BITS;
import static dev.leaktriage.ledger.HandleRow.pair;
import static dev.leaktriage.ledger.HandleRow.upper;

import dev.leaktriage.model.Memory;
import java.util.Arrays;

/**
 * The handles that are live or wait for a late free, found by address space, device and address.
 *
 * <p>A handle is a row of eight words in pages, as long as a cache line: everything about it lies close together,
 * and one page more copies nothing. Rows are used again; the handles of one key form a chain, the newest first.
 */
final class HandleTable {
    static final int NONE = -1;

    /** What became of a handle. */
    static final byte UNUSED = 0;

    static final byte LIVE = 1;
    /** Its memory was handed out again; its own free may still come. */
    static final byte WAITING = 2;

    static final byte OWNER = 0;
    static final byte VIEW_STATED = 1;
    static final byte VIEW_SAME_SITE = 2;
    static final byte VIEW_BY_PLACE = 3;

    static final byte OCCUPIED_KNOWN = 1;
    static final byte DURING_OPENING = 2;
    static final byte STACK_INCOMPLETE = 4;
    /** Removed from the index: no free and no allocation can meet it any more. */
    static final byte DETACHED = 8;
    /** Other devices of its mesh made the same allocation. */
    static final byte SHARED = 16;

    private static final Memory[] MEMORIES = Memory.values();

    private static final int PAGE_BITS = 12;
    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;

    /** Fewer rows than that are in the caches anyway. */
    private static final int MANY = 1 << 14;

    private long[][] pages = {new long[1 << PAGE_BITS + WORD_BITS]};
    private int top;
    private int unused = NONE;
    private final HandleIndex index = new HandleIndex(this);
    /** Numbers of address space and device. */
    private final Numbering places = new Numbering();

    private final BankCounts bankCounts = new BankCounts();

    private long lastPlace = -1;
    private int lastPlaceNumber = -1;
    private int foreignChains;

    private final SoughtKeys expected = new SoughtKeys();
    /** Of no meaning, but a load whose result is not used might be left out. */
    private long fetched;

    private long word(int handle, int word) {
        return page(handle)[row(handle) | word];
    }

    private void put(int handle, int word, long value) {
        page(handle)[row(handle) | word] = value;
    }

    /** One more than the highest row in use. */
    int top() {
        return top;
    }

    /** How many keys of spaces with a negative number, those of servers, have a handle. */
    int foreignChains() {
        return foreignChains;
    }

    long address(int handle) {
        return word(handle, ADDRESS);
    }

    int space(int handle) {
        return upper(places.key(place(handle)));
    }

    int device(int handle) {
        return (int) places.key(place(handle));
    }

    /** The number of a place; mostly it is the one that was asked for before. */
    int place(int ofSpace, int ofDevice) {
        long place = pair(ofSpace, ofDevice);
        if (place != lastPlace || lastPlaceNumber < 0) {
            lastPlace = place;
            lastPlaceNumber = places.of(place);
        }
        return lastPlaceNumber;
    }

    private int place(int handle) {
        return upper(word(handle, PLACE_AND_NEXT));
    }

    /** True if a handle has a key. */
    boolean is(int handle, int place, long address) {
        return word(handle, ADDRESS) == address && place(handle) == place;
    }

    long sizeBytes(int handle) {
        return word(handle, SIZE_BYTES);
    }

    long occupiedBytes(int handle) {
        return word(handle, OCCUPIED_BYTES);
    }

    /** The clock at the allocation. */
    long born(int handle) {
        return word(handle, BORN_AND_KIND) >>> BORN_SHIFT;
    }

    /** The packed position of its record. */
    long at(int handle) {
        return word(handle, AT);
    }

    int account(int handle) {
        return upper(word(handle, ACCOUNT_AND_GROUP));
    }

    int group(int handle) {
        return (int) word(handle, ACCOUNT_AND_GROUP);
    }

    /** The owner that a view looks into, or {@link #NONE}. */
    int owner(int handle) {
        return upper(word(handle, OWNER_AND_EPOCH));
    }

    /** The handle of the same key before this one, or {@link #NONE}. */
    int next(int handle) {
        return (int) word(handle, PLACE_AND_NEXT);
    }

    /** Index of the mesh epoch, or {@link #NONE}. */
    int epoch(int handle) {
        return (int) word(handle, OWNER_AND_EPOCH);
    }

    private int kind(int handle, int shift, int mask) {
        return (int) (word(handle, BORN_AND_KIND) >>> shift) & mask;
    }

    byte state(int handle) {
        return (byte) kind(handle, STATE_SHIFT, 3);
    }

    byte role(int handle) {
        return (byte) kind(handle, ROLE_SHIFT, 3);
    }

    Memory memory(int handle) {
        return MEMORIES[kind(handle, MEMORY_SHIFT, 15)];
    }

    /** The flags of a handle as one number. */
    int flags(int handle) {
        return kind(handle, FLAGS_SHIFT, 255);
    }

    boolean isView(int handle) {
        return role(handle) != OWNER;
    }

    boolean has(int handle, byte flag) {
        return (flags(handle) & flag) != 0;
    }

    void flag(int handle, byte flag) {
        put(handle, BORN_AND_KIND, word(handle, BORN_AND_KIND) | (long) flag << FLAGS_SHIFT);
    }

    /** The newest handle of a key, or {@link #NONE}. */
    int find(int ofSpace, int ofDevice, long ofAddress) {
        return index.find(place(ofSpace, ofDevice), ofAddress);
    }

    /**
     * Fetches what is known of some keys into the caches.
     *
     * @param devices the device of each key
     * @param addresses the address of each key
     */
    void expect(int ofSpace, int count, long[] devices, long[] addresses) {
        if (top < MANY) {
            return;
        }
        for (int from = 0; from < count; from += SoughtKeys.MOST) {
            expected.count = Math.min(SoughtKeys.MOST, count - from);
            for (int i = 0; i < expected.count; i++) {
                expected.hashes[i] = HandleIndex.hash(place(ofSpace, (int) devices[from + i]), addresses[from + i]);
            }
            seek(expected);
        }
    }

    /** Seeks some keys and fetches what is known of them into the caches. */
    void seek(SoughtKeys keys) {
        index.seek(keys);
        long sum = 0;
        for (int i = 0; i < keys.count; i++) {
            int handle = keys.handles[i];
            long[] page = page(handle);
            int row = row(handle);
            // Both ends, which may lie in two cache lines.
            sum += page[row | FIRST_READ] + page[row | LAST_READ];
        }
        fetched = sum;
    }

    HandleIndex index() {
        return index;
    }

    long[] page(int handle) {
        return pages[handle >>> PAGE_BITS];
    }

    /** Where a row begins in its page. */
    static int row(int handle) {
        return (handle & PAGE_MASK) << WORD_BITS;
    }

    /** A row for the first handle of a key of a server. */
    int takeForeign() {
        foreignChains++;
        return take();
    }

    /** Gives back the row of the only handle of a key of a server, which is out of the index already. */
    void giveForeign(int handle) {
        foreignChains--;
        give(handle);
    }

    /** Adds a handle as the newest of its key; the rest of its row is the caller's to fill. */
    int add(int ofSpace, int ofDevice, long ofAddress) {
        int handle = take();
        int place = place(ofSpace, ofDevice);
        put(handle, ADDRESS, ofAddress);
        int before = index.put(place, ofAddress, handle);
        put(handle, PLACE_AND_NEXT, pair(place, before));
        put(handle, OWNER_AND_EPOCH, pair(NONE, NONE));
        put(handle, BORN_AND_KIND, 0);
        if (before == NONE && ofSpace < 0) {
            foreignChains++;
        }
        return handle;
    }

    /**
     * Fills in what was allocated, and when.
     *
     * @param born less than 2^40
     */
    void fill(int handle, long sizeBytes, long occupiedBytes, long born, long at) {
        put(handle, SIZE_BYTES, sizeBytes);
        put(handle, OCCUPIED_BYTES, occupiedBytes);
        put(handle, BORN_AND_KIND, born << BORN_SHIFT);
        put(handle, AT, at);
    }

    /** Fills in what kind of handle it is, after its birth. */
    void describe(int handle, byte state, byte role, Memory memory, byte flags) {
        int kind = state << STATE_SHIFT | role << ROLE_SHIFT | memory.ordinal() << MEMORY_SHIFT | flags << FLAGS_SHIFT;
        put(handle, BORN_AND_KIND, word(handle, BORN_AND_KIND) | kind);
    }

    /** Fills in over how many banks it is spread, after its birth; unstated if its record does not say. */
    void spread(int handle, long banks) {
        if (banks > 0) {
            put(handle, BORN_AND_KIND, word(handle, BORN_AND_KIND) | (long) bankCounts.of(banks) << BANKS_SHIFT);
        }
    }

    /** Over how many banks it is spread; 0 if its record does not say. */
    int banks(int handle) {
        return bankCounts.count(kind(handle, BANKS_SHIFT, 255));
    }

    /** Fills in what it is part of; owner and epoch may be {@link #NONE}. */
    void belongs(int handle, int account, int group, int owner, int epoch) {
        put(handle, ACCOUNT_AND_GROUP, pair(account, group));
        put(handle, OWNER_AND_EPOCH, pair(owner, epoch));
    }

    /** A live handle's memory was handed out again: it waits for its free. */
    void waits(int handle) {
        state(handle, WAITING);
    }

    private void state(int handle, byte state) {
        put(handle, BORN_AND_KIND, word(handle, BORN_AND_KIND) & ~(3L << STATE_SHIFT) | state);
    }

    /** A view's owner is gone. */
    void disown(int handle) {
        put(handle, OWNER_AND_EPOCH, pair(NONE, epoch(handle)));
    }

    private void link(int handle, int next) {
        put(handle, PLACE_AND_NEXT, pair(place(handle), next));
    }

    /** Takes a handle out of the index and gives its row back. */
    void remove(int handle) {
        if (!has(handle, DETACHED)) {
            unlink(handle);
        }
        give(handle);
    }

    private void give(int handle) {
        state(handle, UNUSED);
        link(handle, unused);
        unused = handle;
    }

    /** Takes a handle out of the index, but keeps it. */
    void detach(int handle) {
        unlink(handle);
        flag(handle, DETACHED);
    }

    private int take() {
        if (unused != NONE) {
            int handle = unused;
            unused = next(handle);
            return handle;
        }
        int page = top >>> PAGE_BITS;
        if (page == pages.length) {
            pages = Arrays.copyOf(pages, page * 2);
        }
        if (pages[page] == null) {
            pages[page] = new long[1 << PAGE_BITS + WORD_BITS];
        }
        return top++;
    }

    private void unlink(int handle) {
        int head = index.find(place(handle), address(handle));
        if (head == handle) {
            int next = next(handle);
            index.replace(place(handle), address(handle), next);
            if (next == NONE && space(handle) < 0) {
                foreignChains--;
            }
            return;
        }
        int before = head;
        while (next(before) != handle) {
            before = next(before);
        }
        link(before, next(handle));
    }
}
