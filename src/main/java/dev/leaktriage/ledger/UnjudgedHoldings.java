package dev.leaktriage.ledger;

import java.util.Arrays;

/**
 * What the span that runs has to give back, by account, as long as nobody needs to know which stacks hold on purpose.
 *
 * <p>Most logs have no tests, and to judge a stack costs far more than to read it once more.
 */
final class UnjudgedHoldings {
    private static final int HANDLES = 0;
    private static final int BYTES = 1;
    private static final int OCCUPIED_BYTES = 2;
    private static final int WIDTH = 3;

    private long[] sums = new long[256 * WIDTH];
    private boolean[] seen = new boolean[256];
    private int[] accounts = new int[256];
    private int count;

    /** Books a buffer in ({@code sign} 1) or out (-1). */
    void hold(int account, int sign, long sizeBytes, long occupiedBytes) {
        if (account >= seen.length) {
            widen(Math.max(account + 1, seen.length * 2));
        }
        if (!seen[account]) {
            seen[account] = true;
            accounts[count++] = account;
        }
        int at = account * WIDTH;
        sums[at + HANDLES] += sign;
        sums[at + BYTES] += sign * sizeBytes;
        sums[at + OCCUPIED_BYTES] += sign * occupiedBytes;
    }

    private void widen(int capacity) {
        sums = Arrays.copyOf(sums, capacity * WIDTH);
        seen = Arrays.copyOf(seen, capacity);
        accounts = Arrays.copyOf(accounts, capacity);
    }

    /** Books into a span what is not held on purpose, and forgets it. */
    void settle(TestSpan span, HeldOnPurpose onPurpose) {
        for (int i = 0; i < count; i++) {
            int at = accounts[i] * WIDTH;
            long handles = sums[at + HANDLES];
            long bytes = sums[at + BYTES];
            long occupiedBytes = sums[at + OCCUPIED_BYTES];
            boolean balanced = handles == 0 && bytes == 0 && occupiedBytes == 0;
            if (!balanced && !onPurpose.isOnPurpose(accounts[i])) {
                span.hold(handles, bytes, occupiedBytes);
            }
        }
        forget();
    }

    void forget() {
        for (int i = 0; i < count; i++) {
            int account = accounts[i];
            seen[account] = false;
            Arrays.fill(sums, account * WIDTH, (account + 1) * WIDTH, 0);
        }
        count = 0;
    }
}
