package dev.leaktriage.ledger;

/** Over how many banks buffers are spread, as numbers that fit into a byte; there are few different counts. */
final class BankCounts {
    private static final int MOST = 255;

    private final int[] counts = new int[MOST + 1];
    private int known;
    private int last;

    /**
     * The number of a count, from 1.
     *
     * @return 0 if the count is not plausible, or if there are too many different ones
     */
    int of(long banks) {
        if (counts[last] == banks) {
            return last;
        }
        if (banks < 1 || banks > HandleRows.MOST_BANKS) {
            return 0;
        }
        int number = 1;
        while (number <= known && counts[number] != banks) {
            number++;
        }
        if (number > MOST) {
            return 0;
        }
        counts[number] = (int) banks;
        known = Math.max(known, number);
        last = number;
        return number;
    }

    /** The count that has a number; 0 for number 0. */
    int count(int number) {
        return counts[number];
    }
}
