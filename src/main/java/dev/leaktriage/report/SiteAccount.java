package dev.leaktriage.report;

import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.util.Comparator;
import java.util.SortedSet;

/**
 * The live handles of one site in one process that got the same verdict for the same reason.
 *
 * @param first the group of the one that stands first in the order of the analysis
 * @param devices where they are
 */
record SiteAccount(LifeKey life, AttributionGroup first, Sum sum, Fold fold, SortedSet<Integer> devices) {
    /** What a reader should look at first: new leaks, then what cannot be judged; the sure ones first; then by bytes. */
    static final Comparator<SiteAccount> WORST_FIRST = SiteAccount::compare;

    /** By hand: thousands are sorted, and a chain of comparators took a quarter of the time of a report. */
    private static int compare(SiteAccount a, SiteAccount b) {
        int ranks = Integer.compare(a.rank(), b.rank());
        if (ranks != 0) {
            return ranks;
        }
        int confidences = a.first.confidence().compareTo(b.first.confidence());
        if (confidences != 0) {
            return confidences;
        }
        int occupied = Long.compare(b.sum.occupiedBytes(), a.sum.occupiedBytes());
        if (occupied != 0) {
            return occupied;
        }
        int sizes = Long.compare(b.sum.sizeBytes(), a.sum.sizeBytes());
        return sizes != 0 ? sizes : compareAlike(a, b);
    }

    private static int compareAlike(SiteAccount a, SiteAccount b) {
        int lives = a.life.compareTo(b.life);
        if (lives != 0) {
            return lives;
        }
        int places = a.first.handle().allocatedAt().compareTo(b.first.handle().allocatedAt());
        if (places != 0) {
            return places;
        }
        int sites =
                a.first.handle().site().id().compareTo(b.first.handle().site().id());
        return sites != 0 ? sites : a.first.ruleId().compareTo(b.first.ruleId());
    }

    private int rank() {
        return rank(first.verdict(), first.isSuppressed());
    }

    /** How late a reader should look at a handle, from 0. */
    static int rank(Verdict verdict, boolean suppressed) {
        return switch (verdict) {
            case LEAK -> suppressed ? 2 : 0;
            case UNRESOLVED -> 1;
            case PROGRAM_CACHE -> 3;
            case TRACE -> 4;
            case SYSTEM -> 5;
            case VIEW -> 6;
        };
    }
}
