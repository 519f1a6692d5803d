package dev.leaktriage.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Severity;
import dev.leaktriage.model.Suppression;
import dev.leaktriage.model.Suppression.State;
import dev.leaktriage.model.Verdict;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SuppressionsTest {
    private static final String MATMUL = "  1. create_device_tensor()\n  3. ttnn::matmul()\n";
    private static final Analysis RUN = Samples.run(Samples.GROWING);

    private static Analysis under(String rules) {
        return under(RUN, rules, Samples.TODAY);
    }

    private static Analysis under(Analysis run, String rules, LocalDate today) {
        return Suppressions.parse("known.supp", rules).applyTo(run, today);
    }

    private static long suppressed(Analysis analysis) {
        return analysis.attributions().stream()
                .filter(Attribution::isSuppressed)
                .count();
    }

    private static List<String> complaints(Analysis analysis) {
        return Stream.of(
                        FindingId.SUPPRESSION_EXPIRED,
                        FindingId.SUPPRESSION_EXCEEDED,
                        FindingId.SUPPRESSION_TOO_BROAD,
                        FindingId.SUPPRESSION_UNUSED)
                .flatMap(id -> analysis.findings().stream().filter(finding -> finding.id() == id))
                .map(finding -> finding.id().label() + " " + finding.count() + ": " + finding.message())
                .toList();
    }

    private static Suppression only(Analysis analysis) {
        assertThat(analysis.policy().suppressions()).hasSize(1);
        return analysis.policy().suppressions().get(0);
    }

    @Test
    void whatARuleHidesIsCountedMarkedAndAccountedFor() {
        Analysis analysis = under("reason: kept\nticket: TT-12\n" + MATMUL);

        assertThat(only(analysis).state()).isEqualTo(State.HIDES);
        assertThat(only(analysis).handles()).isEqualTo(7);
        assertThat(only(analysis).sizeBytes()).isEqualTo(7 * 16384);
        assertThat(suppressed(analysis)).isEqualTo(7);
        assertThat(Samples.leaks(analysis)).hasSize(7).allSatisfy(leak -> {
            assertThat(leak.suppressedBy())
                    .hasValueSatisfying(at -> assertThat(at).hasToString("known.supp:1"));
            assertThat(leak.evidence().because()).endsWith("; suppressed by known.supp:1: kept (TT-12)");
        });
        assertThat(complaints(analysis)).isEmpty();
    }

    @Test
    void aSuppressedLeakIsANoteAndNoError() {
        Analysis analysis = under("reason: kept\n" + MATMUL);

        assertThat(analysis.findings()).extracting(Finding::id).containsExactly(FindingId.SUPPRESSED_LEAK);
        assertThat(analysis.findings().get(0).severity()).isEqualTo(Severity.NOTE);
        assertThat(analysis.findings().get(0).count()).isEqualTo(7);
        assertThat(analysis.findings().get(0).message()).endsWith("; suppressed by known.supp:1: kept");
    }

    @Test
    void noSuppressionChangesAVerdictOrATotal() {
        for (String name : Samples.names()) {
            Analysis run = Samples.run(name);
            Analysis analysis = under(
                    run,
                    Samples.rulesForEveryLeak(run) + "\nreason: all\nverdict: any\n  ...\n  ttnn::*\n",
                    Samples.TODAY);

            assertThat(analysis.totals()).isEqualTo(run.totals());
            assertThat(analysis.totalsByLife()).isEqualTo(run.totalsByLife());
            assertThat(analysis.attributions())
                    .extracting(Attribution::handle)
                    .isEqualTo(
                            run.attributions().stream().map(Attribution::handle).toList());
            assertThat(analysis.attributions())
                    .extracting(Attribution::verdict)
                    .isEqualTo(run.attributions().stream()
                            .map(Attribution::verdict)
                            .toList());
            assertThat(analysis.peakByVerdict()).isEqualTo(run.peakByVerdict());
        }
    }

    @Test
    void hitsAddUpToWhatIsMarked() {
        for (String name : Samples.names()) {
            Analysis run = Samples.run(name);
            Analysis analysis = under(
                    run,
                    "reason: first\nverdict: any\n  ...\n  ttnn::*\n\nreason: second\nverdict: any\n  ...\n  *\n\n"
                            + "reason: third\nverdict: any\n  ...\n  *::*\n",
                    Samples.TODAY);

            assertThat(analysis.policy().hiding().stream()
                            .mapToLong(Suppression::handles)
                            .sum())
                    .as(name)
                    .isEqualTo(suppressed(analysis));
            assertThat(analysis.policy().hiding().stream()
                            .mapToLong(Suppression::sizeBytes)
                            .sum())
                    .as(name)
                    .isEqualTo(analysis.attributions().stream()
                            .filter(Attribution::isSuppressed)
                            .mapToLong(attribution -> attribution.handle().sizeBytes())
                            .sum());
        }
    }

    @Test
    void everyLeakOfEverySampleCanBeSuppressedByItsOwnFrames() {
        long leaks = 0;
        for (String name : Samples.names()) {
            Analysis run = Samples.run(name);
            Analysis analysis = under(run, Samples.rulesForEveryLeak(run), Samples.TODAY);

            assertThat(Samples.leaks(analysis)).as(name).allMatch(Attribution::isSuppressed);
            assertThat(analysis.policy().suppressions().stream()
                            .mapToLong(Suppression::handles)
                            .sum())
                    .as(name)
                    .isEqualTo(Samples.leaks(run).size());
            assertThat(analysis.findings()).as(name).extracting(Finding::id).doesNotContain(FindingId.LEAK);
            leaks += Samples.leaks(run).size();
        }
        assertThat(leaks).isPositive();
    }

    @Test
    void aRuleStillHoldsOnTheDayThatItExpiresAndNotOnTheNext() {
        String rules = "reason: kept\nexpires: 2026-05-31\n" + MATMUL;

        assertThat(suppressed(under(RUN, rules, LocalDate.of(2026, 5, 31)))).isEqualTo(7);

        Analysis later = under(RUN, rules, LocalDate.of(2026, 6, 1));
        assertThat(suppressed(later)).isZero();
        assertThat(only(later).state()).isEqualTo(State.EXPIRED);
        assertThat(complaints(later))
                .containsExactly("suppression-expired 7: the suppression at known.supp:1 (kept): it expired after"
                        + " 2026-05-31 and hides nothing any more; it matches 7 buffers of 114688 B");
        assertThat(later.findings()).extracting(Finding::id).contains(FindingId.LEAK);
    }

    @Test
    void aRuleThatMatchesMoreThanItMayHidesNothing() {
        assertThat(suppressed(under("reason: kept\nmax_count: 7\nmax_bytes: 112 KiB\n" + MATMUL)))
                .isEqualTo(7);

        Analysis count = under("reason: kept\nmax_count: 6\n" + MATMUL);
        assertThat(suppressed(count)).isZero();
        assertThat(only(count).state()).isEqualTo(State.EXCEEDED);
        assertThat(complaints(count))
                .containsExactly("suppression-exceeded 7: the suppression at known.supp:1 (kept): it matches 7 buffers"
                        + " of 114688 B, 1 more than max_count 6, and so hides none of them");

        Analysis bytes = under("reason: kept\nmax_bytes: 114687\n" + MATMUL);
        assertThat(suppressed(bytes)).isZero();
        assertThat(complaints(bytes))
                .singleElement()
                .asString()
                .contains("1 B more than max_bytes 114687 B, and so hides none of them");
    }

    @Test
    void theFirstRuleThatMatchesTakesAHandle() {
        Analysis analysis = under("reason: one\n" + MATMUL + "\nreason: two\n" + MATMUL);

        assertThat(analysis.policy().suppressions())
                .extracting(Suppression::state)
                .containsExactly(State.HIDES, State.UNUSED);
        assertThat(complaints(analysis))
                .containsExactly("suppression-unused 1: the suppression at known.supp:5 (two): it hides nothing;"
                        + " earlier rules take the 7 buffers that it means");
    }

    @Test
    void anExpiredRuleLeavesItsHandlesToLaterRules() {
        Analysis analysis = under("reason: one\nexpires: 2020-01-01\n" + MATMUL + "\nreason: two\n" + MATMUL);

        assertThat(analysis.policy().suppressions())
                .extracting(Suppression::state)
                .containsExactly(State.EXPIRED, State.HIDES);
        assertThat(suppressed(analysis)).isEqualTo(7);
    }

    @Test
    void anUnusedRuleIsAFindingThatSaysWhatToTry() {
        assertThat(complaints(under("reason: r\n  ttnn::conv2d\n")))
                .containsExactly("suppression-unused 1: the suppression at known.supp:1 (r): it hides nothing; nothing"
                        + " that is live matches it");
        assertThat(complaints(under("reason: r\n  ttnn::matmul\n")))
                .singleElement()
                .asString()
                .endsWith("it hides nothing; its first frame is no leaf; with a line '...' before it, it would match");
        assertThat(complaints(under("reason: r\n  load_binaries\n")))
                .singleElement()
                .asString()
                .endsWith("it hides nothing; it means 2 buffers with another verdict");
        assertThat(complaints(under("reason: r\nmemory: L1\n" + MATMUL))).hasSize(1);
    }

    @Test
    void aRuleThatHidesMoreThanHalfOfTheLiveBytesIsTooBroad() {
        Analysis analysis = under("reason: r\nverdict: any\n  init_command_queue_device\n");

        assertThat(only(analysis).state()).isEqualTo(State.TOO_BROAD);
        assertThat(suppressed(analysis)).isEqualTo(1);
        assertThat(complaints(analysis))
                .containsExactly("suppression-too-broad 1: the suppression at known.supp:1 (r): it hides 1 buffer of"
                        + " 1048576 B, of 10 buffers of 1208320 B that are live");
    }

    @Test
    void aRuleThatMeansEveryLiveBufferIsTooBroadEvenWhereItHidesLittle() {
        Analysis analysis = under("# r\nleak:t\n");

        assertThat(suppressed(analysis)).isEqualTo(7);
        assertThat(complaints(analysis))
                .singleElement()
                .asString()
                .startsWith("suppression-too-broad 7: ")
                .endsWith("; it means every live buffer of the run");
    }

    @Test
    void aRuleThatNamesNothingHidesNothing() {
        for (String rule : List.of("# r\nleak:*\n", "reason: r\n  ...\n", "reason: r\n  *\n  ...\n")) {
            Analysis analysis = under(rule);

            assertThat(suppressed(analysis)).isZero();
            assertThat(only(analysis).state()).isEqualTo(State.MATCHES_EVERYTHING);
            assertThat(complaints(analysis))
                    .singleElement()
                    .asString()
                    .startsWith("suppression-too-broad 7: ")
                    .endsWith("it would match every buffer, and so hides none; name a function");
        }
    }

    @Test
    void complaintsStandAtTheRuleAndAreWarnings() {
        Finding unused = under("\n\nreason: r\n  ttnn::conv2d\n").findings().stream()
                .filter(finding -> finding.id() == FindingId.SUPPRESSION_UNUSED)
                .findFirst()
                .orElseThrow();

        assertThat(unused.at()).hasToString("[known.supp:3]");
        assertThat(unused.severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void findingsStayInTheirOrder() {
        Analysis analysis = under("reason: a\n  ttnn::conv2d\n\n# b\nleak:*\n\nreason: c\nexpires: 2020-01-01\n f\n");

        assertThat(analysis.findings()).isSortedAccordingTo(Finding.ORDER).hasSize(4);
    }

    @Test
    void aRuleMayAcceptOtherVerdicts() {
        Analysis analysis = under("reason: r\nverdict: program-cache\n  load_binaries\n");

        assertThat(analysis.attributions())
                .filteredOn(Attribution::isSuppressed)
                .hasSize(2)
                .allMatch(attribution -> attribution.verdict() == Verdict.PROGRAM_CACHE);
        assertThat(analysis.findings()).extracting(Finding::id).containsExactly(FindingId.LEAK);
    }

    @Test
    void withoutRulesAnAnalysisIsWhatItWas() {
        assertThat(Suppressions.NONE.applyTo(RUN, Samples.TODAY)).isSameAs(RUN);
    }
}
