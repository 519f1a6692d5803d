package dev.leaktriage.report;

import java.util.List;

/** The sections of a difference for people, in their order. */
final class DeltaSections {
    private DeltaSections() {}

    static List<Section> of(DeltaDigest digest) {
        // Two runs that hold the same need no tables of it.
        if (digest.delta().isEmpty()) {
            return List.of(
                    PolicySections.suppressions(digest.current()),
                    PolicySections.budgets(digest.current()),
                    baseDamages(digest),
                    currentDamages(digest),
                    DeltaAccountSections.devices(digest),
                    DeltaSiteSections.matching(digest));
        }
        return List.of(
                DeltaAccountSections.verdicts(digest),
                DeltaSiteSections.sites(digest),
                DeltaEventSections.cacheEntries(digest),
                DeltaEventSections.findings(digest),
                PolicySections.suppressions(digest.current()),
                PolicySections.budgets(digest.current()),
                baseDamages(digest),
                currentDamages(digest),
                DeltaAccountSections.devices(digest),
                DeltaAccountSections.peaks(digest),
                DeltaSiteSections.matching(digest));
    }

    private static Section baseDamages(DeltaDigest digest) {
        return FindingSections.damages("Damage of the base", digest.base());
    }

    private static Section currentDamages(DeltaDigest digest) {
        return FindingSections.damages("Damage of the current run", digest.current());
    }
}
