package dev.leaktriage.report;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.SiteHoldings.Holding;
import dev.leaktriage.model.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first handle of those of which the same was said, as the site tables of a run have it. */
final class FirstHandles {
    private final Map<Said, AttributionGroup> firsts = new HashMap<>();

    private record Said(String site, Verdict verdict, Confidence confidence, String ruleId, boolean suppressed) {}

    /**
     * Looks them up once for all: a run may have as many sites as handles.
     *
     * @param sites of several accounts of which the same was said, the first one counts
     */
    FirstHandles(List<SiteAccount> sites) {
        for (SiteAccount account : sites) {
            AttributionGroup first = account.first();
            Said said = new Said(
                    first.handle().site().id(),
                    first.verdict(),
                    first.confidence(),
                    first.ruleId(),
                    first.isSuppressed());
            firsts.putIfAbsent(said, first);
        }
    }

    Optional<Attribution> of(Site site, Holding holding) {
        return Optional.ofNullable(firsts.get(new Said(
                        site.id(), holding.verdict(), holding.confidence(), holding.ruleId(), holding.suppressed())))
                .map(group -> group.first().get());
    }
}
