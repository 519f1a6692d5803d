package dev.leaktriage.report;

import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Delta;
import dev.leaktriage.model.Regression;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.SiteChange;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.util.List;
import java.util.function.Function;

/**
 * What the sections of a difference for people share, computed once.
 *
 * @param regressions at the bar at which a gate trips unless it is told otherwise
 */
record DeltaDigest(
        Delta delta,
        DeltaOptions options,
        Digest base,
        Digest current,
        FirstHandles baseFirsts,
        FirstHandles currentFirsts,
        List<Regression> regressions) {
    static DeltaDigest of(Delta delta, DeltaOptions options) {
        Digest base = Digest.of(delta.base(), options.layout());
        Digest current = Digest.of(delta.current(), options.layout());
        return new DeltaDigest(
                delta,
                options,
                base,
                current,
                new FirstHandles(base.sites()),
                new FirstHandles(current.sites()),
                Regression.of(delta, Confidence.PROBABLE));
    }

    boolean damaged() {
        return !delta.base().integrity().intact()
                || !delta.current().integrity().intact();
    }

    /** See {@link Digest#onlyFailed}; true if it is so of one of them. */
    boolean onlyFailed() {
        return base.onlyFailed() || current.onlyFailed();
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
