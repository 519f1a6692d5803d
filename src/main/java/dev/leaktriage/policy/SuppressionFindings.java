package dev.leaktriage.policy;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Suppression;
import dev.leaktriage.model.Totals;
import dev.leaktriage.model.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is told of suppressions, and of the leaks that they hide. */
final class SuppressionFindings {
    private SuppressionFindings() {}

    /**
     * The findings with those turned into notes whose leaks are hidden.
     *
     * <p>A rule means sites and verdicts, and a finding is about one site and one verdict: its first handle speaks
     * for all.
     */
    static List<Finding> markLeaks(List<Finding> findings, List<Attribution> marked, List<Suppression> suppressions) {
        if (suppressions.stream().noneMatch(suppression -> suppression.state().hides())) {
            return findings;
        }
        Set<LogPosition> wanted = findings.stream()
                .filter(finding -> finding.id() == FindingId.LEAK)
                .flatMap(finding -> finding.firstAt().stream())
                .collect(Collectors.toCollection(HashSet::new));
        Map<LogPosition, LogPosition> hidden = new HashMap<>();
        for (Attribution attribution : marked) {
            LogPosition at = attribution.handle().allocatedAt();
            if (attribution.verdict() == Verdict.LEAK && attribution.isSuppressed() && wanted.contains(at)) {
                hidden.put(at, attribution.suppressedBy().orElseThrow());
            }
        }
        Map<LogPosition, Suppression> rules = suppressions.stream()
                .collect(Collectors.toMap(Suppression::at, Function.identity(), (first, same) -> first));
        return findings.stream().map(finding -> marked(finding, hidden, rules)).toList();
    }

    private static Finding marked(
            Finding finding, Map<LogPosition, LogPosition> hidden, Map<LogPosition, Suppression> rules) {
        Optional<LogPosition> by = finding.firstAt().map(hidden::get);
        if (finding.id() != FindingId.LEAK || by.isEmpty()) {
            return finding;
        }
        return new Finding(
                finding.run(),
                FindingId.SUPPRESSED_LEAK,
                finding.process(),
                finding.device(),
                finding.count(),
                finding.sizeBytes(),
                finding.at(),
                finding.message() + "; " + rules.get(by.get()).clause(),
                finding.detail());
    }

    /**
     * What is wrong with a rule; empty if it hides what it should.
     *
     * @param run what the finding's run is called
     * @param remark a clause on what it matches, or empty
     */
    static Optional<Finding> of(
            String run, SuppressionRule rule, Suppression suppression, String remark, Totals totals) {
        String sum = Told.sum(suppression.handles(), suppression.sizeBytes());
        String clause = remark.isEmpty() ? "" : "; " + remark;
        return switch (suppression.state()) {
            case HIDES -> Optional.empty();
            case TOO_BROAD ->
                finding(
                        FindingId.SUPPRESSION_TOO_BROAD,
                        run,
                        suppression,
                        "it hides " + sum + ", of " + Told.sum(totals.live(), totals.liveBytes()) + " that are live"
                                + clause);
            case MATCHES_EVERYTHING ->
                finding(
                        FindingId.SUPPRESSION_TOO_BROAD,
                        run,
                        suppression,
                        "it would match every buffer, and so hides none; name a function");
            case EXCEEDED ->
                finding(
                        FindingId.SUPPRESSION_EXCEEDED,
                        run,
                        suppression,
                        "it matches " + sum + ", " + rule.excess(suppression.handles(), suppression.sizeBytes())
                                + ", and so hides none of them");
            case EXPIRED ->
                finding(
                        FindingId.SUPPRESSION_EXPIRED,
                        run,
                        suppression,
                        "it expired after " + rule.expires().orElseThrow() + " and hides nothing any more; it matches "
                                + sum);
            case UNUSED ->
                finding(
                        FindingId.SUPPRESSION_UNUSED,
                        run,
                        suppression,
                        "it hides nothing" + (clause.isEmpty() ? "; nothing that is live matches it" : clause));
        };
    }

    private static Optional<Finding> finding(FindingId id, String run, Suppression suppression, String what) {
        return Optional.of(new Finding(
                run,
                id,
                OptionalLong.empty(),
                OptionalInt.empty(),
                Math.max(1, suppression.handles()),
                suppression.sizeBytes(),
                List.of(suppression.at()),
                "the suppression at " + suppression.at() + " (" + suppression.reason() + "): " + what,
                ""));
    }
}
