package dev.leaktriage.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Site;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FrameSequenceTest {
    private static final Site MATMUL = site(
            "tt::tt_metal::create_device_tensor()",
            "ttnn::operations::matmul::MatmulDeviceOperation::create_output_tensors()",
            "ttnn::matmul(Tensor const&, Tensor const&)",
            "main");

    private static Site site(String... symbols) {
        List<Frame> frames =
                Arrays.stream(symbols).map(symbol -> new Frame(symbol, "")).toList();
        return new Site("s-1", Memory.DRAM, new CallStack(frames, true), "");
    }

    private static boolean matches(Site site, String... frames) {
        String rule = "reason: known\n  " + String.join("\n  ", frames) + "\n";
        return SuppressionReader.read(new PolicyText("known.supp", "known.supp", rule))
                .get(0)
                .means(site);
    }

    @Test
    void framesStandInTheOrderOfTheLogAndBeginAtTheLeaf() {
        assertThat(matches(MATMUL, "create_device_tensor", "MatmulDeviceOperation::create_output_tensors"))
                .isTrue();
        assertThat(matches(MATMUL, "MatmulDeviceOperation::create_output_tensors", "create_device_tensor"))
                .isFalse();
        assertThat(matches(MATMUL, "ttnn::matmul")).isFalse();
    }

    @Test
    void dotsStandForAnyNumberOfFramesAndForNone() {
        assertThat(matches(MATMUL, "...", "ttnn::matmul")).isTrue();
        assertThat(matches(MATMUL, "create_device_tensor", "...", "main")).isTrue();
        assertThat(matches(MATMUL, "create_device_tensor", "...", "*create_output_tensors"))
                .isTrue();
        assertThat(matches(MATMUL, "...", "main", "...", "ttnn::matmul")).isFalse();
    }

    @Test
    void frameNumbersThatAreLeftOutAreDotsToo() {
        assertThat(matches(MATMUL, "3. ttnn::matmul()")).isTrue();
        assertThat(matches(MATMUL, "1. create_device_tensor", "4. main")).isTrue();
        assertThat(matches(MATMUL, "1. create_device_tensor", "2. main")).isFalse();
        assertThat(matches(MATMUL, "1. create_device_tensor", "...", "4. main")).isTrue();
        assertThat(matches(MATMUL, "#0 create_device_tensor", "#3 main")).isTrue();
        assertThat(matches(MATMUL, "#0 ttnn::matmul")).isFalse();
    }

    @Test
    void aFrameIsComparedByTheLastPartsOfItsNameAndNeverByArguments() {
        assertThat(matches(MATMUL, "...", "ttnn::matmul(Tensor)")).isTrue();
        assertThat(matches(MATMUL, "...", "matmul")).isTrue();
        assertThat(matches(MATMUL, "...", "atmul")).isFalse();
        assertThat(matches(MATMUL, "...", "ttnn::mat*")).isTrue();
    }

    @Test
    void aModuleBeforeAFrameDoesNotCount() {
        assertThat(matches(MATMUL, "/opt/lib/libtt_metal.so: tt::tt_metal::create_device_tensor()"))
                .isTrue();
        assertThat(matches(MATMUL, "libtt_metal.so : tt::tt_metal::create_device_tensor()+0x1f"))
                .isTrue();
    }

    @Test
    void aStackWithoutNamesIsMatchedByItsModule() {
        Site bare = new Site("s-2", Memory.DRAM, new CallStack(List.of(new Frame("", "/opt/lib/libfoo.so")), true), "");

        assertThat(matches(bare, "[libfoo.so]")).isTrue();
        assertThat(matches(bare, "[libbar.so]")).isFalse();
    }

    @Test
    void everyStackOfTheSamplesMatchesItselfAsItIsWritten() {
        for (String name : Samples.names()) {
            Samples.run(name).attributions().stream()
                    .map(attribution -> attribution.handle().site())
                    .filter(site -> !site.stack().isEmpty())
                    .distinct()
                    .forEach(site -> assertThat(matches(
                                    site,
                                    site.stack().frames().stream()
                                            .map(Frame::display)
                                            .toArray(String[]::new)))
                            .as(name + " " + site)
                            .isTrue());
        }
    }

    @Test
    void aStackThatIsMissingMatchesNothing() {
        Site none = new Site("s-3", Memory.DRAM, CallStack.NONE, "");

        assertThat(matches(none, "...", "main")).isFalse();
    }
}
