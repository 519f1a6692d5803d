package dev.leaktriage.cli;

import static dev.leaktriage.model.Confidence.DEFINITE;
import static dev.leaktriage.model.Confidence.POSSIBLE;
import static dev.leaktriage.model.Confidence.PROBABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GateTest {
    private static Gate.Outcome judge(String gate, Confidence... leaks) {
        return Gate.parse(gate).judge(Runs.leaking(leaks));
    }

    @Test
    void aLeakGateTripsOnDefiniteAndProbableLeaks() {
        assertThat(judge("leak", DEFINITE).failed()).isTrue();
        assertThat(judge("leak", PROBABLE).failed()).isTrue();
    }

    @Test
    void aLeakGateLetsPossibleLeaksPassAndSaysHowMany() {
        Gate.Outcome outcome = judge("leak", POSSIBLE, POSSIBLE);

        assertThat(outcome.failed()).isFalse();
        assertThat(outcome.messages())
                .containsExactly("gate let pass: 2 possible leaks; --fail-on leak:possible trips on such");
    }

    @Test
    void aLeakGateThatTripsCountsBothWhatTrippedItAndWhatDidNot() {
        assertThat(judge("leak", DEFINITE, PROBABLE, DEFINITE, POSSIBLE).messages())
                .containsExactly(
                        "gate failed: 2 definite and 1 probable leaks, the first at run.log:10",
                        "gate let pass: 1 possible leak; --fail-on leak:possible trips on such");
    }

    @Test
    void aConfidenceMovesTheBar() {
        assertThat(judge("leak:definite", PROBABLE).failed()).isFalse();
        assertThat(judge("leak:definite", PROBABLE).messages())
                .containsExactly("gate let pass: 1 probable leak; --fail-on leak:probable trips on such");
        assertThat(judge("leak:definite", DEFINITE).failed()).isTrue();
        assertThat(judge("leak:probable", PROBABLE).failed()).isTrue();
        assertThat(judge("leak:probable", POSSIBLE).failed()).isFalse();
        assertThat(judge("leak:possible", POSSIBLE).failed()).isTrue();
    }

    @Test
    void aRunWithoutLeaksPassesInSilence() {
        for (Verdict verdict : Verdict.values()) {
            if (verdict != Verdict.LEAK) {
                assertThat(Gate.parse("leak:possible").judge(Runs.holding(verdict)))
                        .as(verdict.label())
                        .isEqualTo(new Gate.Outcome(false, List.of()));
            }
        }
    }

    @Test
    void everyFindingIsAGate() {
        for (FindingId id : FindingId.values()) {
            if (id != FindingId.LEAK) {
                Gate.Outcome outcome = Gate.parse(id.label()).judge(Runs.finding(id, 3));

                assertThat(outcome.failed()).as(id.label()).isTrue();
                assertThat(outcome.messages())
                        .containsExactly("gate failed: " + id.label() + ", 3 times, the first at run.log:7");
            }
        }
    }

    @Test
    void aFindingOfAnotherKindDoesNotTrip() {
        assertThat(Gate.parse("lost-free")
                        .judge(Runs.finding(FindingId.DOUBLE_FREE, 1))
                        .failed())
                .isFalse();
    }

    @Test
    void anUnknownGateIsRefusedWithTheNearestOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gate.parse("lost-fre"))
                .withMessageStartingWith("unknown gate 'lost-fre' in --fail-on; did you mean 'lost-free'? (leak")
                .withMessageContaining("double-free");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gate.parse("leak:definit"))
                .withMessage("unknown confidence 'definit' in --fail-on; did you mean 'definite'? (one of definite,"
                        + " probable, possible)");
        assertThatIllegalArgumentException().isThrownBy(() -> Gate.parse(""));
        assertThatIllegalArgumentException().isThrownBy(() -> Gate.parse("LEAK"));
    }
}
