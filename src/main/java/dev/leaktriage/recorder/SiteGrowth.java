package dev.leaktriage.recorder;

/**
 * How the number of live buffers of one site moves from checkpoint to checkpoint.
 *
 * <p>The first checkpoint of the process is warm-up and does not count.
 */
final class SiteGrowth {
    private static final int CHECKPOINTS_NEEDED = 4;

    private int live;
    private int liveAtLast;
    private int rises;
    private boolean fell;

    void born() {
        live++;
    }

    void gone() {
        live--;
    }

    /**
     * @param number which checkpoint of the process this is, from 1
     */
    void checkpoint(int number) {
        if (number > 2) {
            rises += live > liveAtLast ? 1 : 0;
            fell |= live < liveAtLast;
        }
        liveAtLast = live;
    }

    /** True if it rose at most of the checkpoints and never fell back, not even after the last one. */
    boolean growing(int checkpoints) {
        boolean fellBack = fell || live < liveAtLast;
        return checkpoints >= CHECKPOINTS_NEEDED && !fellBack && 2 * rises > checkpoints - 2;
    }
}
