package dev.leaktriage.classify;

import dev.leaktriage.model.Analysis.VerdictShare;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.CacheEntry;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.MemoryHistory;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.model.TestRuns;
import java.util.Collections;
import java.util.List;

/**
 * What the rules say of a census.
 *
 * @param attributions one for each live handle, sorted by process, device, memory, address, line
 * @param cacheEntries sorted by position
 * @param findings those of the census and those that follow from verdicts, sorted by id, then position
 * @param peakByVerdict the peak, divided; the shares sum to it exactly
 * @param history that of the census, divided likewise
 * @param tests the tests of the run with what survived of each
 * @param postMortems one for each allocation that failed, in order
 */
public record Classification(
        List<Attribution> attributions,
        List<CacheEntry> cacheEntries,
        List<Finding> findings,
        List<VerdictShare> peakByVerdict,
        MemoryHistory history,
        TestRuns tests,
        List<PostMortem> postMortems) {
    public Classification {
        // Not copied: these lists make their elements on demand, since there may be millions.
        attributions = attributions instanceof AttributionGroup.Grouped
                ? attributions
                : Collections.unmodifiableList(attributions);
        cacheEntries = Collections.unmodifiableList(cacheEntries);
        findings = List.copyOf(findings);
        postMortems = List.copyOf(postMortems);
        peakByVerdict = List.copyOf(peakByVerdict);
    }
}
