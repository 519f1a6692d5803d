package dev.leaktriage.model;

import java.util.Optional;

/**
 * The verdict on one live handle.
 *
 * @param ruleId the rule that decided
 * @param freedBy what frees such a buffer, in plain English; empty if nothing is known to
 * @param cacheEntry the id of the program-cache entry that holds it; empty for every other verdict
 * @param suppressedBy the suppression that accepts it; its verdict and every sum stay what they are
 */
public record Attribution(
        LiveHandle handle,
        Verdict verdict,
        Confidence confidence,
        String ruleId,
        Evidence evidence,
        String freedBy,
        String cacheEntry,
        Optional<LogPosition> suppressedBy) {
    /** A verdict that nobody has accepted. */
    public Attribution(
            LiveHandle handle,
            Verdict verdict,
            Confidence confidence,
            String ruleId,
            Evidence evidence,
            String freedBy,
            String cacheEntry) {
        this(handle, verdict, confidence, ruleId, evidence, freedBy, cacheEntry, Optional.empty());
    }

    /** The same verdict, accepted by a suppression; its evidence says so. */
    public Attribution suppressedBy(Suppression suppression) {
        Evidence accepted = Evidence.onDemand(() ->
                new Evidence(evidence.because() + "; " + suppression.clause(), evidence.lines(), evidence.frames()));
        return new Attribution(
                handle, verdict, confidence, ruleId, accepted, freedBy, cacheEntry, Optional.of(suppression.at()));
    }

    public boolean isSuppressed() {
        return suppressedBy.isPresent();
    }
}
