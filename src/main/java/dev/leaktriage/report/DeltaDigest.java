package dev.leaktriage.report;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Delta;
import dev.leaktriage.model.Regression;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.SiteChange;
import dev.leaktriage.model.SiteHoldings;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the sections of a difference for people share, computed once.
 *
 * @param regressions at the bar at which a gate trips unless it is told otherwise
 */
record DeltaDigest(Delta delta, DeltaOptions options, Digest base, Digest current, List<Regression> regressions) {
    static DeltaDigest of(Delta delta, DeltaOptions options) {
        return new DeltaDigest(
                delta,
                options,
                Digest.of(delta.base(), options.layout()),
                Digest.of(delta.current(), options.layout()),
                Regression.of(delta, Confidence.PROBABLE));
    }

    boolean damaged() {
        return !delta.base().integrity().intact()
                || !delta.current().integrity().intact();
    }

    /** All live handles of the base: what differences are a share of. */
    Sum baseLive() {
        return base.accounts().live();
    }

    Sum live() {
        return current.accounts().live().minus(baseLive());
    }

    Sum live(Verdict verdict) {
        return current.accounts().of(verdict).minus(base.accounts().of(verdict));
    }

    /** The first handle of those of which the same was said, as the site tables of a run have it. */
    static Optional<Attribution> first(Digest side, Site site, SiteHoldings.Holding holding) {
        return side.sites().stream()
                .map(SiteAccount::first)
                .filter(first -> first.handle().site().id().equals(site.id())
                        && first.verdict() == holding.verdict()
                        && first.confidence() == holding.confidence()
                        && first.ruleId().equals(holding.ruleId())
                        && first.isSuppressed() == holding.suppressed())
                .findFirst();
    }

    /** What a person calls a site: its operation, else its leaf. */
    static String name(Site site) {
        if (!site.operation().isEmpty()) {
            return site.operation();
        }
        return site.stack().isEmpty()
                ? "a site without a stack"
                : site.stack().frames().get(0).display();
    }

    static String total(List<SiteChange> changes) {
        Sum live = changes.stream().map(SiteChange::live).reduce(Sum.ZERO, Sum::plus);
        return Units.signed(live.handles())
                + (Math.abs(live.handles()) == 1 ? " handle, " : " handles, ")
                + Units.signedBytes(live.sizeBytes());
    }

    <T> List<T> top(List<T> all) {
        return TopRows.of(all, options.layout());
    }

    <T> List<String> leftOut(List<T> all, String what, Function<List<T>, String> sum) {
        return TopRows.leftOut(all, options.layout(), what, sum);
    }
}
