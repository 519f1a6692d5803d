package dev.leaktriage.ledger;

import dev.leaktriage.model.CountedEvents;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts of allocations that carry no address, by their kind: a size and a call stack.
 *
 * <p>Such a log has paired allocations and deallocations already, so that a kind needs no more than counts. What was
 * live at the peak costs one comparison for each event: a kind saves its count on its first change after a peak, and
 * the next peak forgets what was saved since the last one. So the sum over kinds is the peak exactly.
 */
final class CountedAllocations {
    /** The words of a row are four: as many as a row may have without taking much of the processor's cache. */
    private static final int ROW_SHIFT = 2;

    /** Unsigned; {@link #GREAT} for one that does not fit. */
    private static final int SIZE_BYTES = 0;

    private static final int ALLOCATED = 1;
    private static final int LIVE = 2;
    /** How many were live at the peak; {@link #UNCHANGED} if as many as now. */
    private static final int SAVED = 3;

    private static final int GREAT = -1;
    private static final int UNCHANGED = Integer.MIN_VALUE;
    private static final long UNSIGNED = 0xffff_ffffL;

    /** Of a kind, what an event needs lies together: one line of the cache for each event. */
    private int[] rows = new int[256 << ROW_SHIFT];

    private final Map<Integer, Long> greatSizes = new HashMap<>();
    /** The rows that have saved a count. */
    private int[] changed = new int[256];

    private int changes;
    private int[] life = new int[256];
    private int[] stack = new int[256];
    private long[] at = new long[256];
    private int count;
    private int first;
    private int latest;

    /** What a batch did to the totals. */
    static final class Change {
        long allocated;
        long allocatedBytes;
        long freed;
        long freedBytes;
        long temporary;
        /** Which event of the batch made the peak; -1 if none did. */
        int peakEvent;
        /** How many handles and bytes more than before the batch were live then. */
        long peakHandles;

        long peakBytes;
    }

    private final Change change = new Change();

    /** Begins another log, which numbers its kinds from 0. */
    void begin() {
        first = count;
        latest = 0;
    }

    /** Adds a kind. */
    void define(int ofLife, int ofStack, long sizeBytes, long definedAt) {
        if (count == life.length) {
            rows = Arrays.copyOf(rows, rows.length * 2);
            changed = Arrays.copyOf(changed, count * 2);
            life = Arrays.copyOf(life, count * 2);
            stack = Arrays.copyOf(stack, count * 2);
            at = Arrays.copyOf(at, count * 2);
        }
        boolean great = sizeBytes >= (GREAT & UNSIGNED);
        if (great) {
            greatSizes.put(count, sizeBytes);
        }
        rows[(count << ROW_SHIFT) + SIZE_BYTES] = great ? GREAT : (int) sizeBytes;
        rows[(count << ROW_SHIFT) + SAVED] = UNCHANGED;
        life[count] = ofLife;
        stack[count] = ofStack;
        at[count++] = definedAt;
    }

    /**
     * Takes in a batch.
     *
     * <p>An allocation is temporary if the very next event is its deallocation. As heaptrack has it, kind 0 counts as
     * the latest one after a deallocation too.
     *
     * @param belowPeakBytes how many bytes the greatest peak so far is above what is live
     * @return valid until the next call
     */
    Change book(CountedEvents events, long belowPeakBytes) {
        int[] table = rows;
        int[] kinds = events.kinds;
        int base = first;
        int last = latest;
        long peak = belowPeakBytes;
        long bytes = 0;
        long allocatedBytes = 0;
        int freed = 0;
        int temporary = 0;
        change.peakEvent = -1;
        for (int i = 0; i < events.count; i++) {
            // 0 for an allocation, -1 for a deallocation: no branch, for there is no telling which comes next.
            int sign = kinds[i] >> 31;
            int kind = kinds[i] ^ sign;
            int row = base + kind << ROW_SHIFT;
            int live = table[row + LIVE];
            if (table[row + SAVED] == UNCHANGED) {
                table[row + SAVED] = live;
                changed[changes++] = row;
            }
            table[row + LIVE] = live + (sign | 1);
            table[row + ALLOCATED] += 1 + sign;
            int small = table[row + SIZE_BYTES];
            long sizeBytes = small == GREAT ? greatSizes.get(base + kind) : small & UNSIGNED;
            bytes += (sizeBytes ^ sign) - sign;
            allocatedBytes += sizeBytes & ~sign;
            freed -= sign;
            temporary -= kind == last ? sign : 0;
            last = kind & ~sign;
            if (bytes > peak) {
                peak = bytes;
                peak();
                change.peakEvent = i;
                change.peakHandles = i + 1 - 2 * freed;
            }
        }
        latest = last;
        change.allocated = events.count - freed;
        change.freed = freed;
        change.allocatedBytes = allocatedBytes;
        change.freedBytes = allocatedBytes - bytes;
        change.temporary = temporary;
        change.peakBytes = peak;
        return change;
    }

    /** Declares this moment the peak. */
    void peak() {
        while (changes > 0) {
            rows[changed[--changes] + SAVED] = UNCHANGED;
        }
    }

    int count() {
        return count;
    }

    int life(int kind) {
        return life[kind];
    }

    int stack(int kind) {
        return stack[kind];
    }

    long sizeBytes(int kind) {
        int small = rows[(kind << ROW_SHIFT) + SIZE_BYTES];
        return small == GREAT ? greatSizes.get(kind) : small & UNSIGNED;
    }

    /** The packed position of the line that defines the kind. */
    long at(int kind) {
        return at[kind];
    }

    long allocated(int kind) {
        return rows[(kind << ROW_SHIFT) + ALLOCATED] & UNSIGNED;
    }

    /** How many allocations of the kind are live; negative if the log has more deallocations than allocations. */
    long live(int kind) {
        return rows[(kind << ROW_SHIFT) + LIVE];
    }

    long liveAtPeak(int kind) {
        int saved = rows[(kind << ROW_SHIFT) + SAVED];
        return saved == UNCHANGED ? live(kind) : saved;
    }
}
