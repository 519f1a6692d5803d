package dev.leaktriage.model;

import java.util.Optional;

/**
 * One site in two runs; at least one of them has it.
 *
 * @param base what the base run holds of it; empty if no site of the base matched
 * @param tier how the two were matched; empty if only one run has it
 * @param reclassified for {@link ChangeKind#RECLASSIFIED} which verdict lost handles to which
 * @param confidence how sure the change is: no surer than the verdicts, less sure if a log is damaged or the
 *     site moved
 */
public record SiteChange(
        ChangeKind kind,
        Optional<SiteHoldings> base,
        Optional<SiteHoldings> current,
        Optional<MatchTier> tier,
        Optional<Reclassification> reclassified,
        Confidence confidence) {
    public SiteChange {
        if (base.isEmpty() && current.isEmpty()) {
            throw new IllegalArgumentException("a site that neither run has cannot change");
        }
    }

    /**
     * Handles that changed their verdict.
     *
     * @param from the verdict that lost most
     * @param to the worst verdict that gained
     * @param handles how many changed, over all verdicts
     */
    public record Reclassification(Verdict from, Verdict to, long handles) {}

    /** The site as the current run has it, else as the base had it. */
    public Site site() {
        return current.or(() -> base).orElseThrow().site();
    }

    public Sum baseLive() {
        return base.map(SiteHoldings::live).orElse(Sum.ZERO);
    }

    public Sum currentLive() {
        return current.map(SiteHoldings::live).orElse(Sum.ZERO);
    }

    public Sum baseLive(Verdict verdict) {
        return base.map(held -> held.live(verdict)).orElse(Sum.ZERO);
    }

    public Sum currentLive(Verdict verdict) {
        return current.map(held -> held.live(verdict)).orElse(Sum.ZERO);
    }

    public Sum basePeak() {
        return base.map(SiteHoldings::peak).orElse(Sum.ZERO);
    }

    public Sum currentPeak() {
        return current.map(SiteHoldings::peak).orElse(Sum.ZERO);
    }

    /** Current minus base, live. */
    public Sum live() {
        return currentLive().minus(baseLive());
    }

    /** Current minus base, live, of one verdict. */
    public Sum live(Verdict verdict) {
        return currentLive(verdict).minus(baseLive(verdict));
    }

    /** Current minus base, at the peaks. */
    public Sum peak() {
        return currentPeak().minus(basePeak());
    }
}
