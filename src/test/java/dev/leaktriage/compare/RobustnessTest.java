package dev.leaktriage.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.Analyzer;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.ChangeKind;
import dev.leaktriage.model.Delta;
import dev.leaktriage.model.Delta.DevicePair;
import dev.leaktriage.model.MatchTier;
import dev.leaktriage.model.SiteChange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What differs between two builds or machines, but not between two programs, is no change. */
class RobustnessTest {
    /** Device 0 holds one buffer more than device 1. */
    private static final String LOG = """
            DEBUG: Opening mesh device 1 devices=0,1 shape=1x2 arch=wormhole_b0 pid=4711 seq=1
            DEBUG: Opened mesh device 1 pid=4711 seq=2
            DEBUG: Tracking buffer at 0x20 size=4096 device=0 type=DRAM pid=4711 seq=3
              Call stack:
                1. build/one/lib/libtt_metal.so(tt::create_device_tensor()+0x1f) [0x7f6800001111]
                2. Model::forward(int)::{lambda(int)#1}::operator()(int) at root/src/model.cpp:120
                3. Step<float, 4>::run() at root/src/step.cpp:14
                4. main at root/src/main.cpp:7
            DEBUG: Tracking buffer at 0x20 size=4096 device=1 type=DRAM pid=4711 seq=4
              Call stack:
                1. build/one/lib/libtt_metal.so(tt::create_device_tensor()+0x1f) [0x7f6800001111]
                2. Model::forward(int)::{lambda(int)#1}::operator()(int) at root/src/model.cpp:120
                3. Step<float, 4>::run() at root/src/step.cpp:14
                4. main at root/src/main.cpp:7
            DEBUG: Tracking buffer at 0x1020 size=2048 device=0 type=DRAM pid=4711 seq=5
              Call stack:
                1. build/one/lib/libtt_metal.so(tt::create_device_tensor()+0x1f) [0x7f6800001111]
                2. Model::load(char const*) at root/src/model.cpp:33
                3. main at root/src/main.cpp:5
            DEBUG: Recording ended events=5 pid=4711 seq=6
            """;

    @Test
    void theSameLogMatchesExactly() {
        assertNoChange(log -> log, MatchTier.EXACT);
    }

    @Test
    void shiftedSourceLinesAreNoChange() {
        assertNoChange(
                log -> log.replace("model.cpp:120", "model.cpp:134").replace("model.cpp:33", "model.cpp:47"),
                MatchTier.SOURCE_LINE);
    }

    @Test
    void anotherBuildRootIsNoChange() {
        assertNoChange(
                log -> log.replace("root/", "home/ci/checkout/").replace("build/one", "opt/tt"), MatchTier.MODULE);
    }

    @Test
    void otherAddressesOfCodeAndBuffersAreNoChange() {
        assertNoChange(
                log -> log.replace("[0x7f6800001111]", "[0x55550000aaaa]")
                        .replace("+0x1f", "+0x2c")
                        .replace("at 0x20 ", "at 0x8020 ")
                        .replace("at 0x1020 ", "at 0x40 "),
                MatchTier.MODULE);
    }

    @Test
    void renumberedLambdasAndOtherTemplateArgumentsAreNoChange() {
        assertNoChange(
                log -> log.replace("{lambda(int)#1}", "{lambda(int)#6}")
                        .replace("<float, 4>", "<bfloat16, 8>")
                        .replace("Model::load(char const*)", "Model::load(char const*) [clone .constprop.0]"),
                MatchTier.TEMPLATE);
    }

    @Test
    void aFunctionThatMovedToAnotherFileIsNoChange() {
        assertNoChange(log -> log.replace("model.cpp", "layers.cpp"), MatchTier.MODULE);
    }

    @Test
    void otherProcessIdsAreNoChange() {
        assertNoChange(log -> log.replace("pid=4711", "pid=815"), MatchTier.EXACT);
    }

    @Test
    void anotherOrderOfDevicesIsNoChangeAndIsTold() {
        UnaryOperator<String> swapped = log -> log.replace("device=0", "device=_")
                .replace("device=1", "device=0")
                .replace("device=_", "device=1");

        assertNoChange(swapped, MatchTier.EXACT);
        assertThat(compare(swapped).devices()).containsExactly(pair(1, 0), pair(0, 1));
    }

    @Test
    void aSiteWhoseCodeMovedIsOneMovedSiteNotTwo() {
        Delta delta = compare(log -> log.replace("3. Step<float, 4>::run()", "3. Graph::run()"));

        SiteChange moved = delta.changes().get(0);
        assertThat(delta.changes()).hasSize(1);
        assertThat(moved.kind()).isEqualTo(ChangeKind.MOVED);
        assertThat(moved.tier()).contains(MatchTier.MOVED);
        assertThat(moved.live().sizeBytes()).isZero();
    }

    @Test
    void aSiteThatHasNothingInCommonWithAnyOtherIsNewAndTheOtherGone() {
        Delta delta = compare(
                log -> log.replace("2. Model::load(char const*) at root/src/model.cpp:33\n", "2. Cache::fill()\n")
                        .replace("3. main at root/src/main.cpp:5", "3. pthread_start()"));

        assertThat(delta.changes())
                .extracting(SiteChange::kind)
                .containsExactlyInAnyOrder(ChangeKind.NEW, ChangeKind.GONE);
    }

    @Test
    void aMaskTakesOutWhatOnlyTheUserKnows() {
        UnaryOperator<String> renamed = log -> log.replace("Model::", "ModelBuild77::");
        CompareOptions masked = new CompareOptions(List.of(Mask.parse("Model(?:Build[0-9]+)?=Model")));

        assertThat(compare(renamed).isEmpty()).isFalse();
        assertThat(Comparison.compare(analyse(LOG), analyse(renamed.apply(LOG)), masked)
                        .isEmpty())
                .isTrue();
    }

    private static void assertNoChange(UnaryOperator<String> difference, MatchTier weakest) {
        Delta delta = compare(difference);

        assertThat(delta.isEmpty()).as("%s", delta.changes()).isTrue();
        Set<MatchTier> tiers = delta.sites().stream()
                .map(SiteChange::tier)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(tiers).last().isEqualTo(weakest);
    }

    private static Delta compare(UnaryOperator<String> difference) {
        String other = difference.apply(LOG);
        return Comparison.compare(analyse(LOG), analyse(other), CompareOptions.PLAIN);
    }

    private static Analysis analyse(String log) {
        try {
            return Analyzer.analyze(
                    List.of(Source.of("run.log", new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)))),
                    AnalysisOptions.ALL);
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private static DevicePair pair(int base, int current) {
        return new DevicePair(OptionalInt.of(base), OptionalInt.of(current));
    }
}
