package dev.leaktriage.ledger;

import dev.leaktriage.model.Each;
import dev.leaktriage.model.MeshAllocations;
import dev.leaktriage.model.Sum;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers the kinds of live handles, in the order in which they come, and adds them up: of one kind are those in which
 * nothing differs that a verdict may rest on, nor a sum that a verdict has a part in.
 *
 * <p>Every fact of a record that rules can ask for must be in the key, or follow from it.
 */
final class HandleKinds {
    private static final int NONE = -1;

    /** The words of a kind, those of its key first: what a handle changes lies in two cache lines. */
    private static final int WORDS = 9;

    private static final int PLACE = 0;
    private static final int SIBLINGS_AND_TEST = 1;
    private static final int EPOCH_AND_FACTS = 2;
    private static final int FIRST_ADDRESS = 3;
    /** Two handles, the first one in the upper half. */
    private static final int FIRST_AND_LATEST = 4;

    private static final int EARLIEST_AT = 5;
    private static final int HANDLES = 6;
    private static final int SIZE_BYTES = 7;
    private static final int OCCUPIED_BYTES = 8;

    /** How many bits the parts of a kind have that are no whole numbers. */
    private static final int ROLE_BITS = 2;

    /** All flags but {@link HandleTable#SHARED}, the last one. */
    private static final int FLAG_BITS = 4;

    private static final int STATE_BITS = 2;
    private static final int CLEAR_BITS = 2;
    private static final int SIZE_BITS = 14;

    private final Books books;
    private final HandleTable table;
    private final HandleOrder order;
    private final HandleRecords records;
    private final List<Life> lives;
    private final OldEnough oldEnough;
    private final long[] sizeBounds;

    private long[] rows = new long[256 * WORDS];
    /** Of the handles that have live siblings; null for a kind that has none. */
    private MeshAllocations[] shared = new MeshAllocations[256];

    private int[] slots = filled(1024);
    private int count;
    private int last = NONE;

    /** True of the handles that were allocated before the peak, as far as their positions tell. */
    @FunctionalInterface
    interface OldEnough {
        boolean test(int handle);
    }

    /**
     * Makes one for the end of a replay.
     *
     * @param sizeBounds sizes in bytes from each of which on a rule may decide otherwise; ascending
     */
    HandleKinds(
            Books books,
            HandleOrder order,
            HandleRecords records,
            List<Life> lives,
            OldEnough oldEnough,
            long[] sizeBounds) {
        if (sizeBounds.length >= 1 << SIZE_BITS) {
            throw new IllegalArgumentException("the rules name more than " + (1 << SIZE_BITS) + " sizes");
        }
        this.books = books;
        this.table = books.table;
        this.order = order;
        this.records = records;
        this.lives = lives;
        this.oldEnough = oldEnough;
        this.sizeBounds = sizeBounds.clone();
    }

    private static int[] filled(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, NONE);
        return slots;
    }

    int count() {
        return count;
    }

    /**
     * Adds a live handle to its kind, which is returned.
     *
     * @param before gets the handle of the same kind that was added before, if there is one
     */
    int add(int handle, int[] before) {
        int kind = of(handle);
        addTo(kind, handle);
        before[handle] = latest(kind);
        put(kind, FIRST_AND_LATEST, (long) first(kind) << 32 | handle);
        return kind;
    }

    private int of(int handle) {
        Life life = lives.get(books.accounts.life[table.account(handle)]);
        MeshEpoch epoch = records.epoch(handle, life);
        // Only a lost event makes it matter how many of its siblings are live.
        boolean shared = table.has(handle, HandleTable.SHARED);
        long siblings = shared && life.lostOrSuspected() > 0 ? books.groups.present(handle) : 1;
        return of(
                (long) table.account(handle) << 32 | table.device(handle) & 0xffff_ffffL,
                siblings << 32 | books.tests.testAt(table.born(handle)) + 1,
                (epoch == null ? 0L : epoch.index + 1L) << 32 | facts(handle, life, epoch));
    }

    private int facts(int handle, Life life, MeshEpoch epoch) {
        long born = table.born(handle);
        MeshEpoch.Clear clear = epoch == null ? null : epoch.clearedAfter(born);
        int facts = sizeClass(table.sizeBytes(handle));
        facts = facts << ROLE_BITS | table.role(handle);
        facts = facts << FLAG_BITS | table.flags(handle) & (1 << FLAG_BITS) - 1;
        facts = facts << STATE_BITS | HandleRecords.state(epoch, born).ordinal();
        facts = facts << CLEAR_BITS | (clear == null ? 0 : clear.certain ? 2 : 1);
        boolean place = records.placeMayTell(table.account(handle));
        facts = facts << 1 | bit(place && isWholePages(table.sizeBytes(handle)));
        facts = facts << 1 | bit(place && books.upperHalf(handle, life, epoch));
        facts = facts << 1 | bit(books.beforeFirstUse(handle, life, epoch));
        facts = facts << 1 | bit(oldEnough.test(handle));
        facts = facts << 1 | bit(!books.orphans.isEmpty() && books.orphans.containsKey(handle));
        return facts << 1 | bit(!books.doubts.isEmpty() && books.doubts.containsKey(handle));
    }

    private static int bit(boolean fact) {
        return fact ? 1 : 0;
    }

    private static boolean isWholePages(long sizeBytes) {
        return sizeBytes > 0 && sizeBytes % Replay.KERNEL_PAGE_BYTES == 0;
    }

    private int sizeClass(long sizeBytes) {
        if (sizeBounds.length == 0) {
            return 0;
        }
        int found = Arrays.binarySearch(sizeBounds, sizeBytes);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private int of(long place, long siblingsAndTest, long epochAndFacts) {
        if (last != NONE && is(last, place, siblingsAndTest, epochAndFacts)) {
            return last;
        }
        if (count * 4 > slots.length) {
            grow();
        }
        int slot = slot(place, siblingsAndTest, epochAndFacts);
        if (slots[slot] == NONE) {
            if ((count + 1) * WORDS > rows.length) {
                rows = Arrays.copyOf(rows, rows.length * 2);
                shared = Arrays.copyOf(shared, shared.length * 2);
            }
            put(count, PLACE, place);
            put(count, SIBLINGS_AND_TEST, siblingsAndTest);
            put(count, EPOCH_AND_FACTS, epochAndFacts);
            slots[slot] = count++;
        }
        last = slots[slot];
        return last;
    }

    private boolean is(int kind, long place, long siblingsAndTest, long epochAndFacts) {
        int row = kind * WORDS;
        return rows[row + PLACE] == place
                && rows[row + SIBLINGS_AND_TEST] == siblingsAndTest
                && rows[row + EPOCH_AND_FACTS] == epochAndFacts;
    }

    private int slot(long place, long siblingsAndTest, long epochAndFacts) {
        int mask = slots.length - 1;
        long mixed = ((place * 0x9e3779b97f4a7c15L ^ siblingsAndTest) * 0xff51afd7ed558ccdL ^ epochAndFacts)
                * 0x9e3779b97f4a7c15L;
        int slot = (int) (mixed >>> 32) & mask;
        while (slots[slot] != NONE && !is(slots[slot], place, siblingsAndTest, epochAndFacts)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        slots = filled(slots.length * 4);
        Each.below(count, this::enter);
    }

    private void enter(int kind) {
        slots[slot(word(kind, PLACE), word(kind, SIBLINGS_AND_TEST), word(kind, EPOCH_AND_FACTS))] = kind;
    }

    private void addTo(int kind, int handle) {
        if (word(kind, HANDLES) == 0) {
            put(kind, FIRST_ADDRESS, table.address(handle));
            put(kind, FIRST_AND_LATEST, (long) handle << 32 | latest(kind));
            put(kind, EARLIEST_AT, order.rankedPosition(handle));
        } else {
            compare(kind, handle);
        }
        add(kind, HANDLES, 1);
        add(kind, SIZE_BYTES, table.sizeBytes(handle));
        add(kind, OCCUPIED_BYTES, table.occupiedBytes(handle));
        int siblingsLive = books.groups.present(handle);
        if (siblingsLive > 1) {
            share(kind, table.group(handle), siblingsLive);
        }
    }

    /** The first handle of a kind in the order of outputs, and the earliest: both are told of the kind. */
    private void compare(int kind, int handle) {
        long address = table.address(handle);
        int addresses = Long.compareUnsigned(address, word(kind, FIRST_ADDRESS));
        if (addresses < 0 || addresses == 0 && order.compareAlike(handle, first(kind)) < 0) {
            put(kind, FIRST_ADDRESS, address);
            put(kind, FIRST_AND_LATEST, (long) handle << 32 | latest(kind));
        }
        long at = order.rankedPosition(handle);
        if (at < word(kind, EARLIEST_AT)) {
            put(kind, EARLIEST_AT, at);
        }
    }

    private void share(int kind, int meshAllocation, int siblingsLive) {
        if (shared[kind] == null) {
            shared[kind] = new MeshAllocations();
        }
        shared[kind].add(meshAllocation, siblingsLive);
    }

    /** The first handles of all kinds. */
    int[] firsts() {
        int[] firsts = new int[count];
        Each.below(count, kind -> firsts[kind] = first(kind));
        return firsts;
    }

    /** The first handle of a kind in the order of outputs. */
    int first(int kind) {
        return (int) (word(kind, FIRST_AND_LATEST) >>> 32);
    }

    /** The handle of a kind that was added last. */
    int latest(int kind) {
        return (int) word(kind, FIRST_AND_LATEST);
    }

    /** Where the handle of a kind that was allocated first was: as {@link HandleOrder#rankedPosition}. */
    long earliestAt(int kind) {
        return word(kind, EARLIEST_AT);
    }

    /** All handles of a kind. */
    Sum sum(int kind) {
        return new Sum(word(kind, HANDLES), word(kind, SIZE_BYTES), word(kind, OCCUPIED_BYTES));
    }

    /** The mesh allocations of the handles of a kind. */
    MeshAllocations meshAllocations(int kind) {
        MeshAllocations allocations = shared[kind] == null ? new MeshAllocations() : shared[kind];
        allocations.fillUp(word(kind, HANDLES));
        return allocations;
    }

    private long word(int kind, int word) {
        return rows[kind * WORDS + word];
    }

    private void put(int kind, int word, long value) {
        rows[kind * WORDS + word] = value;
    }

    private void add(int kind, int word, long value) {
        rows[kind * WORDS + word] += value;
    }
}
