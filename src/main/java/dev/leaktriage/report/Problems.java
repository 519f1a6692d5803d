package dev.leaktriage.report;

import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Severity;
import dev.leaktriage.report.Problem.Standing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything in an analysis that a CI system should be told. */
final class Problems {
    static final String BUDGET = "budget";
    static final String UNRESOLVED = "unresolved";
    static final String LEAK = "leak/";

    private Problems() {}

    /** How far the log can be trusted, the leaks, what cannot be judged, the rest, and at the end what is accepted. */
    static List<Problem> of(Digest digest) {
        List<Problem> leaks = HandleProblems.leaks(digest);
        List<Problem> findings = FindingProblems.findings(digest);
        return Stream.of(
                        unrecognised(digest),
                        findings.stream().filter(Problems::isDamage),
                        leaks.stream().filter(leak -> leak.standing() != Standing.ACCEPTED),
                        HandleProblems.unresolved(digest).stream(),
                        findings.stream().filter(finding -> !isDamage(finding)),
                        FindingProblems.budgets(digest).stream(),
                        leaks.stream().filter(leak -> leak.standing() == Standing.ACCEPTED))
                .flatMap(part -> part)
                .toList();
    }

    private static boolean isDamage(Problem problem) {
        return problem.check().equals(FindingId.LOG_DAMAGED.label());
    }

    /** A text without a record is no proof that nothing leaked. */
    private static Stream<Problem> unrecognised(Digest digest) {
        if (!digest.nothingRead()) {
            return Stream.empty();
        }
        String run = digest.analysis().sources().stream().findFirst().orElse("no log");
        return Stream.of(new Problem(
                run,
                UNRESOLVED,
                UNRESOLVED,
                Severity.WARNING,
                Standing.UNCERTAIN,
                new Prose(digest).integrity(),
                Answer.of(digest),
                new LogPosition(run, 1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }
}
