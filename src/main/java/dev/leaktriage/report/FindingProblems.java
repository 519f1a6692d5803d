package dev.leaktriage.report;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.BudgetResult;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.model.Severity;
import dev.leaktriage.model.Site;
import dev.leaktriage.report.Problem.Standing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is wrong besides verdicts: findings, and budgets that do not hold. */
final class FindingProblems {
    /** Told by site, from the verdicts. */
    private static final Set<FindingId> LEAKS = Set.of(FindingId.LEAK, FindingId.SUPPRESSED_LEAK);
    /** Their first position is where a live buffer was allocated. */
    private static final Set<FindingId> ABOUT_LIVE_BUFFERS =
            Set.of(FindingId.CACHE_GROWTH, FindingId.DANGLING_VIEW, FindingId.ASYMMETRIC_DEVICES);

    private FindingProblems() {}

    /** One for each finding that is about no leak, in the order of findings. */
    static List<Problem> findings(Digest digest) {
        List<Finding> findings = digest.analysis().findings().stream()
                .filter(finding -> !LEAKS.contains(finding.id()))
                .toList();
        Map<LogPosition, Site> sites = sites(digest, findings);
        return findings.stream()
                .map(finding ->
                        finding(digest, finding, finding.firstAt().flatMap(at -> Optional.ofNullable(sites.get(at)))))
                .toList();
    }

    /** One for each budget that is exceeded or could not be judged, in the order of the files. */
    static List<Problem> budgets(Digest digest) {
        return digest.analysis().policy().budgets().stream()
                .filter(result -> result.state() != BudgetResult.State.KEPT)
                .map(FindingProblems::budget)
                .toList();
    }

    private static Problem finding(Digest digest, Finding finding, Optional<Site> site) {
        Optional<PostMortem> shortage = shortage(digest, finding);
        return new Problem(
                finding.run(),
                finding.id().label(),
                finding.id().label(),
                finding.severity(),
                finding.id() == FindingId.LOG_DAMAGED ? Standing.UNCERTAIN : Standing.SHOWN,
                finding.message() + FindingSections.place(digest, finding),
                shortage.map(told -> diagnosis(digest, told)).orElse(finding.detail()),
                finding.firstAt().orElseGet(() -> new LogPosition(finding.run(), 1)),
                site.filter(known -> ABOUT_LIVE_BUFFERS.contains(finding.id())),
                Optional.empty(),
                shortage);
    }

    private static Optional<PostMortem> shortage(Digest digest, Finding finding) {
        return finding.id() == FindingId.OUT_OF_MEMORY
                ? finding.firstAt()
                        .flatMap(at -> digest.analysis().postMortems().stream()
                                .filter(told -> told.shortage().at().equals(at))
                                .findFirst())
                : Optional.empty();
    }

    private static String diagnosis(Digest digest, PostMortem told) {
        return String.join("\n", ShortageProse.sentences(told, digest.analysis().tests()));
    }

    private static Map<LogPosition, Site> sites(Digest digest, List<Finding> findings) {
        Set<LogPosition> wanted = findings.stream()
                .filter(finding -> ABOUT_LIVE_BUFFERS.contains(finding.id()))
                .flatMap(finding -> finding.firstAt().stream())
                .collect(Collectors.toSet());
        Map<LogPosition, Site> sites = new HashMap<>();
        if (wanted.isEmpty()) {
            return sites;
        }
        for (Attribution attribution : digest.analysis().attributions()) {
            LogPosition at = attribution.handle().allocatedAt();
            if (wanted.contains(at)) {
                sites.putIfAbsent(at, attribution.handle().site());
            }
        }
        return sites;
    }

    private static Problem budget(BudgetResult result) {
        boolean exceeded = result.state() == BudgetResult.State.EXCEEDED;
        return new Problem(
                result.at().file(),
                Problems.BUDGET,
                result.budget(),
                exceeded ? Severity.ERROR : Severity.NOTE,
                exceeded ? Standing.SHOWN : Standing.UNCERTAIN,
                "budget " + (exceeded ? "exceeded" : "not judged") + ": " + result.budget() + ": " + result.message(),
                "",
                result.at(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
