package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.JoinedSource;
import dev.leaktriage.model.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A graph capture beside the log of the same run: its operations are where the buffers of the log come from. */
class JoinedCaptureTest {
    /** Nodes of a capture, one on each line. */
    private static final class Capture {
        private final StringBuilder nodes = new StringBuilder();
        private int counter;

        private Capture node(String type, String connections, String params) {
            nodes.append(nodes.isEmpty() ? "" : ",\n")
                    .append("{\"counter\": ")
                    .append(counter++)
                    .append(", \"node_type\": \"")
                    .append(type)
                    .append("\", \"connections\": [")
                    .append(connections)
                    .append("], \"params\": {")
                    .append(params)
                    .append("}}");
            return this;
        }

        private Capture starts(String function) {
            return node("function_start", "", "\"name\": \"" + function + "\"");
        }

        private Capture ends(String function) {
            return node("function_end", "", "\"name\": \"" + function + "\"");
        }

        /** Allocates a buffer of 4,096 B in DRAM of mesh 1; the buffer's node is the one before. */
        private Capture allocates(long address) {
            node("buffer", "", "");
            return node("buffer_allocate", "" + (counter - 1), buffer(address));
        }

        private Capture frees(int buffer, long address) {
            return node("buffer_deallocate", "" + buffer, buffer(address));
        }

        private static String buffer(long address) {
            return "\"size\": 4096, \"address\": " + address
                    + ", \"buffer_type\": 0, \"device_id\": 1, \"page_size\": 2048, \"num_cores\": 0";
        }

        private String text() {
            String start = "[{\"counter\": 0, \"node_type\": \"capture_start\", \"params\": null}";
            String end = "{\"counter\": 1000, \"node_type\": \"capture_end\", \"params\": null}]";
            return start + ",\n" + nodes + ",\n" + end;
        }

        private Source source() {
            return JoinedCaptureTest.source("graph.json", text());
        }
    }

    private static Capture capture() {
        Capture capture = new Capture();
        capture.counter = 1;
        return capture;
    }

    private static Source source(String name, String text) {
        return Source.of(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String allocated(long address, int... devices) {
        StringBuilder lines = new StringBuilder();
        for (int device : devices) {
            lines.append("\u2713 [PID 77] Allocated 4096 bytes of DRAM on device ")
                    .append(device)
                    .append(" (buffer_id=")
                    .append(address)
                    .append(")\n");
        }
        return lines.toString();
    }

    private static String freed(long address, int... devices) {
        StringBuilder lines = new StringBuilder();
        for (int device : devices) {
            lines.append("\u2717 [PID 77] Freed buffer ")
                    .append(address)
                    .append(" on device ")
                    .append(device)
                    .append(" (4096 bytes, FINAL)\n");
        }
        return lines.toString();
    }

    private static Analysis analyse(Source... sources) throws IOException {
        return Analyzer.analyze(List.of(sources), AnalysisOptions.ALL);
    }

    private static String stackOf(Attribution attribution) {
        return attribution.handle().site().stack().frames().toString();
    }

    private static JoinedSource lender(Analysis analysis) {
        return analysis.joining().sources().stream()
                .filter(source -> source.part() == JoinedSource.Part.LENDS)
                .findFirst()
                .orElseThrow();
    }

    /** Two buffers of a mesh of two devices; the one of the addition stays. The rows begin before the capture. */
    @Test
    void aBufferWithoutAStackComesFromTheOperationThatMadeIt() throws IOException {
        String server =
                allocated(0x9000, 0, 1) + allocated(0x1000, 0, 1) + allocated(0x2000, 0, 1) + freed(0x1000, 0, 1);
        Capture capture = capture()
                .starts("ttnn.matmul")
                .allocates(0x1000)
                .ends("ttnn.matmul")
                .starts("ttnn.add")
                .allocates(0x2000)
                .ends("ttnn.add")
                .frees(2, 0x1000);

        Analysis analysis = analyse(capture.source(), source("server.log", server));

        assertThat(analysis.totals())
                .isEqualTo(analyse(source("server.log", server)).totals());
        List<Attribution> added = analysis.attributions().stream()
                .filter(judged -> judged.handle().id().address() == 0x2000)
                .toList();
        assertThat(added).hasSize(2).allSatisfy(judged -> {
            assertThat(stackOf(judged)).contains("ttnn.add");
            assertThat(judged.handle().doubt()).isEmpty();
            assertThat(judged.evidence().because()).contains("graph.json:8 tells of the same allocation");
        });
        assertThat(analysis.attributions().stream()
                        .filter(judged -> judged.handle().id().address() == 0x9000)
                        .map(judged -> judged.handle().site().stack().frames().size()))
                .containsExactly(0, 0);
        assertThat(lender(analysis).allocations()).isEqualTo(2);
        assertThat(lender(analysis).matched()).isEqualTo(2);
        assertThat(lender(analysis).uncertain()).isZero();
        assertThat(analysis.integrity().intact()).isTrue();
    }

    /** The same allocation again, once the capture is over: which of the two it saw is not known. */
    @Test
    void anAllocationThatOccursOutsideTheWindowTooIsUncertain() throws IOException {
        String server = allocated(0x1000, 0) + freed(0x1000, 0) + allocated(0x2000, 0) + allocated(0x1000, 0);
        Capture capture = capture()
                .starts("ttnn.matmul")
                .allocates(0x1000)
                .ends("ttnn.matmul")
                .frees(2, 0x1000)
                .starts("ttnn.add")
                .allocates(0x2000)
                .ends("ttnn.add");

        Analysis analysis = analyse(source("server.log", server), capture.source());

        assertThat(lender(analysis).matched()).isEqualTo(2);
        assertThat(lender(analysis).uncertain()).isEqualTo(1);
        assertThat(stackOf(analysis.attributions().get(1))).contains("ttnn.add");
        assertThat(analysis.attributions().get(1).handle().doubt()).isEmpty();
    }

    /** A capture has seen something that the log has not: that is counted, and no sign that the log is damaged. */
    @Test
    void whatTheLogLacksIsCountedAndNoDamage() throws IOException {
        String server = allocated(0x1000, 0) + allocated(0x3000, 0);
        Capture capture = capture()
                .starts("ttnn.matmul")
                .allocates(0x1000)
                .allocates(0x2000)
                .allocates(0x3000)
                .ends("ttnn.matmul");

        Analysis analysis = analyse(source("server.log", server), capture.source());

        assertThat(lender(analysis).matched()).isEqualTo(2);
        assertThat(lender(analysis).missing()).isEqualTo(1);
        assertThat(analysis.integrity().intact()).isTrue();
    }

    @Test
    void whatHasNoAddressAndWhatWasAbortedIsCounted() throws IOException {
        Capture capture = capture()
                .starts("ttnn.matmul")
                .allocates(0)
                .allocates(0)
                .node("function_end", "", "\"name\": \"ttnn.matmul\", \"aborted\": \"true\", \"abort_reason\": \"no\"");

        Analysis analysis = analyse(source("server.log", allocated(0x1000, 0)), capture.source());

        assertThat(lender(analysis).matched()).isZero();
        assertThat(lender(analysis).passedOver()).isEqualTo(3);
        assertThat(analysis.attributions()).singleElement().satisfies(judged -> {
            assertThat(judged.verdict()).isEqualTo(Verdict.LEAK);
            assertThat(judged.confidence()).isEqualTo(Confidence.POSSIBLE);
        });
    }

    @Test
    void theTensorThatTheCaptureSawIsNamedToo() throws IOException {
        Capture capture = capture()
                .starts("ttnn.matmul")
                .allocates(0x1000)
                .ends("ttnn.matmul")
                .node(
                        "tensor",
                        "",
                        "\"tensor_id\": 5, \"shape\": \"Shape([32, 32])\", \"dtype\": \"DataType::BFLOAT16\","
                                + " \"address\": 4096, \"buffer_type\": 0, \"device_id\": 1");

        Analysis analysis = analyse(source("server.log", allocated(0x1000, 0)), capture.source());

        assertThat(analysis.attributions().get(0).evidence().because())
                .endsWith("graph.json:4 tells of the same allocation; tensor 5 of shape [32, 32], BFLOAT16, lies in it"
                        + " (graph.json:6)");
    }

    /** Most captures are written on one line. */
    @Test
    void nodesOfOneLineAreCitedByTheirNumbers() throws IOException {
        Capture capture = capture()
                .starts("ttnn.matmul")
                .allocates(0x1000)
                .ends("ttnn.matmul")
                .frees(2, 0x1000);

        Analysis analysis = analyse(
                source("server.log", allocated(0x1000, 0)),
                source("graph.json", capture.text().replace("\n", "")));

        Attribution judged = analysis.attributions().get(0);
        assertThat(judged.evidence().because()).contains("graph.json:1 (node 3) tells of the same allocation");
        assertThat(judged.handle().doubt()).hasValue("graph.json:1 (node 5) shows that its memory was given back");
    }

    /** A tracker's record has a stack of its own, and keeps it. */
    @Test
    void aStackOfItsOwnStays() throws IOException {
        String tracker = "DEBUG: Tracking buffer at 0x1000 size=4096 device=0 type=DRAM\n  Call stack:\n    1. own()\n"
                + "DEBUG: Tracking buffer at 0x2000 size=4096 device=0 type=DRAM\n";
        Capture capture = capture()
                .starts("ttnn.matmul")
                .allocates(0x1000)
                .allocates(0x2000)
                .ends("ttnn.matmul");

        Analysis analysis = analyse(capture.source(), source("tracker.log", tracker));

        assertThat(stackOf(analysis.attributions().get(0))).contains("own()");
        assertThat(stackOf(analysis.attributions().get(1))).contains("ttnn.matmul");
        assertThat(analysis.attributions().get(0).evidence().because()).contains("graph.json:4");
    }
}
