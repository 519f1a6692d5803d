package dev.leaktriage.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What readers of the formats insist on. */
class FormatRulesTest {
    private static Exports sample(String name) throws IOException {
        return Exports.of(Files.readAllBytes(Path.of("samples", name + ".log")));
    }

    /** The rules of speedscope's own schema for a file of sampled profiles. */
    @Test
    void aSpeedscopeFileKeepsTheRulesOfItsSchema() throws IOException {
        JsonNode file = sample("source-lines").speedscope(ByteKind.OCCUPIED);

        assertThat(file.get("$schema").asText()).isEqualTo("https://www.speedscope.app/file-format-schema.json");
        assertThat(names(file))
                .containsExactly("$schema", "activeProfileIndex", "exporter", "name", "profiles", "shared");
        assertThat(file.get("activeProfileIndex").isIntegralNumber()).isTrue();
        JsonNode frames = file.at("/shared/frames");
        for (JsonNode frame : frames) {
            assertThat(frame.get("name").isTextual()).isTrue();
            assertThat(frame.get("file").isTextual()).isTrue();
            assertThat(frame.get("line").isIntegralNumber()).isTrue();
            assertThat(names(frame)).containsExactly("file", "line", "name");
        }
        assertThat(file.get("profiles")).hasSize(4);
        for (JsonNode profile : file.get("profiles")) {
            assertThat(names(profile))
                    .containsExactly("endValue", "name", "samples", "startValue", "type", "unit", "weights");
            assertThat(profile.get("type").asText()).isEqualTo("sampled");
            assertThat(profile.get("unit").asText()).isEqualTo("bytes");
            assertThat(profile.get("samples")).hasSameSizeAs(profile.get("weights"));
            for (JsonNode stack : profile.get("samples")) {
                assertThat(stack)
                        .isNotEmpty()
                        .allMatch(number -> number.asInt() >= 0 && number.asInt() < frames.size());
            }
        }
    }

    @Test
    void aProfileHasItsTypesLabelsAndSourceLines() throws IOException {
        PprofFile file = PprofFile.read(sample("source-lines").pprof());

        assertThat(file.strings().get(0)).isEmpty();
        assertThat(file.strings()).doesNotHaveDuplicates();
        assertThat(file.comments()).containsExactly("made by leaktriage", "of run.log");
        assertThat(file.defaultSampleType()).isEqualTo("live_occupied");
        assertThat(file.types())
                .hasSize(12)
                .containsEntry("live_handles", "count")
                .containsEntry("peak_bytes", "bytes")
                .containsEntry("leaked_occupied", "bytes")
                .containsEntry("allocated_bytes", "bytes");
        assertThat(file.samples()).anySatisfy(sample -> {
            assertThat(sample.labels())
                    .containsEntry("verdict", "leak")
                    .containsEntry("memory", "DRAM")
                    .containsEntry("devices", "1")
                    .containsEntry("site", "s-ff0eaab9");
            assertThat(sample.stack().get(0)).isEqualTo("forward models/decoder.py:57");
            assertThat(sample.stack().get(3))
                    .isEqualTo("tt::tt_metal::create_device_tensor() ttnn/core/tensor/tensor_impl.cpp:88");
        });
    }

    @Test
    void aProfileIsTheSameToTheByteAndBearsNoTime() throws IOException {
        byte[] first = sample("iteration-leak").pprof();

        assertThat(sample("iteration-leak").pprof()).isEqualTo(first);
        // RFC 1952: magic number, deflate, no flags, no time.
        assertThat(Arrays.copyOf(first, 8)).containsExactly(0x1f, 0x8b, 8, 0, 0, 0, 0, 0);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(first)).readAllBytes())
                .isNotEmpty();
    }

    @Test
    void goReadsAProfile(@TempDir Path folder) throws IOException, InterruptedException {
        Assumptions.assumeTrue(onPath("go"), "no go on the path: its pprof cannot be asked");
        Path profile = folder.resolve("run.pb.gz");
        Files.write(profile, sample("source-lines").pprof());
        ProcessBuilder asked = new ProcessBuilder(
                        "go",
                        "tool",
                        "pprof",
                        "-lines",
                        "-sample_index=leaked_bytes",
                        "-unit=B",
                        "-top",
                        profile.toString())
                .redirectErrorStream(true);
        asked.environment().put("HOME", folder.toString());
        Process pprof = asked.start();
        String told = new String(pprof.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        int code = pprof.waitFor();
        Assumptions.assumeFalse(told.contains("no such tool"), "this go has no pprof");
        assertThat(code).as(told).isZero();
        assertThat(told)
                .contains("made by leaktriage", "Type: leaked_bytes", "100% of 32768B total")
                .containsPattern("32768B +100%  forward models/decoder.py:57");
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @Test
    void aTraceKeepsTheRulesOfItsReaders() throws IOException {
        String text = sample("oom-fragmented").perfetto(ByteKind.OCCUPIED);
        JsonNode trace = new ObjectMapper().readTree(text);

        // Older readers know a trace by these bytes, and read no events behind other properties.
        assertThat(text).startsWith("{\"traceEvents\":[");
        assertThat(names(trace)).containsExactly("metadata", "traceEvents");
        assertThat(trace.at("/metadata/clock").asText()).contains("one microsecond is one allocation or deallocation");
        for (JsonNode event : trace.get("traceEvents")) {
            switch (event.get("ph").asText()) {
                case "M" -> assertThat(event.at("/args/name").isTextual()).isTrue();
                case "C" -> {
                    assertThat(event.get("ts").isIntegralNumber()).isTrue();
                    assertThat(event.get("args")).hasSize(1).allMatch(JsonNode::isIntegralNumber);
                }
                case "i" -> assertThat(event.get("s").asText()).isEqualTo("g");
                default -> assertThat(event).isNull();
            }
        }
        assertThat(trace.get("traceEvents")).anySatisfy(event -> {
            assertThat(event.path("cat").asText()).isEqualTo("out-of-memory");
            assertThat(event.at("/args/at").asText()).matches("run\\.log:\\d+");
        });
    }

    @Test
    void aDamagedLogIsSaidToBeOneInEveryFormatThatHasRoomForIt() throws IOException {
        Exports run = sample("lost-lines");
        String note = "log damaged: at least 2 events lost; first sign at run.log:60: ";

        JsonNode speedscope = run.speedscope(ByteKind.SIZE);
        assertThat(speedscope.get("name").asText()).contains(note);
        assertThat(speedscope.get("profiles"))
                .hasSize(4)
                .allMatch(profile -> profile.get("name").asText().endsWith(" size bytes (log damaged)"));
        assertThat(PprofFile.read(run.pprof()).comments()).anyMatch(comment -> comment.startsWith(note));
        JsonNode trace = new ObjectMapper().readTree(run.perfetto(ByteKind.SIZE));
        assertThat(trace.at("/metadata/damage").asText()).startsWith(note);
        assertThat(trace.at("/traceEvents/0/args/name").asText()).contains(note);
    }

    @Test
    void aFileIsKnownAgainByItsHead() throws IOException {
        Exports run = sample("iteration-leak");

        assertThat(wrote(run.pprof())).containsExactly(ExportFormat.PPROF);
        assertThat(wrote(run.perfetto(ByteKind.SIZE).getBytes(StandardCharsets.UTF_8)))
                .containsExactly(ExportFormat.PERFETTO);
        assertThat(wrote(run.events().getBytes(StandardCharsets.UTF_8))).containsExactly(ExportFormat.CSV_EVENTS);
        assertThat(wrote(run.speedscope(ByteKind.SIZE).toString().getBytes(StandardCharsets.UTF_8)))
                .containsExactly(ExportFormat.SPEEDSCOPE);
        assertThat(wrote(run.folded(Quantity.LIVE, ByteKind.SIZE).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(wrote(new byte[] {0x1f, (byte) 0x8b})).isEmpty();
    }

    private static List<ExportFormat> wrote(byte[] head) {
        return Arrays.stream(ExportFormat.values())
                .filter(format -> format.wrote(head))
                .toList();
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
