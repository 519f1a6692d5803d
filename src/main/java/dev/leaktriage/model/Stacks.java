package dev.leaktriage.model;

/** The distinct call stacks of a run, by the small numbers that events carry. */
public interface Stacks {
    /** The number of an event without a stack. */
    int NO_STACK = 0;

    /**
     * The stack with that number.
     *
     * @param stack {@link #NO_STACK}, which gives {@link CallStack#NONE}, or a number that an event carried
     */
    CallStack stack(int stack);
}
