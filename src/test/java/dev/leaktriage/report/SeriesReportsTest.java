package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leaktriage.compare.CompareOptions;
import dev.leaktriage.compare.Series;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.ProcessLife.End;
import dev.leaktriage.model.RunSeries;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesReportsTest {
    private static RunSeries series(List<Analysis> runs) {
        return Series.of(runs, CompareOptions.PLAIN);
    }

    private static RunSeries growing() {
        return series(List.of(Runs.clean(), leaking(1), leaking(3), leaking(5)));
    }

    private static Analysis leaking(int devices) {
        return new RunBuilder("run.log")
                .life("run.log", OptionalLong.of(1), End.ORDERLY, "the log has its trailer", 0)
                .live(0, devices, 0x20, Runs.TENSOR, 11, Verdict.LEAK, Confidence.PROBABLE, "no-owner-found")
                .build();
    }

    private static String written(ReportFormat format, RunSeries series) throws IOException {
        StringWriter out = new StringWriter();
        SeriesReports.in(format).write(series, ReportOptions.PLAIN, out);
        return out.toString();
    }

    @Test
    void textAnswersWhichLeaksGrowSinceWhenAndHowSteeply() throws IOException {
        assertThat(written(ReportFormat.TEXT, growing()))
                .startsWith("4 runs: 0 -> 1 -> 3 -> 5 live, 0 B -> 12.0 KiB -> 36.0 KiB -> 60.0 KiB.\n"
                        + "all logs intact: no event is known to be missing.\n")
                .contains("1 site with leaks holds more from run to run, the worst ttnn::softmax: +1.7 handles and")
                .containsPattern("\\n  leak +2 +\\+20\\.4 KiB +0 +1 +3 +5\\n");
    }

    @Test
    void csvHasOneColumnForEachRun() throws IOException {
        List<String> lines = written(ReportFormat.CSV, growing()).lines().toList();

        assertThat(lines.get(0))
                .startsWith("site,memory,operation,top_frame,first_run,handles_per_run,size_bytes_per_run,")
                .contains(",handles_1,handles_2,handles_3,handles_4,size_bytes_1,")
                .endsWith(",tier_1,tier_2,tier_3,tier_4");
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1))
                .startsWith("c3d4e5f6,L1,ttnn::softmax,tt::tt_metal::create_device_tensor(),2,1.7,20889.6,")
                .contains(",0,1,3,5,0,12288,36864,61440,")
                .endsWith(",leak,leak,leak,,,exact,exact");
    }

    @Test
    void whatIsWrittenAsJsonIsWhatIsDocumented() throws IOException {
        JsonNode schema = SchemaCheck.schema("series.schema.json");
        for (RunSeries series : List.of(growing(), series(Runs.all()), series(List.of(Runs.nothing(), Runs.clean())))) {
            JsonNode json = new ObjectMapper().readTree(written(ReportFormat.JSON, series));
            assertThat(SchemaCheck.complaints(schema, json)).isEmpty();
        }
    }

    @Test
    void damageIsToldInTheFirstLines() throws IOException {
        assertThat(written(ReportFormat.TEXT, series(List.of(Runs.clean(), Runs.damaged())))
                        .lines())
                .contains("LOG DAMAGED: run 2; no number of these is certain.");
    }

    @Test
    void ofManyRunsTextShowsTheFirstAndTheLast() throws IOException {
        RunSeries many = series(Collections.nCopies(12, leaking(1)));

        assertThat(written(ReportFormat.TEXT, many))
                .contains("run 1  ...  run 7  run 8")
                .contains("run 12")
                .doesNotContain("run 2 ");
        assertThat(written(ReportFormat.TEXT, many).lines().skip(3))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(written(ReportFormat.CSV, many)).contains(",handles_12,");
    }

    @Test
    void itsFilesAreKnownAsItsOwn(@TempDir Path folder) throws IOException {
        for (ReportFormat format : SeriesReports.formatsKnown()) {
            Path file = Files.writeString(folder.resolve(format.label()), written(format, growing()));
            OutputFile.write(file, false, out -> out.write("new"));
            assertThat(file).content().isEqualTo("new");
        }
    }
}
