package dev.leaktriage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.analysis.AddressReport;
import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.model.AddressHistory;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Explanation;
import dev.leaktriage.model.LiveHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The command around a report that is made by hand. */
final class ExplainCommandTest {
    private final List<AnalysisOptions> asked = new ArrayList<>();

    private CommandRun explain(AddressReport report, String... arguments) {
        Pipeline pipeline = new Pipeline(
                (logs, in, options) -> {
                    throw new IllegalStateException("only addresses are known here");
                },
                (logs, in, options) -> {
                    asked.add(options);
                    return report;
                });
        return CommandRun.of(pipeline, arguments);
    }

    private static AddressReport unused() {
        return new AddressReport(
                Runs.leaking(Confidence.DEFINITE), new AddressHistory(0x3ffff800L, List.of()), List.of());
    }

    private static AddressReport leaked() {
        Analysis analysis = Runs.leaking(Confidence.DEFINITE);
        Attribution attribution = analysis.attributions().get(0);
        LiveHandle handle = attribution.handle();
        AddressHistory.Event allocated = new AddressHistory.Event(
                handle.allocatedAt(),
                0,
                handle.id().device(),
                handle.id().memory(),
                AddressHistory.What.ALLOCATED,
                handle.id().generation(),
                0,
                handle.sizeBytes(),
                handle.site(),
                "");
        Explanation explanation = new Explanation(
                attribution, List.of(new Explanation.Trial("a-rule", true, "nothing holds it")), "its free");
        return new AddressReport(
                analysis, new AddressHistory(handle.id().address(), List.of(allocated)), List.of(explanation));
    }

    @Test
    void theLifeOfAnAddressIsToldAsText() {
        CommandRun run = explain(leaked(), "explain", "run.log", "0x0");

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("run.log:10", "a-rule", "nothing holds it", "its free");
    }

    @Test
    void theLifeOfAnAddressIsToldAsJson() {
        CommandRun run = explain(leaked(), "explain", "--format", "json", "run.log", "0x0");

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("{").contains("\"leaktriage/explanation/1\"");
    }

    @Test
    void theAddressAndTheDeviceReachTheAnalysis() {
        explain(leaked(), "explain", "--device", "3", "run.log", "1073739776");

        assertThat(asked).singleElement().satisfies(options -> {
            assertThat(options.address()).isEqualTo(OptionalLong.of(0x3ffff800L));
            assertThat(options.device()).isEqualTo(OptionalInt.of(3));
        });
    }

    @Test
    void anAddressThatDoesNotOccurIsAnErrorThatSaysHowToFindOne() {
        assertThat(explain(unused(), "explain", "run.log", "0x3ffff800"))
                .isEqualTo(new CommandRun(
                        "",
                        "leaktriage: address 0x3ffff800 does not occur in run.log; 'leaktriage analyze --format csv"
                                + " run.log' lists the live ones\n",
                        1));
    }
}
