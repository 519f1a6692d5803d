package dev.leaktriage.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * Follows the numbers of a process's events, and knows which of them never came.
 *
 * <p>Bounded: of the gaps that several threads can still fill, the latest {@value #OPEN} are kept apart; the
 * older ones count as lost for good.
 */
final class SequenceGaps {
    private static final int OPEN = 256;

    private final List<Gap> open = new ArrayList<>();
    private final List<Gap> lost = new ArrayList<>();
    private long highest;
    private long missing;

    /**
     * Numbers that did not come.
     *
     * @param at the packed position of the event behind the gap
     */
    record Gap(long from, long to, long at) {
        long count() {
            return to - from + 1;
        }
    }

    /** How a number stands to those before it. */
    enum Step {
        NEXT,
        AFTER_GAP,
        /** It fills a gap. */
        LATE,
        /** It was there before. */
        AGAIN
    }

    /** The highest number so far; 0 before the first. */
    long highest() {
        return highest;
    }

    /** How many numbers up to the highest did not come. */
    long missing() {
        return missing;
    }

    /** The gaps that are left, in the order of the log; at most {@value #OPEN} and those given up. */
    List<Gap> left() {
        List<Gap> all = new ArrayList<>(lost);
        all.addAll(open);
        return all;
    }

    Step follow(long number, long at) {
        if (number > highest) {
            long from = highest + 1;
            highest = number;
            if (number == from) {
                return Step.NEXT;
            }
            add(new Gap(from, number - 1, at));
            return Step.AFTER_GAP;
        }
        return fill(number) ? Step.LATE : Step.AGAIN;
    }

    private void add(Gap gap) {
        missing += gap.count();
        open.add(gap);
        if (open.size() > OPEN) {
            Gap oldest = open.remove(0);
            if (lost.size() < OPEN) {
                lost.add(oldest);
            }
        }
    }

    private boolean fill(long number) {
        for (int i = open.size() - 1; i >= 0; i--) {
            Gap gap = open.get(i);
            if (number >= gap.from && number <= gap.to) {
                open.remove(i);
                if (number < gap.to) {
                    open.add(i, new Gap(number + 1, gap.to, gap.at));
                }
                if (number > gap.from) {
                    open.add(i, new Gap(gap.from, number - 1, gap.at));
                }
                missing--;
                return true;
            }
        }
        return false;
    }
}
