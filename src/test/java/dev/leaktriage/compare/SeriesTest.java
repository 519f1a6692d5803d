package dev.leaktriage.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.Analyzer;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.MatchTier;
import dev.leaktriage.model.RunSeries;
import dev.leaktriage.model.SiteSeries;
import dev.leaktriage.model.SiteSeries.Column;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private static final String LOG = log();

    private static String log() {
        try {
            return Files.readString(Path.of("samples/decode-after.log"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The run until one of its checkpoints, so that a later one leaks more. */
    private static Analysis until(int token, String log) throws IOException {
        AnalysisOptions all = AnalysisOptions.ALL;
        AnalysisOptions options = new AnalysisOptions(
                Optional.of("token " + token),
                all.execution(),
                all.process(),
                all.device(),
                all.rules(),
                all.address());
        return Analyzer.analyze(
                List.of(Source.of("run.log", new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)))), options);
    }

    private static RunSeries series(Analysis... runs) {
        return Series.of(Arrays.asList(runs), CompareOptions.PLAIN);
    }

    private static SiteSeries leak(RunSeries series) {
        List<SiteSeries> leaking = series.sites().stream()
                .filter(site -> site.last().site().operation().equals("ttnn::matmul"))
                .filter(site -> site.columns().stream()
                        .anyMatch(column -> column.live(Verdict.LEAK).handles() > 0))
                .toList();
        assertThat(leaking).hasSize(1);
        return leaking.get(0);
    }

    @Test
    void aSiteHasOneColumnForEachRunInTheirOrder() throws IOException {
        SiteSeries leak = leak(series(until(0, LOG), until(2, LOG), until(4, LOG)));

        assertThat(leak.columns()).extracting(column -> column.live().handles()).containsExactly(2L, 6L, 10L);
        assertThat(leak.columns())
                .extracting(Column::tier)
                .containsExactly(Optional.empty(), Optional.of(MatchTier.EXACT), Optional.of(MatchTier.EXACT));
        assertThat(leak.firstRun()).isEqualTo(1);
        assertThat(leak.slope(Sum::handles)).isEqualByComparingTo("4.0");
        assertThat(leak.slope(Sum::sizeBytes)).isEqualByComparingTo("131072.0");
    }

    @Test
    void theSlopeIsThatOfLeastSquares() throws IOException {
        Analysis few = until(0, LOG);
        Analysis many = until(4, LOG);

        // Handles 2, 10, 2, 10: mean 6, sum of (x - 1.5)(y - 6) = 8, sum of squares 5.
        assertThat(leak(series(few, many, few, many)).slope(Sum::handles)).isEqualByComparingTo("1.6");
        assertThat(leak(series(many, few)).slope(Sum::handles)).isEqualByComparingTo("-8.0");
        assertThat(leak(series(many)).slope(Sum::handles)).isEqualByComparingTo("0.0");
    }

    @Test
    void aSiteThatIsMissingForAWhileIsTheSameWhenItComesBack() throws IOException {
        String other = Files.readString(Path.of("samples/mesh-add-matmul.log"));
        Analysis without = Analyzer.analyze(
                List.of(Source.of("run.log", new ByteArrayInputStream(other.getBytes(StandardCharsets.UTF_8)))),
                AnalysisOptions.ALL);
        SiteSeries leak = leak(series(without, until(1, LOG), without, until(3, LOG)));

        assertThat(leak.columns()).extracting(column -> column.live().handles()).containsExactly(0L, 4L, 0L, 8L);
        assertThat(leak.columns().get(2)).isEqualTo(Column.NONE);
        assertThat(leak.firstRun()).isEqualTo(2);
    }

    @Test
    void sitesAreFollowedThroughEveryTier() throws IOException {
        String renumbered = LOG.replace("ttnn::matmul()", "ttnn::matmul() at matmul.cpp:57");
        String moved = LOG.replace("ttnn::matmul()", "ttnn::matmul() at matmul.cpp:99");
        SiteSeries leak = leak(series(until(1, renumbered), until(2, moved), until(3, moved)));

        assertThat(leak.columns())
                .extracting(Column::tier)
                .containsExactly(Optional.empty(), Optional.of(MatchTier.SOURCE_LINE), Optional.of(MatchTier.EXACT));
    }

    @Test
    void everyRunIsAccountedForBySites() throws IOException {
        RunSeries series = series(until(0, LOG), until(2, LOG), until(1, LOG));

        for (int run = 0; run < series.runs().size(); run++) {
            int at = run;
            assertThat(series.sites().stream()
                            .map(site -> site.columns().get(at).live())
                            .reduce(Sum.ZERO, Sum::plus))
                    .isEqualTo(series.runs().get(run).total());
        }
    }

    @Test
    void leaksComeFirstAndTheSteepestOfThem() throws IOException {
        assertThat(series(until(0, LOG), until(4, LOG)).sites().get(0))
                .isEqualTo(leak(series(until(0, LOG), until(4, LOG))));
    }
}
