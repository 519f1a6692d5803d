package dev.leaktriage.model;

import java.util.function.IntConsumer;

/**
 * Does the same for each of many numbers, one after the other.
 *
 * <p>A loop in a method that is called once is interpreted for its first sixty thousand rounds. Here all such loops share
 * one method, which is called often and so is compiled when the first of them has begun.
 */
public final class Each {
    private static final int AT_ONCE = 32;

    private Each() {}

    /** Calls for each number from 0 to {@code count - 1}, in order. */
    public static void below(int count, IntConsumer body) {
        for (int from = 0; from < count; from += AT_ONCE) {
            part(from, Math.min(from + AT_ONCE, count), body);
        }
    }

    private static void part(int from, int to, IntConsumer body) {
        for (int number = from; number < to; number++) {
            body.accept(number);
        }
    }
}
