package dev.leaktriage.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.BudgetResult;
import dev.leaktriage.model.BudgetResult.State;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BudgetsTest {
    private static final Analysis GROWING = Samples.run(Samples.GROWING);
    private static final Analysis MESH = Samples.run("mesh-add-matmul");

    private static List<BudgetResult> judge(Analysis analysis, String budgets) {
        return Budgets.parse("ci.budget", budgets).applyTo(analysis).policy().budgets();
    }

    private static BudgetResult only(Analysis analysis, String budget) {
        List<BudgetResult> results = judge(analysis, budget);
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    private static BudgetResult against(Analysis base, Analysis run, String budget) {
        return Budgets.parse("ci.budget", budget)
                .judge(Measured.of(run), Optional.of(Measured.of(base)))
                .get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "leak <= 7, 7, 7, KEPT",
        "leak <= 6, 7, 6, EXCEEDED",
        "leak size <= 112 KiB, 114688, 114688, KEPT",
        "leak occupied <= 0, 172032, 0, EXCEEDED",
        "live <= 10, 10, 10, KEPT",
        "program-cache size <= 45055, 45056, 45055, EXCEEDED",
        "view <= 0, 0, 0, KEPT",
        "live in DRAM <= 9, 10, 9, EXCEEDED",
        "live in L1 <= 0, 0, 0, KEPT",
        "live on device 0 <= 9, 10, 9, EXCEEDED",
        "live on device 1 <= 0, 0, 0, KEPT",
        "live at site s-33988e6d <= 6, 7, 6, EXCEEDED",
        "live at site ttnn::matmul <= 7, 8, 7, EXCEEDED",
        "live at site load_binaries <= 1, 2, 1, EXCEEDED",
        "leak at site ttnn::softmax <= 0, 0, 0, KEPT",
        "leak size <= 10 % of live, 114688, 120832, KEPT",
        "leak size <= 9 % of live, 114688, 108748, EXCEEDED",
        "live occupied <= 86 % of peak, 1277952, 1268121, EXCEEDED",
        "peak occupied <= 1 MiB, 1474560, 1048576, EXCEEDED",
        "peak in L1 <= 0, 0, 0, KEPT",
        "live size grows per checkpoint <= 16 KiB, 16384, 16384, KEPT",
        "live size grows per checkpoint <= 16383, 16384, 16383, EXCEEDED",
        "live handles grows per checkpoint <= 0, 1, 0, EXCEEDED",
        "live size grows per checkpoint <= 1 %, 16384, 12574, EXCEEDED",
    })
    void aBudgetIsHeldAgainstWhatTheRunHas(String budget, long actual, long allowed, State state) {
        BudgetResult result = only(GROWING, budget);

        assertThat(result.state()).isEqualTo(state);
        assertThat(result.actual()).hasValue(actual);
        assertThat(result.allowed()).hasValue(allowed);
        assertThat(result.over()).isEqualTo(Math.max(0, actual - allowed));
    }

    @Test
    void aBreachNamesTheSiteTheRuleThePlaceAndHowMuchItIsOver() {
        assertThat(only(GROWING, "leak <= 0").message())
                .isEqualTo("7 handles, 7 over the 0 allowed; the most from site s-33988e6d (ttnn::matmul), device 0,"
                        + " DRAM, leak by grows-per-iteration, first at iteration-leak.log:36");
    }

    @Test
    void growthBetweenCheckpointsNamesBothAndWhatGrew() {
        assertThat(only(GROWING, "live size grows per checkpoint <= 4 KiB").message())
                .startsWith("grew by 16384 B, 12288 B over the 4096 B allowed from checkpoint \"iteration ")
                .contains("; 5 of 5 steps are over it; growing: site s-33988e6d (ttnn::matmul), ");
    }

    @Test
    void eachPartIsJudgedByItselfAndEachBreachIsTold() {
        assertThat(only(MESH, "live size per device <= 36 KiB").actual()).hasValue(36 * 1024);

        List<BudgetResult> breaches = judge(MESH, "live per device <= 1");
        assertThat(breaches).hasSize(8).allMatch(result -> result.state() == State.EXCEEDED);
        assertThat(IntStream.range(0, 8).mapToObj(breaches::get).map(BudgetResult::message))
                .allSatisfy(message -> assertThat(message).contains(": 2 handles, 1 over the 1 allowed; "));
        assertThat(breaches.get(3).message()).startsWith("device 3: ");

        assertThat(judge(MESH, "live size per site per memory <= 100 KiB"))
                .singleElement()
                .satisfies(result -> assertThat(result.message()).startsWith("DRAM, site s-4ed64070: 196608 B, "));
    }

    @Test
    void aVerdictLeavesOutWhatIsSuppressedAndEverythingElseCountsIt() {
        Analysis accepted = Suppressions.parse("known.supp", Samples.rulesForEveryLeak(GROWING))
                .applyTo(GROWING, Samples.TODAY);

        assertThat(only(accepted, "leak <= 0").actual()).hasValue(0);
        assertThat(only(accepted, "leak with suppressed <= 0").actual()).hasValue(7);
        assertThat(only(accepted, "live <= 0").actual()).hasValue(10);
        assertThat(only(accepted, "live at site ttnn::matmul <= 0").actual()).hasValue(8);
    }

    @Test
    void growthIsJudgedAgainstTheBase() {
        Analysis accepted = Suppressions.parse("known.supp", Samples.rulesForEveryLeak(GROWING))
                .applyTo(GROWING, Samples.TODAY);

        assertThat(against(GROWING, GROWING, "leak grows <= 0").state()).isEqualTo(State.KEPT);
        assertThat(against(GROWING, GROWING, "leak <= 100 % of base").state()).isEqualTo(State.KEPT);
        assertThat(against(GROWING, GROWING, "leak size <= 99 % of base").state())
                .isEqualTo(State.EXCEEDED);
        BudgetResult worse = against(accepted, GROWING, "leak size grows <= 5 %");
        assertThat(worse.actual()).hasValue(114688);
        assertThat(worse.allowed()).hasValue(0);
        assertThat(worse.message()).startsWith("grew by 114688 B, 114688 B over the 0 B allowed; the most from site ");
        assertThat(against(GROWING, accepted, "leak grows <= 0").actual()).hasValue(-7);
    }

    @Test
    void aBudgetThatTheRunCannotAnswerIsNotJudged() {
        BudgetResult base = only(GROWING, "leak grows <= 5 %");
        assertThat(base.state()).isEqualTo(State.NOT_JUDGED);
        assertThat(base.actual()).isEqualTo(OptionalLong.empty());
        assertThat(base.message()).startsWith("it compares with a base run");

        assertThat(only(MESH, "live grows per checkpoint <= 0").message())
                .isEqualTo("the log has fewer than three checkpoints, of which the first is warm-up");
    }

    @Test
    void noStepLeadsOverCheckpointsThatWereThinnedOut() {
        Timeline whole = GROWING.timeline();
        Timeline thinned = new Timeline(whole.samples(), whole.marks(), 3, whole.peak());
        Analysis run = new Analysis(
                GROWING.sources(),
                GROWING.recognition(),
                GROWING.lives(),
                GROWING.attributions(),
                GROWING.findings(),
                GROWING.cacheEntries(),
                GROWING.totals(),
                GROWING.totalsByLife(),
                thinned,
                GROWING.peakByVerdict(),
                GROWING.integrity());

        assertThat(Measured.of(GROWING).checkpoints()).hasSize(5);
        assertThat(Measured.of(run).checkpoints()).hasSize(4);
    }

    @Test
    void sumsAreThoseOfTheRun() {
        for (String name : Samples.names()) {
            Analysis run = Samples.run(name);
            Sum live = Measured.of(run).live().stream().map(Measured.Cell::sum).reduce(Sum.ZERO, Sum::plus);

            assertThat(live.handles()).as(name).isEqualTo(run.totals().live());
            assertThat(live.sizeBytes()).as(name).isEqualTo(run.totals().liveBytes());
        }
    }

    @Test
    void resultsStandInTheOrderOfTheFile() {
        assertThat(judge(GROWING, "view <= 0\nleak <= 0\nlive grows <= 0\nlive <= 99\n"))
                .extracting(result -> result.at().line())
                .containsExactly(1L, 2L, 3L, 4L);
    }
}
