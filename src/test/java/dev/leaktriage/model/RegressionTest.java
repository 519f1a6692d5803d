package dev.leaktriage.model;

import static dev.leaktriage.model.Confidence.DEFINITE;
import static dev.leaktriage.model.Confidence.POSSIBLE;
import static dev.leaktriage.model.Confidence.PROBABLE;
import static dev.leaktriage.model.Verdict.LEAK;
import static dev.leaktriage.model.Verdict.PROGRAM_CACHE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.SiteChange.Reclassification;
import dev.leaktriage.model.SiteHoldings.Holding;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RegressionTest {
    private static final Site SITE = new Site("s-1", Memory.DRAM, CallStack.NONE, "ttnn::add");

    @Test
    void aLeakWhereThereWasNoneIsOne() {
        Regression regression = only(change(List.of(), List.of(held(LEAK, PROBABLE, 2))), PROBABLE);

        assertThat(regression.over()).isEqualTo(new Sum(2, 200, 400));
        assertThat(regression.ruleId()).isEqualTo("a-rule");
        assertThat(regression.at()).isEqualTo(new LogPosition("run.log", 2));
    }

    @Test
    void moreLeaksThanBeforeAreOne() {
        Regression regression =
                only(change(List.of(held(LEAK, DEFINITE, 2)), List.of(held(LEAK, DEFINITE, 5))), PROBABLE);

        assertThat(regression.leaks().handles()).isEqualTo(5);
        assertThat(regression.over()).isEqualTo(new Sum(3, 300, 600));
    }

    @Test
    void asManyOrFewerLeaksAreNone() {
        assertThat(of(change(List.of(held(LEAK, DEFINITE, 5)), List.of(held(LEAK, DEFINITE, 5))), POSSIBLE))
                .isEmpty();
        assertThat(of(change(List.of(held(LEAK, DEFINITE, 5)), List.of(held(LEAK, DEFINITE, 4))), POSSIBLE))
                .isEmpty();
        assertThat(of(change(List.of(held(LEAK, DEFINITE, 5)), List.of()), POSSIBLE))
                .isEmpty();
    }

    @Test
    void asManyLeaksThatAreLargerAreOne() {
        Holding large =
                new Holding(LEAK, DEFINITE, "a-rule", false, new Sum(2, 900, 400), new LogPosition("run.log", 9));

        assertThat(of(change(List.of(held(LEAK, DEFINITE, 2)), List.of(large)), PROBABLE))
                .hasSize(1);
    }

    @Test
    void aLeakThatBecameCertainIsNone() {
        assertThat(of(change(List.of(held(LEAK, POSSIBLE, 2)), List.of(held(LEAK, DEFINITE, 2))), PROBABLE))
                .isEmpty();
    }

    @Test
    void theBarDecidesHowSureALeakMustBe() {
        SiteChange possible = change(List.of(), List.of(held(LEAK, POSSIBLE, 1)));
        SiteChange probable = change(List.of(), List.of(held(LEAK, PROBABLE, 1)));

        assertThat(of(possible, PROBABLE)).isEmpty();
        assertThat(of(possible, POSSIBLE)).hasSize(1);
        assertThat(of(probable, DEFINITE)).isEmpty();
    }

    @Test
    void handlesThatBecameLeaksAreOneEvenWhereOtherLeaksWentAway() {
        SiteChange change = new SiteChange(
                ChangeKind.RECLASSIFIED,
                side(held(LEAK, POSSIBLE, 5), held(PROGRAM_CACHE, DEFINITE, 2)),
                side(held(LEAK, POSSIBLE, 3), held(LEAK, DEFINITE, 4)),
                Optional.of(MatchTier.EXACT),
                Optional.of(new Reclassification(PROGRAM_CACHE, LEAK, 2)),
                DEFINITE);

        assertThat(only(change, PROBABLE).over().handles()).isEqualTo(4);
    }

    @Test
    void nothingIsDefiniteWhereALogIsDamagedOrTheSiteMoved() {
        SiteChange added = change(List.of(), List.of(held(LEAK, DEFINITE, 1)));
        SiteChange moved = new SiteChange(
                ChangeKind.GROWN,
                side(),
                side(held(LEAK, DEFINITE, 1)),
                Optional.of(MatchTier.MOVED),
                Optional.empty(),
                PROBABLE);

        assertThat(of(added, DEFINITE)).hasSize(1);
        assertThat(of(moved, DEFINITE)).isEmpty();
        assertThat(of(moved, PROBABLE)).hasSize(1);
        assertThat(Regression.of(delta(added, 1), DEFINITE)).isEmpty();
        assertThat(Regression.of(delta(added, 1), PROBABLE)).hasSize(1);
    }

    private static Regression only(SiteChange change, Confidence bar) {
        List<Regression> regressions = of(change, bar);
        assertThat(regressions).hasSize(1);
        return regressions.get(0);
    }

    private static List<Regression> of(SiteChange change, Confidence bar) {
        return Regression.of(delta(change, 0), bar);
    }

    private static SiteChange change(List<Holding> base, List<Holding> current) {
        return new SiteChange(
                ChangeKind.GROWN,
                side(base.toArray(Holding[]::new)),
                side(current.toArray(Holding[]::new)),
                Optional.of(MatchTier.EXACT),
                Optional.empty(),
                DEFINITE);
    }

    private static Optional<SiteHoldings> side(Holding... holdings) {
        return Optional.of(new SiteHoldings(SITE, Arrays.asList(holdings), new TreeMap<>(), Sum.ZERO));
    }

    /** Handles of 100 B each that occupy 200 B. */
    private static Holding held(Verdict verdict, Confidence confidence, long handles) {
        Sum sum = new Sum(handles, 100 * handles, 200 * handles);
        return new Holding(verdict, confidence, "a-rule", false, sum, new LogPosition("run.log", handles));
    }

    private static Delta delta(SiteChange change, int damages) {
        return new Delta(run(damages), run(0), List.of(change), List.of(), List.of(), List.of());
    }

    private static Analysis run(int damages) {
        List<Integrity.Damage> signs =
                damages == 0 ? List.of() : List.of(new Integrity.Damage(-1, new LogPosition("run.log", 1), 1, "cut"));
        Timeline.Peak peak = new Timeline.Peak(0, Optional.empty(), 0, 0, 0, List.of());
        return new Analysis(
                List.of("run.log"),
                new Recognition(0, 0, new TreeMap<>(), 0, 0),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Totals(0, 0, 0, 0, 0, 0),
                List.of(),
                new Timeline(List.of(), List.of(), 0, peak),
                List.of(),
                new Integrity(damages, signs));
    }
}
