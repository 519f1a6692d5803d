package dev.leaktriage.report;

import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.Order;
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
    static final Comparator<SiteAccount> WORST_FIRST = Order.comparingInt(
                    (SiteAccount account) -> rank(account.first.verdict(), account.first.isSuppressed()))
            .thenComparing(account -> account.first.confidence())
            .thenComparing(account -> account.sum.occupiedBytes(), Comparator.reverseOrder())
            .thenComparing(account -> account.sum.sizeBytes(), Comparator.reverseOrder())
            .thenComparing(SiteAccount::life)
            .thenComparing(account -> account.first.handle().allocatedAt())
            .thenComparing(account -> account.first.handle().site().id())
            .thenComparing(account -> account.first.ruleId());

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
