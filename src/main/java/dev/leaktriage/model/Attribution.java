package dev.leaktriage.model;

/**
 * The verdict on one live handle.
 *
 * @param ruleId the rule that decided
 * @param freedBy what frees such a buffer, in plain English; empty if nothing is known to
 * @param cacheEntry the id of the program-cache entry that holds it; empty for every other verdict
 */
public record Attribution(
        LiveHandle handle,
        Verdict verdict,
        Confidence confidence,
        String ruleId,
        Evidence evidence,
        String freedBy,
        String cacheEntry) {}
