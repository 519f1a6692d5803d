package dev.leaktriage.compare;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Delta;
import dev.leaktriage.model.SiteChange;
import dev.leaktriage.model.SiteHoldings;
import java.util.ArrayList;
import java.util.List;

/** Compares two runs. */
public final class Comparison {
    private Comparison() {}

    /**
     * What changed from the base to the current run.
     *
     * <p>Laws: {@code compare(a, a)} is empty; {@code compare(b, a)} is {@code compare(a, b)} with the sides exchanged;
     * base plus delta is current.
     */
    public static Delta compare(Analysis base, Analysis current, CompareOptions options) {
        boolean damaged = !base.integrity().intact() || !current.integrity().intact();
        List<SiteChange> sites = sites(SiteFold.of(base), SiteFold.of(current), options, new Changes(damaged));
        return new Delta(
                base,
                current,
                sites,
                CacheChanges.between(base.cacheEntries(), current.cacheEntries()),
                FindingChanges.between(base, current, sites),
                DeviceRoles.of(sites));
    }

    private static List<SiteChange> sites(
            List<SiteHoldings> base, List<SiteHoldings> current, CompareOptions options, Changes changes) {
        SiteMatcher.Matching matching = SiteMatcher.match(base, current, options);
        List<SiteChange> sites = new ArrayList<>();
        matching.matches().stream().map(changes::of).forEach(sites::add);
        matching.onlyBase().stream().map(changes::onlyInBase).forEach(sites::add);
        matching.onlyCurrent().stream().map(changes::onlyInCurrent).forEach(sites::add);
        sites.sort(Changes.WORST_FIRST);
        return sites;
    }
}
