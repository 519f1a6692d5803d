package dev.leaktriage.report;

import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Severity;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Suppression;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.report.Problem.Standing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is wrong with live buffers: sites that leak, and processes whose buffers cannot be judged. */
final class HandleProblems {
    private static final int ORIGIN_COLUMNS = 72;

    private HandleProblems() {}

    /** One for each process, site, rule and confidence, the worst first. */
    static List<Problem> leaks(Digest digest) {
        return digest.sites().stream()
                .filter(account -> account.first().verdict() == Verdict.LEAK)
                .map(account -> leak(digest, account))
                .toList();
    }

    /** One for each process: what is wrong is how its log ends, not a site. */
    static List<Problem> unresolved(Digest digest) {
        Map<LifeKey, List<SiteAccount>> byLife = digest.sites().stream()
                .filter(account -> account.first().verdict() == Verdict.UNRESOLVED)
                .filter(account -> !account.first().isSuppressed())
                .collect(Collectors.groupingBy(SiteAccount::life, LinkedHashMap::new, Collectors.toList()));
        return byLife.values().stream()
                .map(accounts -> unresolved(digest, accounts))
                .toList();
    }

    private static Problem leak(Digest digest, SiteAccount account) {
        AttributionGroup first = account.first();
        Site site = first.handle().site();
        boolean sure = first.confidence() != Confidence.POSSIBLE;
        return new Problem(
                account.life().run(),
                Problems.LEAK + first.ruleId(),
                "leak: " + origin(first) + " [" + Problem.signature(site) + "]",
                severity(first),
                standing(first),
                buffers(account.sum()) + " from " + origin(first) + (sure ? " leaked, " : " may have leaked, ")
                        + first.confidence().label() + " (" + first.ruleId() + ")" + process(digest, account.life()),
                first.evidence().because(),
                first.handle().allocatedAt(),
                Optional.of(site),
                first.suppressedBy().flatMap(at -> suppression(digest, at)),
                Optional.empty());
    }

    private static Severity severity(AttributionGroup leak) {
        if (leak.isSuppressed()) {
            return Severity.NOTE;
        }
        // The bar of a bare --fail-on leak.
        return leak.confidence() == Confidence.POSSIBLE ? Severity.WARNING : Severity.ERROR;
    }

    private static Standing standing(AttributionGroup leak) {
        if (leak.isSuppressed()) {
            return Standing.ACCEPTED;
        }
        return leak.confidence() == Confidence.POSSIBLE ? Standing.UNCERTAIN : Standing.SHOWN;
    }

    private static Optional<Suppression> suppression(Digest digest, LogPosition at) {
        return digest.analysis().policy().suppressions().stream()
                .filter(suppression -> suppression.at().equals(at))
                .findFirst();
    }

    private static Problem unresolved(Digest digest, List<SiteAccount> accounts) {
        SiteAccount worst = accounts.get(0);
        Sum sum = accounts.stream().map(SiteAccount::sum).reduce(Sum.ZERO, Sum::plus);
        return new Problem(
                worst.life().run(),
                Problems.UNRESOLVED,
                Problems.UNRESOLVED,
                Severity.WARNING,
                Standing.UNCERTAIN,
                buffers(sum) + " cannot be judged: the log does not show what would still have been freed"
                        + process(digest, worst.life()),
                worst.first().evidence().because(),
                worst.first().handle().allocatedAt(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static String origin(AttributionGroup first) {
        String operation = first.handle().site().operation();
        String origin = operation.isEmpty() ? Units.topFrame(first.handle().site(), first.evidence()) : operation;
        return origin.isEmpty() ? "an unknown place (no stack)" : FrameText.shorten(origin, ORIGIN_COLUMNS);
    }

    private static String buffers(Sum sum) {
        return Units.count(sum.handles(), "buffer", "buffers") + " of " + Units.bytes(sum.sizeBytes())
                + (sum.handles() == 1 ? "" : " in all");
    }

    private static String process(Digest digest, LifeKey life) {
        return digest.severalLives() ? " [" + digest.name(life) + "]" : "";
    }
}
