package dev.leaktriage.classify;

import dev.leaktriage.model.MemoryHistory;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Verdict;
import java.util.HashMap;
import java.util.Map;

/** What freed handles were, as far as their stack tells: a freed handle has no verdict. */
final class FreedCategories {
    private final Judge judge;
    private final DemangledSites sites;
    private final Map<String, String> known = new HashMap<>();

    FreedCategories(Judge judge, DemangledSites sites) {
        this.judge = judge;
        this.sites = sites;
    }

    /** A verdict's label for cached programs, traces and system buffers; else {@code freed-later}. */
    String of(Site site) {
        return known.computeIfAbsent(site.id(), unseen -> category(site));
    }

    private String category(Site site) {
        Verdict verdict = judge.decision(Example.ofSite(sites.of(site))).rule().verdict();
        return switch (verdict) {
            case PROGRAM_CACHE, TRACE, SYSTEM -> verdict.label();
            case VIEW, LEAK, UNRESOLVED -> MemoryHistory.FREED_LATER;
        };
    }
}
