package dev.leaktriage.policy;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Suppression;
import dev.leaktriage.model.Suppression.State;
import dev.leaktriage.model.Totals;
import java.time.LocalDate;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Counts what each rule matches in one run. */
final class SuppressionHits {
    static final int NO_RULE = -1;

    private final List<SuppressionRule> rules;
    private final RuleSearch search;
    private final Hits[] hits;
    private final Map<Site, Meant> sites = new IdentityHashMap<>();

    /** The rules that mean a site: many handles share it. */
    private record Meant(int[] rules) {}

    private static final class Hits {
        private final boolean expired;
        private final boolean namesNothing;
        private long handles;
        private long sizeBytes;
        /** Of its site, whatever their verdict. */
        private long meantHandles;
        /** Which an earlier rule took. */
        private long takenHandles;

        private String hint = "";

        Hits(boolean expired, boolean namesNothing) {
            this.expired = expired;
            this.namesNothing = namesNothing;
        }

        boolean inForce() {
            return !expired && !namesNothing;
        }
    }

    SuppressionHits(List<SuppressionRule> rules, LocalDate today) {
        this.rules = rules;
        this.search =
                new RuleSearch(rules.stream().map(SuppressionRule::pattern).toList());
        this.hits = rules.stream()
                .map(rule -> new Hits(rule.hasExpired(today), rule.namesNothing()))
                .toArray(Hits[]::new);
    }

    /** Counts a handle, and returns the first rule in force that accepts it, or {@link #NO_RULE}. */
    int take(Attribution attribution) {
        int claiming = NO_RULE;
        for (int rule : meant(attribution.handle().site()).rules) {
            Hits counted = hits[rule];
            counted.meantHandles++;
            if (!rules.get(rule).verdicts().contains(attribution.verdict())) {
                continue;
            }
            if (counted.inForce() && claiming != NO_RULE) {
                counted.takenHandles++;
                continue;
            }
            counted.handles++;
            counted.sizeBytes += attribution.handle().sizeBytes();
            claiming = counted.inForce() ? rule : claiming;
        }
        return claiming;
    }

    private Meant meant(Site site) {
        Meant known = sites.get(site);
        if (known == null) {
            int[] candidates = search.mayMean(site);
            known = new Meant(IntStream.of(candidates)
                    .filter(rule -> rules.get(rule).means(site))
                    .toArray());
            sites.put(site, known);
            rememberHints(site, candidates);
        }
        return known;
    }

    /** What helps a rule is about its frames too: only the rules that may mean the site have a hint for it. */
    private void rememberHints(Site site, int[] candidates) {
        for (int rule : candidates) {
            if (hits[rule].hint.isEmpty()) {
                hits[rule].hint = rules.get(rule).pattern().hint(site);
            }
        }
    }

    /**
     * What a rule came to.
     *
     * @param totals those of the run
     */
    Suppression suppression(int rule, Totals totals) {
        SuppressionRule written = rules.get(rule);
        Hits counted = hits[rule];
        return new Suppression(
                written.at(),
                written.pattern().text(),
                written.reason(),
                written.ticket(),
                written.verdicts().stream().sorted().toList(),
                written.expires(),
                written.maxCount(),
                written.maxBytes(),
                state(written, counted, totals),
                counted.handles,
                counted.sizeBytes);
    }

    private State state(SuppressionRule rule, Hits counted, Totals totals) {
        if (counted.namesNothing) {
            return State.MATCHES_EVERYTHING;
        }
        if (counted.expired) {
            return State.EXPIRED;
        }
        if (counted.handles == 0) {
            return State.UNUSED;
        }
        if (!rule.excess(counted.handles, counted.sizeBytes).isEmpty()) {
            return State.EXCEEDED;
        }
        return meansAll(counted, totals) || hidesMost(counted, totals) ? State.TOO_BROAD : State.HIDES;
    }

    /** With a single site there is nothing that a rule could leave out. */
    private boolean meansAll(Hits counted, Totals totals) {
        return sites.size() > 1 && counted.meantHandles == totals.live();
    }

    private static boolean hidesMost(Hits counted, Totals totals) {
        return 2 * counted.sizeBytes > totals.liveBytes();
    }

    /** What else there is to say of a rule that hides too much or nothing; a clause, or empty. */
    String remark(int rule, Totals totals) {
        Hits counted = hits[rule];
        if (counted.takenHandles > 0) {
            return "earlier rules take the " + Told.handles(counted.takenHandles) + " that it means";
        }
        if (counted.meantHandles == 0) {
            return counted.hint;
        }
        if (counted.handles == 0) {
            return "it means " + Told.handles(counted.meantHandles) + " with another verdict";
        }
        return meansAll(counted, totals) ? "it means every live buffer of the run" : "";
    }
}
