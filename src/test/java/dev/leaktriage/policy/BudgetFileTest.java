package dev.leaktriage.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.Diagnostic;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.policy.Budget.Change;
import dev.leaktriage.policy.Budget.Moment;
import dev.leaktriage.policy.Budget.Part;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BudgetFileTest {
    private static List<Budget> read(String... lines) {
        return BudgetReader.read(new PolicyText("dir/ci.budget", "ci.budget", String.join("\n", lines)));
    }

    private static List<String> complaints(String... lines) {
        try {
            read(lines);
        } catch (PolicyException e) {
            return e.diagnostics().stream().map(Diagnostic::toString).toList();
        }
        return List.of();
    }

    @Test
    void aBudgetSaysWhatIsBoundedWhereAndByHowMuch() {
        Budget budget = read(
                        "# c",
                        "leak  size in L1 on device 3 at site \"ttnn::*<int>\" with suppressed per site <= 1.5 KiB # x")
                .get(0);

        assertThat(budget.at()).hasToString("ci.budget:2");
        assertThat(budget.written())
                .isEqualTo("leak size in L1 on device 3 at site \"ttnn::*<int>\" with suppressed per site <= 1.5 KiB");
        assertThat(budget.verdict()).contains(Verdict.LEAK);
        assertThat(budget.withSuppressed()).isTrue();
        assertThat(budget.measure()).isEqualTo(Measure.SIZE);
        assertThat(budget.memory()).contains(Memory.L1);
        assertThat(budget.device()).hasValue(3);
        assertThat(budget.per()).containsExactly(Part.SITE);
        assertThat(budget.bound()).isEqualTo(new Bound(BigDecimal.valueOf(1536), Bound.Whole.NOTHING));
    }

    @ParameterizedTest
    @CsvSource({
        "leak <= 0, HANDLES, 0",
        "leak size <= 7, SIZE, 7",
        "leak <= 64KiB, SIZE, 65536",
        "leak <= 64 KiB, SIZE, 65536",
        "leak occupied <= 2 kB, OCCUPIED, 2000",
        "leak handles<=4, HANDLES, 4",
    })
    void aUnitTellsBytesFromHandles(String line, Measure measure, long amount) {
        Budget budget = read(line).get(0);

        assertThat(budget.measure()).isEqualTo(measure);
        assertThat(budget.bound().amount()).isEqualByComparingTo(BigDecimal.valueOf(amount));
    }

    @ParameterizedTest
    @CsvSource({
        "live <= 40 % of peak, PEAK",
        "leak <= 2.5% of live, LIVE",
        "leak <= 100 % of base, BASE",
        "leak grows <= 5 %, BASE",
        "live grows per checkpoint <= 1 %, CHECKPOINT_BEFORE",
    })
    void percentAreOfSomething(String line, Bound.Whole whole) {
        assertThat(read(line).get(0).bound().of()).isEqualTo(whole);
    }

    @Test
    void aBudgetLooksAtTheEndOrThePeakAtAnAmountOrItsGrowth() {
        assertThat(read("live <= 1").get(0).moment()).isEqualTo(Moment.END);
        assertThat(read("peak <= 1").get(0).moment()).isEqualTo(Moment.PEAK);
        assertThat(read("live <= 1").get(0).change()).isEqualTo(Change.NONE);
        assertThat(read("live grows <= 1").get(0).change()).isEqualTo(Change.SINCE_BASE);
        assertThat(read("live grows per device <= 1").get(0).per()).containsExactly(Part.DEVICE);
        assertThat(read("live grows per checkpoint <= 1").get(0).change()).isEqualTo(Change.PER_CHECKPOINT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "leek <= 0                    | 1:1 | unknown subject 'leek'; did you mean 'leak'? (one of live, peak, program-cache, view, system, trace, leak, unresolved)",
                "leak                         | 1:5 | the budget breaks off; it ends with '<=' and a bound, such as '<= 0'",
                "leak <=                      | 1:8 | the budget breaks off before a number, such as 8, 64 KiB or 5 %",
                "leak < 4                     | 1:6 | unknown word '<'; did you mean '<='? (one of handles, size, occupied, in, on, at, per, grows, with, <=)",
                "leak hundles <= 4            | 1:6 | unknown word 'hundles'; did you mean 'handles'? (one of handles, size, occupied, in, on, at, per, grows, with, <=)",
                "leak size size <= 4          | 1:11 | 'size' says again what was said before it",
                "leak in DRM <= 4             | 1:9 | unknown memory 'DRM'; did you mean 'DRAM'? (one of DRAM, L1, L1_SMALL, TRACE, SYSTEM_MEMORY, CB)",
                "leak on device x <= 4        | 1:16 | bad number 'x': write a whole number, such as 8",
                "leak on devise 1 <= 4        | 1:9 | unknown word 'devise'; did you mean 'device'? (one of device)",
                "leak per process <= 4        | 1:10 | unknown part 'process' (one of device, memory, site)",
                "leak <= many                 | 1:9 | bad bound 'many': write a number such as 8, 64 KiB or 5 % of live",
                "leak <= -1                   | 1:9 | bad bound '-1': write a number such as 8, 64 KiB or 5 % of live",
                "leak <= 4 kib                | 1:9 | unknown unit 'kib'; did you mean 'KiB'? (one of B, KiB, MiB, GiB, TiB, kB, MB, GB, TB)",
                "leak handles <= 4 KiB        | 1:17 | handles have no unit, but '4 KiB' has; say 'size' or 'occupied'",
                "live <= 40 %                 | 1:9 | percent of what? write '40 % of live', 'of peak' or 'of base'",
                "live <= 40 % of bass         | 1:17 | unknown whole 'bass'; did you mean 'base'? (one of live, peak, base)",
                "live <= x %                  | 1:9 | bad number 'x': write such as 5 % or 2.5 %",
                "live <= 4 B leak <= 0        | 1:13 | unexpected 'leak' behind the budget; one stands on each line",
                "peak per device <= 4         | 1:6 | the peak is known over all devices only; split it 'per memory' or 'per site'",
                "live with suppressed <= 4    | 1:6 | 'with suppressed' belongs to a verdict: live and peak count what is suppressed anyway",
                "leak grows per checkpoint <= 4 | 1:1 | growth per checkpoint is known for all live buffers only: 'live grows per checkpoint <= ...'",
            })
    void anErrorNamesItsPlaceTheValueAndTheNextStep(String line, String place, String message) {
        assertThat(complaints(line)).containsExactly("dir/ci.budget:" + place + ": error: " + message);
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThat(complaints("leek <= 0", "", "leak <= 0", "leak <=")).hasSize(2);
    }
}
