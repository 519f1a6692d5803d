package dev.leaktriage.ledger;

import java.util.Arrays;
import java.util.List;

/**
 * Numbers the kinds of live handles, in the order in which they come: of one kind are those in which nothing
 * differs that a verdict may rest on, nor a sum that a verdict has a part in.
 *
 * <p>Every fact of a record that rules can ask for must be in the key.
 */
final class HandleKinds {
    private static final int NONE = -1;
    private static final int WORDS = 3;

    /** How many bits the parts of a kind have that are no whole numbers. */
    private static final int ROLE_BITS = 2;

    /** All flags but {@link HandleTable#SHARED}, the last one. */
    private static final int FLAG_BITS = 4;

    private static final int STATE_BITS = 2;
    private static final int CLEAR_BITS = 2;
    private static final int SIZE_BITS = 14;

    private final Books books;
    private final HandleTable table;
    private final HandleRecords records;
    private final List<Life> lives;
    private final OldEnough oldEnough;
    private final long[] sizeBounds;

    private long[] keys = new long[64 * WORDS];
    private int[] slots = filled(256);
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
    HandleKinds(Books books, HandleRecords records, List<Life> lives, OldEnough oldEnough, long[] sizeBounds) {
        if (sizeBounds.length >= 1 << SIZE_BITS) {
            throw new IllegalArgumentException("the rules name more than " + (1 << SIZE_BITS) + " sizes");
        }
        this.books = books;
        this.table = books.table;
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

    /** The kind of a live handle. */
    int of(int handle) {
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
        facts = facts << 1 | bit(isWholePages(table.sizeBytes(handle)));
        facts = facts << 1 | bit(books.upperHalf(handle, life, epoch));
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
            if ((count + 1) * WORDS > keys.length) {
                keys = Arrays.copyOf(keys, keys.length * 2);
            }
            keys[count * WORDS] = place;
            keys[count * WORDS + 1] = siblingsAndTest;
            keys[count * WORDS + 2] = epochAndFacts;
            slots[slot] = count++;
        }
        last = slots[slot];
        return last;
    }

    private boolean is(int kind, long place, long siblingsAndTest, long epochAndFacts) {
        int key = kind * WORDS;
        return keys[key] == place && keys[key + 1] == siblingsAndTest && keys[key + 2] == epochAndFacts;
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
        slots = filled(slots.length * 2);
        for (int kind = 0; kind < count; kind++) {
            int key = kind * WORDS;
            slots[slot(keys[key], keys[key + 1], keys[key + 2])] = kind;
        }
    }
}
