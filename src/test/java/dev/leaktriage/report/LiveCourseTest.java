package dev.leaktriage.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.Analyzer;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.report.LiveCourse.Step;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LiveCourseTest {
    private static final Path SAMPLES = Path.of("samples");

    @TestFactory
    Stream<DynamicTest> whatIsReplayedAgreesWithEverySampleMarkAndThePeak() throws IOException {
        List<Path> logs;
        try (Stream<Path> files = Files.list(SAMPLES)) {
            logs = files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
        return logs.stream()
                .map(log -> DynamicTest.dynamicTest(log.getFileName().toString(), () -> agrees(log)));
    }

    private static void agrees(Path log) throws IOException {
        Analysis analysis = Analyzer.analyze(Source.of(log), AnalysisOptions.ALL.withHistory(true));
        Timeline timeline = analysis.timeline();
        LiveCourse replayed = LiveCourse.of(timeline);
        LiveCourse sampled = LiveCourse.of(
                Analyzer.analyze(Source.of(log), AnalysisOptions.ALL).timeline());

        assertThat(sampled.whole()).isFalse();
        boolean counted = analysis.attributions().stream()
                .anyMatch(attribution -> !attribution.handle().id().onDevice());
        assertThat(replayed.whole()).isEqualTo(!counted);
        assertThat(replayed.steps()).containsAll(sampled.steps());
        assertThat(last(replayed)).isEqualTo(last(sampled));
        assertThat(last(replayed).sizeBytes()).isEqualTo(analysis.totals().liveBytes());
        assertThat(replayed.steps().stream().mapToLong(Step::occupiedBytes).max())
                .hasValue(timeline.peak().occupiedBytes());
    }

    private static Step last(LiveCourse course) {
        return course.steps().get(course.steps().size() - 1);
    }

    @Test
    void ofALongRunEverySecondEventIsKeptAndThePeak() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i <= LiveCourse.MOST_WHOLE; i++) {
            String at = "buffer at 0x" + Integer.toHexString(32 + i % 2) + " size=" + (i == 777 ? 64 : 32)
                    + " device=0 type=DRAM pid=1\n";
            log.append(i % 2 == 0 || i == 777 ? "DEBUG: Tracking " : "DEBUG: Untracking ")
                    .append(at.replace("0x21", "0x20"));
        }
        Analysis analysis = Analyzer.analyze(
                List.of(Source.of(
                        "long.log", new ByteArrayInputStream(log.toString().getBytes(UTF_8)))),
                AnalysisOptions.ALL.withHistory(true));
        LiveCourse course = LiveCourse.of(analysis.timeline());

        assertThat(course.whole()).isFalse();
        assertThat(course.steps()).hasSizeBetween(LiveCourse.MOST_WHOLE / 2, LiveCourse.MOST_WHOLE / 2 + 2000);
        assertThat(course.steps().stream().mapToLong(Step::occupiedBytes).max())
                .hasValue(analysis.timeline().peak().occupiedBytes());
        assertThat(last(course).sizeBytes()).isEqualTo(analysis.totals().liveBytes());
    }

    @Test
    void aRunWithoutEventsHasNothingLive() throws IOException {
        Analysis empty = Analyzer.analyze(
                List.of(Source.of("empty.log", InputStream.nullInputStream())), AnalysisOptions.ALL.withHistory(true));

        assertThat(LiveCourse.of(empty.timeline()).steps()).allMatch(step -> step.equals(new Step(0, 0, 0)));
    }
}
