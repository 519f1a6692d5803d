package dev.leaktriage.report;

import java.util.List;

/** The sections of a report for people, in their order. */
final class Sections {
    private Sections() {}

    static List<Section> of(Digest digest) {
        return List.of(
                AccountSections.verdicts(digest),
                AccountSections.processes(digest),
                DeviceSection.of(digest),
                SiteSection.of(digest),
                CacheSection.of(digest),
                PolicySections.suppressions(digest),
                PolicySections.budgets(digest),
                TestSection.of(digest),
                ShortageSection.of(digest),
                FindingSections.findings(digest),
                FindingSections.damages(digest),
                CheckSection.of(digest),
                JoinSection.of(digest),
                InspectionSection.of(digest),
                RunSections.peak(digest),
                RunSections.recognition(digest));
    }
}
