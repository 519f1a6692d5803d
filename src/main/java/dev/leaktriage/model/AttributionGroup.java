package dev.leaktriage.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Live handles of one process life, site, memory, device and mesh that got the same verdict for the same reason.
 *
 * @param handle the first of them in the order of outputs; the following four are its own
 * @param suppressedBy the suppression that accepts them
 * @param earliestAt where the earliest of them was allocated
 * @param sum all of them
 * @param first the first of them with its verdict, made on demand: to tell its cache entry may take long
 */
public record AttributionGroup(
        LiveHandle handle,
        Verdict verdict,
        Confidence confidence,
        String ruleId,
        Evidence evidence,
        String freedBy,
        Optional<LogPosition> suppressedBy,
        LogPosition earliestAt,
        Sum sum,
        MeshAllocations meshAllocations,
        Supplier<Attribution> first) {

    /** One handle as a group. */
    public static AttributionGroup of(Attribution attribution) {
        LiveHandle handle = attribution.handle();
        MeshAllocations allocation = new MeshAllocations();
        allocation.add(handle);
        return new AttributionGroup(
                handle,
                attribution.verdict(),
                attribution.confidence(),
                attribution.ruleId(),
                attribution.evidence(),
                attribution.freedBy(),
                attribution.suppressedBy(),
                handle.allocatedAt(),
                Sum.of(handle),
                allocation,
                () -> attribution);
    }

    public boolean isSuppressed() {
        return suppressedBy.isPresent();
    }

    /** A list of verdicts that knows which of its elements belong together. */
    public interface Grouped extends List<Attribution> {
        /** Every element is in one group; they stand in the order of their first elements. */
        List<AttributionGroup> groups();
    }
}
