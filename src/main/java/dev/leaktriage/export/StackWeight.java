package dev.leaktriage.export;

import dev.leaktriage.model.Site;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one site holds.
 *
 * @param verdict the verdict of the live handles that are counted; empty for what nobody judged: the peak, and what was
 *     allocated in all
 * @param devices on how many devices those handles are; 0 where nobody judged
 * @param sums what is counted; a quantity that is nothing is left out
 */
record StackWeight(Site site, Optional<Verdict> verdict, int devices, Map<Quantity, Sum> sums) {
    StackWeight {
        sums = Collections.unmodifiableMap(new EnumMap<>(sums));
    }

    Sum sum(Quantity quantity) {
        return sums.getOrDefault(quantity, Sum.ZERO);
    }
}
