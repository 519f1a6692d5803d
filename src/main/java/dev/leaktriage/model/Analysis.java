package dev.leaktriage.model;

import java.util.Collections;
import java.util.List;

/**
 * Everything that the program says of one run; reports are made of this and nothing else.
 *
 * <p>Several threads may read it at once: what is made on demand is the same for all of them.
 *
 * @param sources the names of the files, in the order they were read
 * @param lives the process lives
 * @param attributions one for each live handle, sorted by process, device, memory, address, line
 * @param findings sorted by {@link FindingId}, then position
 * @param cacheEntries sorted by position
 * @param peakByVerdict what was live at the peak, by verdict; what was freed later and is no cached program,
 *     system buffer or trace has the name {@code freed-later}
 * @param policy what the files of suppressions and budgets came to
 * @param tests what the tests of the run did to memory, if it is one of tests
 * @param postMortems one for each allocation that failed, in order
 * @param joining how the files were joined, if they are more than parts of one log
 * @param inspection what an inspector wrote beside the logs
 * @param checks what is said of memory besides events, held against the events
 * @param cacheUses how often operations found their program in the cache, by operation, where a document says so
 */
public record Analysis(
        List<String> sources,
        Recognition recognition,
        List<ProcessLife> lives,
        List<Attribution> attributions,
        List<Finding> findings,
        List<CacheEntry> cacheEntries,
        Totals totals,
        List<Totals> totalsByLife,
        Timeline timeline,
        List<VerdictShare> peakByVerdict,
        Integrity integrity,
        PolicyResult policy,
        TestRuns tests,
        List<PostMortem> postMortems,
        Joining joining,
        Inspection inspection,
        CrossChecks checks,
        List<CacheUse> cacheUses) {
    public Analysis {
        sources = List.copyOf(sources);
        lives = List.copyOf(lives);
        // Not copied: these lists make their elements on demand, since there may be millions.
        attributions = attributions instanceof AttributionGroup.Grouped
                ? attributions
                : Collections.unmodifiableList(attributions);
        findings = List.copyOf(findings);
        cacheEntries = Collections.unmodifiableList(cacheEntries);
        totalsByLife = List.copyOf(totalsByLife);
        peakByVerdict = List.copyOf(peakByVerdict);
        postMortems = List.copyOf(postMortems);
        cacheUses = List.copyOf(cacheUses);
    }

    /** An analysis of a run without tests, in which no allocation failed, that was held against no policy. */
    public Analysis(
            List<String> sources,
            Recognition recognition,
            List<ProcessLife> lives,
            List<Attribution> attributions,
            List<Finding> findings,
            List<CacheEntry> cacheEntries,
            Totals totals,
            List<Totals> totalsByLife,
            Timeline timeline,
            List<VerdictShare> peakByVerdict,
            Integrity integrity) {
        this(
                sources,
                recognition,
                lives,
                attributions,
                findings,
                cacheEntries,
                totals,
                totalsByLife,
                timeline,
                peakByVerdict,
                integrity,
                PolicyResult.NONE,
                TestRuns.NONE,
                List.of(),
                Joining.NONE,
                Inspection.NONE,
                CrossChecks.NONE,
                List.of());
    }

    /**
     * The attributions in groups, in the order of their first elements: for sums, there is no need to look at each.
     */
    public List<AttributionGroup> groups() {
        return attributions instanceof AttributionGroup.Grouped grouped ? grouped.groups() : new Singles(attributions);
    }

    /** The same run, as a policy sees it: neither verdicts nor totals change. */
    public Analysis under(PolicyResult seen, List<Attribution> marked, List<Finding> told) {
        return new Analysis(
                sources,
                recognition,
                lives,
                marked,
                told,
                cacheEntries,
                totals,
                totalsByLife,
                timeline,
                peakByVerdict,
                integrity,
                seen,
                tests,
                postMortems,
                joining,
                inspection,
                checks,
                cacheUses);
    }

    /** The same run with its tests. */
    public Analysis with(TestRuns told) {
        return new Analysis(
                sources,
                recognition,
                lives,
                attributions,
                findings,
                cacheEntries,
                totals,
                totalsByLife,
                timeline,
                peakByVerdict,
                integrity,
                policy,
                told,
                postMortems,
                joining,
                inspection,
                checks,
                cacheUses);
    }

    /** The same run with what is said of its failed allocations. */
    public Analysis with(List<PostMortem> told) {
        return new Analysis(
                sources,
                recognition,
                lives,
                attributions,
                findings,
                cacheEntries,
                totals,
                totalsByLife,
                timeline,
                peakByVerdict,
                integrity,
                policy,
                tests,
                told,
                joining,
                inspection,
                checks,
                cacheUses);
    }

    /** The same run with an account of how its files were joined. */
    public Analysis with(Joining told) {
        return new Analysis(
                sources,
                recognition,
                lives,
                attributions,
                findings,
                cacheEntries,
                totals,
                totalsByLife,
                timeline,
                peakByVerdict,
                integrity,
                policy,
                tests,
                postMortems,
                told,
                inspection,
                checks,
                cacheUses);
    }

    /** The same run with what an inspector wrote beside it. */
    public Analysis with(Inspection told) {
        return new Analysis(
                sources,
                recognition,
                lives,
                attributions,
                findings,
                cacheEntries,
                totals,
                totalsByLife,
                timeline,
                peakByVerdict,
                integrity,
                policy,
                tests,
                postMortems,
                joining,
                told,
                checks,
                cacheUses);
    }

    /** The same run with what else is said of its memory. */
    public Analysis with(CrossChecks told) {
        return new Analysis(
                sources,
                recognition,
                lives,
                attributions,
                findings,
                cacheEntries,
                totals,
                totalsByLife,
                timeline,
                peakByVerdict,
                integrity,
                policy,
                tests,
                postMortems,
                joining,
                inspection,
                told,
                cacheUses);
    }

    /** The same run with what documents say of the program cache. */
    public Analysis withCacheUses(List<CacheUse> told) {
        return new Analysis(
                sources,
                recognition,
                lives,
                attributions,
                findings,
                cacheEntries,
                totals,
                totalsByLife,
                timeline,
                peakByVerdict,
                integrity,
                policy,
                tests,
                postMortems,
                joining,
                inspection,
                checks,
                told);
    }

    /** A part of the peak: a verdict's label, or {@code freed-later}. */
    public record VerdictShare(String verdict, long handles, long liveBytes, long occupiedBytes) {}
}
