package dev.leaktriage.policy;

import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Verdict;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A rule that accepts live handles, as it is written.
 *
 * @param at where it stands
 * @param reason never blank
 * @param ticket empty if it names none
 * @param expires the last day on which it hides anything
 * @param maxCount the most handles that it may hide
 * @param maxBytes the most logical bytes that it may hide
 * @param verdicts those that it accepts, at least one
 * @param memory the only memory kind that it accepts; empty for any
 */
record SuppressionRule(
        LogPosition at,
        String reason,
        String ticket,
        Optional<LocalDate> expires,
        OptionalLong maxCount,
        OptionalLong maxBytes,
        Set<Verdict> verdicts,
        Optional<Memory> memory,
        StackPattern pattern) {
    SuppressionRule {
        verdicts = Set.copyOf(verdicts);
    }

    /** True if handles of the site are meant, whatever their verdict. */
    boolean means(Site site) {
        return (memory.isEmpty() || memory.get() == site.memory()) && pattern.matches(site);
    }

    /** The expiry day itself still counts. */
    boolean hasExpired(LocalDate today) {
        return expires.isPresent() && today.isAfter(expires.get());
    }

    boolean namesNothing() {
        return memory.isEmpty() && pattern.matchesEverything();
    }

    /** By how much so many handles and bytes go beyond what it may hide, in words; empty if they do not. */
    String excess(long handles, long sizeBytes) {
        if (maxCount.isPresent() && handles > maxCount.getAsLong()) {
            return handles - maxCount.getAsLong() + " more than max_count " + maxCount.getAsLong();
        }
        if (maxBytes.isPresent() && sizeBytes > maxBytes.getAsLong()) {
            return Quantity.inBytes(sizeBytes - maxBytes.getAsLong()) + " more than max_bytes "
                    + Quantity.inBytes(maxBytes.getAsLong());
        }
        return "";
    }
}
