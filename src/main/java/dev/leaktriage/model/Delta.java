package dev.leaktriage.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What changed from one run to another.
 *
 * <p>Laws: the base's live sum plus the sum over {@code sites} is the current run's, for each verdict, in handles and
 * bytes, and so for the peaks; a run has no change against itself; seen from the other side every number has the
 * other sign.
 *
 * @param sites every site of either run, the worst change first, those without any change last
 * @param cacheEntries program-cache entries that only one run has, or that changed their size
 * @param findings findings that are new, fixed, or of another count
 * @param devices which device of the current run plays the part of which of the base
 */
public record Delta(
        Analysis base,
        Analysis current,
        List<SiteChange> sites,
        List<CacheChange> cacheEntries,
        List<FindingChange> findings,
        List<DevicePair> devices) {
    public Delta {
        sites = List.copyOf(sites);
        cacheEntries = List.copyOf(cacheEntries);
        findings = List.copyOf(findings);
        devices = List.copyOf(devices);
    }

    /** The sites that changed, the worst change first. */
    public List<SiteChange> changes() {
        return sites.stream().filter(site -> site.kind() != ChangeKind.SAME).toList();
    }

    /** True if nothing changed that a report would show. */
    public boolean isEmpty() {
        return changes().isEmpty() && cacheEntries.isEmpty() && findings.isEmpty();
    }

    /**
     * A program-cache entry that came, went or changed its size.
     *
     * @param base empty if it is new
     * @param current empty if it is gone
     */
    public record CacheChange(Optional<CacheEntry> base, Optional<CacheEntry> current) {}

    /**
     * Findings of one kind with the same message but for its numbers, in both runs.
     *
     * @param base those of the base, in order; none if the finding is new
     * @param current those of the current run, in order; none if it was fixed
     */
    public record FindingChange(FindingId id, List<Finding> base, List<Finding> current) {
        public FindingChange {
            base = List.copyOf(base);
            current = List.copyOf(current);
        }

        public long baseCount() {
            return base.stream().mapToLong(Finding::count).sum();
        }

        public long currentCount() {
            return current.stream().mapToLong(Finding::count).sum();
        }
    }

    /**
     * Devices of the two runs that play the same part.
     *
     * @param base its number in the base run; empty if only the current run has it
     * @param current its number in the current run; empty if only the base has it
     */
    public record DevicePair(OptionalInt base, OptionalInt current) {}
}
