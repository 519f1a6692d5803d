package dev.leaktriage.model;

import java.util.List;
import java.util.Optional;

/**
 * An allocation that failed during a test, and who held the memory at that moment.
 *
 * <p>Only owners in the memory that ran out count, and no cached programs, system buffers or traces.
 *
 * @param at the line that tells of it
 * @param message what the line says, in plain English
 * @param memory the memory that ran out; unstated if the line does not say, and then all memory counts
 * @param heldByItself what the test itself held
 * @param heldByEarlier what tests that had ended before it began still held
 * @param holders the earlier tests that held most, in the order in which they ran; at most {@value #MOST_HOLDERS}
 * @param holderCount how many earlier tests held something
 */
public record TestShortage(
        LogPosition at,
        String message,
        Memory memory,
        Sum heldByItself,
        Sum heldByEarlier,
        List<Holder> holders,
        long holderCount) {
    /** The most tests that are named; their number and sum are exact all the same. */
    public static final int MOST_HOLDERS = 16;
    /** Who holds less than this part of what earlier tests hold is not the culprit while another holds more. */
    private static final int PARTS = 10;

    public TestShortage {
        holders = List.copyOf(holders);
    }

    /**
     * A test that held memory when a later one ran out of it.
     *
     * @param test its index
     * @param firstAt the allocation line of the oldest buffer that it held
     */
    public record Holder(int test, String name, LogPosition firstAt, Sum held) {}

    /**
     * The first test that failed to give back a good part of what was missing; empty if no earlier test held
     * anything, so that the test ran out of memory by itself.
     */
    public Optional<Holder> culprit() {
        Optional<Holder> first = holders.stream()
                .filter(holder -> holder.held().occupiedBytes() * PARTS >= heldByEarlier.occupiedBytes())
                .findFirst();
        return first.or(() -> holders.stream().findFirst());
    }
}
