package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.recorder.LogFormat;
import dev.leaktriage.recorder.RandomWorkloads;
import dev.leaktriage.recorder.RecordedRun;
import dev.leaktriage.recorder.Recording;
import dev.leaktriage.recorder.RecordingOptions;
import dev.leaktriage.recorder.TruthRow;
import dev.leaktriage.runtime.StackStyle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an open device needs, in logs that have neither call stacks nor the opening of a device. */
final class SystemBaselineTest {
    private static final int SEEDS = 30;

    private static Analysis analyse(String log) throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8));
        return Analyzer.analyze(List.of(Source.of("run.log", bytes)), AnalysisOptions.ALL);
    }

    @ParameterizedTest
    @EnumSource(
            value = LogFormat.class,
            names = {"TRACKER", "SERVER"})
    void noTensorIsTakenForTheSystemsAndNoBufferOfTheSystemForASureLeak(LogFormat format) throws IOException {
        int systems = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            RecordedRun run = Recording.record(
                    RandomWorkloads.of(seed),
                    RecordingOptions.TRACKER
                            .withStacks(StackStyle.NONE)
                            .as(format)
                            .withSeed(seed));
            Set<String> known = run.truth().stream()
                    .filter(row -> row.what() == Verdict.SYSTEM)
                    .map(SystemBaselineTest::key)
                    .collect(Collectors.toSet());
            systems += known.size();
            for (Attribution attribution : analyse(bare(run.text())).attributions()) {
                boolean system = known.contains(key(attribution));
                assertThat(attribution.verdict() == Verdict.SYSTEM && !system)
                        .as("seed %d: %s", seed, attribution)
                        .isFalse();
                assertThat(system
                                && attribution.verdict() == Verdict.LEAK
                                && attribution.confidence() != Confidence.POSSIBLE)
                        .as("seed %d: %s", seed, attribution)
                        .isFalse();
            }
        }
        assertThat(systems).isPositive();
    }

    /** The log without what tells of lives, as one that has only allocations and frees. */
    private static String bare(String log) {
        return log.lines()
                .filter(line -> !line.contains("DEBUG: ") || line.contains("racking buffer"))
                .map(line -> line.replaceAll(" seq=\\d+", ""))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String key(Attribution attribution) {
        return attribution.handle().id().device() + " "
                + attribution.handle().id().address() + " "
                + attribution.handle().sizeBytes();
    }

    private static String key(TruthRow row) {
        return row.device() + " " + row.address() + " " + row.sizeBytes();
    }

    /** What comes first may be a tensor that leaks; where the log goes on, what comes later is none of the device's. */
    @Test
    void onlyWhatWasThereBeforeTheFirstUseMayBeTheSystems() throws IOException {
        String end = "DEBUG: Recording ended events=3 pid=7\n";
        Analysis analysis = analyse("DEBUG: Tracking buffer at 0x20 size=1048576 device=0 type=DRAM pid=7\n"
                + "DEBUG: Tracking buffer at 0x3ffff800 size=2048 device=0 type=DRAM pid=7\n"
                + "DEBUG: Tracking buffer at 0x200020 size=4096 device=0 type=DRAM pid=7\n" + end);

        assertThat(analysis.attributions())
                .extracting(Attribution::verdict)
                .containsExactly(Verdict.LEAK, Verdict.LEAK, Verdict.PROGRAM_CACHE);
        assertThat(analysis.attributions())
                .extracting(Attribution::confidence)
                .containsExactly(Confidence.POSSIBLE, Confidence.PROBABLE, Confidence.PROBABLE);
        assertThat(analysis.attributions().get(0).evidence().because())
                .contains("as the buffers of an opened device are");
    }
}
