package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.Analyzer;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.report.LiveCourse.Step;
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

        assertThat(replayed.whole()).isTrue();
        assertThat(sampled.whole()).isFalse();
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
    void aRunWithoutEventsHasNothingLive() throws IOException {
        Analysis empty = Analyzer.analyze(
                List.of(Source.of("empty.log", InputStream.nullInputStream())), AnalysisOptions.ALL.withHistory(true));

        assertThat(LiveCourse.of(empty.timeline()).steps()).allMatch(step -> step.equals(new Step(0, 0, 0)));
    }
}
