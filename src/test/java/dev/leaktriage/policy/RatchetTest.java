package dev.leaktriage.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.Analyzer;
import dev.leaktriage.compare.CompareOptions;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.BaselineResult.Row;
import dev.leaktriage.model.BaselineResult.State;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.recorder.RandomWorkloads;
import dev.leaktriage.recorder.Recording;
import dev.leaktriage.recorder.RecordingOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RatchetTest {
    private static final int SEEDS = 40;
    private static final Set<Verdict> LEAKS = EnumSet.of(Verdict.LEAK);
    private static final String LOG = """
            DEBUG: Tracking buffer at 0x20 size=4096 device=0 pid=1 seq=1
              Call stack:
                1. create_device_tensor() at src/tensor.cpp:12
                2. Decoder::step() at src/decoder.cpp:31
                3. test_decode() at tests/decode.cpp:7
            DEBUG: Tracking buffer at 0x1020 size=4096 device=1 pid=1 seq=2
              Call stack:
                1. create_device_tensor() at src/tensor.cpp:12
                2. Decoder::step() at src/decoder.cpp:31
                3. test_decode() at tests/decode.cpp:7
            DEBUG: Recording ended events=2 pid=1 seq=3
            """;

    @Test
    void whatWasAcceptedOnceBreaksNothing() {
        Analysis run = analyse("run.log", LOG);

        Ratchet second = ratchet(accepted(run), run);

        assertThat(rows(second)).singleElement().satisfies(check -> {
            assertThat(check.state()).isEqualTo(State.ALLOWED);
            assertThat(check.hasMoved()).isFalse();
        });
        assertThat(second.accepted()).isEqualTo(accepted(run));
        assertThat(second.tightened()).isEqualTo(accepted(run));
    }

    @Test
    void aSiteThatHoldsMoreIsABreach() {
        Baseline one = accepted(analyse("run.log", withoutDevice1()));

        Row check = rows(ratchet(one, analyse("run.log", LOG))).get(0);

        assertThat(check.state()).isEqualTo(State.BREACH);
        assertThat(check.over()).isEqualTo(new Sum(1, 4096, 4096));
        assertThat(check.at()).hasToString("Optional[run.log:1]");
        assertThat(check.baselineAt()).hasToString("Optional[b:5]");
    }

    @Test
    void aSiteThatTheBaselineDoesNotNameIsABreach() {
        Row check =
                rows(ratchet(Baseline.empty(LEAKS), analyse("run.log", LOG))).get(0);

        assertThat(check.state()).isEqualTo(State.BREACH);
        assertThat(check.baselineAt()).isEmpty();
    }

    @Test
    void whatGotBetterIsToldAndTighteningLowersIt() {
        Baseline two = accepted(analyse("run.log", LOG));
        Ratchet ratchet = ratchet(two, analyse("run.log", withoutDevice1()));

        assertThat(rows(ratchet).get(0).state()).isEqualTo(State.BETTER);
        assertThat(ratchet.accepted()).isEqualTo(two);
        assertThat(ratchet.tightened().entries().get(0).allowed().handles()).isEqualTo(1);
        assertThat(rows(ratchet(ratchet.tightened(), analyse("run.log", LOG))))
                .extracting(Row::state)
                .containsExactly(State.BREACH);
    }

    @Test
    void aSiteThatVanishedIsToldAndTighteningDropsIt() {
        Baseline two = accepted(analyse("run.log", LOG));
        Ratchet ratchet = ratchet(two, analyse("run.log", "DEBUG: Recording ended events=0 pid=1 seq=1\n"));

        assertThat(rows(ratchet)).extracting(Row::state).containsExactly(State.VANISHED);
        assertThat(ratchet.accepted()).isEqualTo(two);
        assertThat(ratchet.tightened().entries()).isEmpty();
    }

    @Test
    void leaksThatAreOnlyPossibleBreakNothingAndAreTold() {
        String open =
                LOG.replace("DEBUG: Recording ended events=2 pid=1 seq=3\n", "").replaceAll(" pid=1 seq=.", "");

        assertThat(rows(ratchet(Baseline.empty(LEAKS), analyse("run.log", open))))
                .extracting(Row::state)
                .containsExactly(State.POSSIBLE_BREACH);
    }

    @Test
    void aBaselineSurvivesARenamedTestAMovedFunctionAndAnotherOrderOfDevices() {
        Baseline baseline = accepted(analyse("test_decode[a].log", LOG));
        String later = LOG.replace("decoder.cpp:31", "layers/step.cpp:204")
                .replace("device=0", "device=7")
                .replace("device=1", "device=0")
                .replace("pid=1 ", "pid=99 ");

        Ratchet ratchet = ratchet(baseline, analyse("test_decoding[b].log", later));

        assertThat(rows(ratchet)).singleElement().satisfies(check -> {
            assertThat(check.state()).isEqualTo(State.ALLOWED);
            assertThat(check.hasMoved()).isFalse();
        });
    }

    @Test
    void aMovedSiteKeepsItsEntryAndItsComments() {
        String kept = accepted(analyse("run.log", LOG)).text().replace("leak -", "# TT-12\nleak -");
        Baseline baseline = read(kept);
        String wrapped = LOG.replace("    2. Decoder", "    2. Tensors::make()\n    3. Decoder")
                .replace("    3. test", "    4. test");

        Ratchet ratchet = ratchet(baseline, analyse("run.log", wrapped));

        assertThat(rows(ratchet)).singleElement().matches(Row::hasMoved);
        assertThat(ratchet.accepted().text()).contains("# TT-12\nleak -").contains("2. Tensors::make()");
    }

    /** Laws over random runs: what is accepted breaks nothing; tightening never raises; both are done at once. */
    @Test
    void acceptingAndTighteningReachARest() {
        IntStream.range(0, SEEDS).forEach(seed -> {
            Analysis first = recorded(seed);
            Analysis second = recorded(seed + 1);
            Baseline baseline =
                    ratchet(Baseline.empty(EnumSet.allOf(Verdict.class)), first).accepted();

            Baseline accepted = ratchet(baseline, second).accepted();
            Baseline tightened = ratchet(accepted, second).tightened();

            for (Baseline reached : List.of(accepted, tightened)) {
                assertThat(read(reached.text()).text()).isEqualTo(reached.text());
                assertThat(rows(ratchet(reached, second)))
                        .as("seed %d", seed)
                        .noneMatch(row -> row.state() == State.BREACH || row.state() == State.POSSIBLE_BREACH);
            }
            assertThat(rows(ratchet(tightened, second)))
                    .as("seed %d", seed)
                    .allMatch(row -> row.state() == State.ALLOWED);
        });
    }

    private static Baseline accepted(Analysis run) {
        return read(ratchet(Baseline.empty(LEAKS), run).accepted().text());
    }

    private static Ratchet ratchet(Baseline baseline, Analysis run) {
        return Ratchet.of(baseline, run, CompareOptions.PLAIN);
    }

    private static List<Row> rows(Ratchet ratchet) {
        return ratchet.result("b").rows();
    }

    private static Baseline read(String text) {
        return BaselineReader.read(new PolicyText("b", "b", text));
    }

    private static String withoutDevice1() {
        int from = LOG.indexOf("DEBUG: Tracking buffer at 0x1020");
        int to = LOG.indexOf("DEBUG: Recording");
        return (LOG.substring(0, from) + LOG.substring(to)).replace("events=2 pid=1 seq=3", "events=1 pid=1 seq=2");
    }

    private static Analysis recorded(int seed) {
        return analyse(
                "run.log",
                Recording.record(RandomWorkloads.of(seed), RecordingOptions.TRACKER)
                        .text());
    }

    private static Analysis analyse(String name, String log) {
        try {
            return Analyzer.analyze(
                    List.of(Source.of(name, new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)))),
                    AnalysisOptions.ALL);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
