package dev.leaktriage.model;

/** The distinct call stacks of a run, by the small numbers that events carry. */
public interface Stacks {
    /** The number of an event without a stack. */
    int NO_STACK = 0;

    /** Frames behind so many are not read, so that a hostile log cannot grow what is known of stacks without bound. */
    int MOST_FRAMES = 512;

    /**
     * The stack with that number.
     *
     * @param stack {@link #NO_STACK}, which gives {@link CallStack#NONE}, or a number that an event carried
     */
    CallStack stack(int stack);

    /** Prepares for being asked for stacks; makes no difference but in time. */
    default void prepare(int[] wanted) {}
}
