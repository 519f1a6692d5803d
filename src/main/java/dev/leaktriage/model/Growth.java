package dev.leaktriage.model;

/**
 * How the live count of a site moved over the checkpoints of its process, the first one (warm-up) excluded.
 *
 * @param checkpoints how many checkpoints the process has, warm-up included
 * @param steps how many steps from one checkpoint to the next were looked at
 * @param rises at how many of them the count rose
 * @param falls at how many of them it fell, the end of the run included
 * @param linear true if it rose by the same number at every step
 * @param first live count at the first checkpoint after warm-up
 * @param last live count at the last checkpoint
 */
public record Growth(int checkpoints, int steps, int rises, int falls, boolean linear, long first, long last) {
    /** Fewer checkpoints than this prove no growth. */
    public static final int MINIMUM_CHECKPOINTS = 4;

    /** True if the count rises at more than half of the steps and never falls back. */
    public boolean grows() {
        return checkpoints >= MINIMUM_CHECKPOINTS && falls == 0 && 2 * rises > steps;
    }
}
