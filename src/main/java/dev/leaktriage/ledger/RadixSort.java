package dev.leaktriage.ledger;

/**
 * Sorts rows by unsigned numbers, digit by digit; rows of equal numbers stay as they are.
 *
 * <p>Half as much work as the runtime's own sort of numbers with the rows beside them, and above all less code: most
 * runs sort once, and pay for code that is run for the first time.
 */
final class RadixSort {
    private static final int DIGIT_BITS = 8;
    private static final int DIGITS = 1 << DIGIT_BITS;
    /** Numbers that are looked at in one call: a method that is called often is compiled before a loop that is long. */
    private static final int AT_ONCE = 32;

    private long[] keys;
    private int[] rows;
    private long[] nextKeys;
    private int[] nextRows;

    private RadixSort(long[] keys, int[] rows) {
        this.keys = keys;
        this.rows = rows;
        this.nextKeys = new long[keys.length];
        this.nextRows = new int[rows.length];
    }

    /**
     * Sorts.
     *
     * @param keys the number of each row; sorted likewise
     */
    static void sort(long[] keys, int[] rows) {
        RadixSort sort = new RadixSort(keys, rows);
        long varying = 0;
        for (int from = 0; from < keys.length; from += AT_ONCE) {
            varying |= varying(keys, from, Math.min(from + AT_ONCE, keys.length));
        }
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
            if ((varying >>> shift & DIGITS - 1) != 0) {
                sort.byDigit(shift);
            }
        }
        if (sort.keys != keys) {
            System.arraycopy(sort.keys, 0, keys, 0, keys.length);
            System.arraycopy(sort.rows, 0, rows, 0, rows.length);
        }
    }

    /** The bits in which some numbers differ from the first of all. */
    private static long varying(long[] keys, int from, int to) {
        long varying = 0;
        for (int i = from; i < to; i++) {
            varying |= keys[i] ^ keys[0];
        }
        return varying;
    }

    private void byDigit(int shift) {
        int[] places = new int[DIGITS + 1];
        for (int from = 0; from < keys.length; from += AT_ONCE) {
            count(shift, places, from, Math.min(from + AT_ONCE, keys.length));
        }
        for (int digit = 0; digit < DIGITS; digit++) {
            places[digit + 1] += places[digit];
        }
        for (int from = 0; from < keys.length; from += AT_ONCE) {
            move(shift, places, from, Math.min(from + AT_ONCE, keys.length));
        }
        long[] movedKeys = nextKeys;
        int[] movedRows = nextRows;
        nextKeys = keys;
        nextRows = rows;
        keys = movedKeys;
        rows = movedRows;
    }

    private void count(int shift, int[] places, int from, int to) {
        for (int i = from; i < to; i++) {
            places[((int) (keys[i] >>> shift) & DIGITS - 1) + 1]++;
        }
    }

    private void move(int shift, int[] places, int from, int to) {
        for (int i = from; i < to; i++) {
            int place = places[(int) (keys[i] >>> shift) & DIGITS - 1]++;
            nextKeys[place] = keys[i];
            nextRows[place] = rows[i];
        }
    }
}
