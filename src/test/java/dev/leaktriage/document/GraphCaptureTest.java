package dev.leaktriage.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.Analyzer;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Totals;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Real captures and what they come to.
 *
 * <p>Totals were counted with {@code jq '[.[]|select(.node_type|test("_allocate$"))]|length'}, likewise {@code
 * _deallocate}, and with the sums of {@code .params.size}; the rest was read by eye in files of 400 lines.
 */
class GraphCaptureTest {
    private static Analysis analysisOf(String name) throws IOException {
        return Documents.analysisOf(Documents.FOLDER.resolve(name));
    }

    /** One tensor of 2 MiB that is freed, a kernel binary of 22,528 B, three circular buffers of 786,432 B in all. */
    @Test
    void aMatrixMultiplicationWithDispatch() throws IOException {
        Analysis analysis = analysisOf("graph_matmul_normal_mode.json");

        assertThat(analysis.totals()).isEqualTo(new Totals(5, 1, 0, 2097152 + 22528 + 786432, 2097152, 0));
        assertThat(Documents.live(analysis))
                .containsExactly(
                        "227 CB 0 0x1b400 131072 524288 system definite circular-buffers ttnn.matmul",
                        "242 CB 0 0x3b400 131072 524288 system definite circular-buffers ttnn.matmul",
                        "257 CB 0 0x5b400 524288 2097152 system definite circular-buffers ttnn.matmul",
                        "287 DRAM 1 0xfefff000 22528 22528 program-cache probable program-cache ttnn.matmul");
        assertThat(analysis.attributions().get(3).handle().site().stack().frames())
                .containsExactly(new Frame("MatmulDeviceOperation", ""), new Frame("ttnn.matmul", ""));
        assertThat(analysis.recognition().recordsByDialect()).containsExactly(Map.entry("graph-capture", 24L));
        assertThat(analysis.findings()).isEmpty();
        assertThat(analysis.integrity().damages()).isEmpty();
    }

    /** The same without dispatch: every address is 0, and nothing is compiled. */
    @Test
    void aMatrixMultiplicationWithoutDispatch() throws IOException {
        Analysis analysis = analysisOf("graph_matmul_l1_out_no_dispatch.json");

        assertThat(analysis.totals()).isEqualTo(new Totals(4, 1, 0, 2097152 + 786432, 2097152, 0));
        assertThat(Documents.live(analysis))
                .containsExactly(
                        "225 CB 1 0x0 131072 524288 system definite circular-buffers ttnn.matmul",
                        "240 CB 1 0x0 131072 524288 system definite circular-buffers ttnn.matmul",
                        "255 CB 1 0x0 524288 2097152 system definite circular-buffers ttnn.matmul");
        assertThat(analysis.findings()).isEmpty();
    }

    /** Its circular buffers lie in the shards of its tensors, and its 64 shards of 32,768 B are the tensor. */
    @Test
    void anAdditionOfShardedTensors() throws IOException {
        Analysis analysis = analysisOf("graph_sharded_add_no_dispatch.json");

        assertThat(analysis.totals()).isEqualTo(new Totals(4, 1, 0, 2097152 + 98304, 2097152, 0));
        assertThat(Documents.live(analysis))
                .hasSize(3)
                .allSatisfy(
                        row -> assertThat(row).endsWith(" CB 3 0x0 32768 0 view definite view-of-live-owner ttnn.add"));
        assertThat(analysis.timeline().peak().occupiedBytes()).isEqualTo(64 * 32768);
    }

    /** Texts for numbers, no device, frees of 0 B: the second one's address is 0, the first one's is not. */
    @Test
    void anOldCapture() throws IOException {
        Analysis analysis = analysisOf("graph_ttnn_add_techreport_string_params.json");

        assertThat(analysis.totals()).isEqualTo(new Totals(6, 2, 0, 2 * 24576 + 4 * 4096, 2 * 24576, 0));
        // 8 + 4 cores, then 3 times 64.
        assertThat(analysis.attributions())
                .extracting(attribution -> attribution.handle().occupiedBytes())
                .containsExactly(12 * 4096L, 64 * 4096L, 64 * 4096L, 64 * 4096L);
        assertThat(analysis.findings()).isEmpty();
    }

    @Test
    void aCaptureOnOneLineCitesItsNodes() throws IOException {
        Analysis analysis = analysisOf("graph_matmul_one_line.json");

        assertThat(analysis.attributions())
                .extracting(attribution -> attribution.handle().allocatedAt())
                .containsExactly(
                        new LogPosition("graph_matmul_one_line.json", 1, 12),
                        new LogPosition("graph_matmul_one_line.json", 1, 13),
                        new LogPosition("graph_matmul_one_line.json", 1, 14),
                        new LogPosition("graph_matmul_one_line.json", 1, 16));
        assertThat(analysis.attributions().get(3).evidence().because())
                .contains("graph_matmul_one_line.json:1 (node 16)");
    }

    @Test
    void aTensorThatIsLiveAtTheEndMayHaveLeakedAndNoMore() throws IOException {
        Analysis analysis = Documents.analysisOf(
                "c.json",
                capture(
                        start(1, "ttnn.ones"),
                        "{\"counter\":2,\"node_type\":\"buffer\",\"params\":{\"size\":64,\"buffer_type\":0},\"connections\":[]}",
                        allocate(3, 2, 64, 1024),
                        end(4, "ttnn.ones")));

        assertThat(Documents.live(analysis))
                .containsExactly("4 DRAM 1 0x40 1024 1024 leak possible no-owner-found ttnn.ones");
        assertThat(analysis.lives()).extracting(ProcessLife::end).containsExactly(ProcessLife.End.UNKNOWN);
    }

    @Test
    void aBufferFromBeforeTheCaptureIsFreedWithoutAFinding() throws IOException {
        Analysis analysis = Documents.analysisOf(
                "c.json",
                capture(
                        "{\"counter\":1,\"node_type\":\"buffer\",\"params\":{\"size\":64}}",
                        deallocate(2, 1, 64, 1024)));

        assertThat(analysis.totals()).isEqualTo(new Totals(0, 0, 0, 0, 0, 0));
        assertThat(analysis.findings()).isEmpty();
        assertThat(analysis.recognition().records()).isEqualTo(4);
    }

    @Test
    void aBufferThatIsFreedTwiceIsAFinding() throws IOException {
        Analysis analysis = Documents.analysisOf(
                "c.json", capture(allocate(2, 1, 64, 1024), deallocate(3, 1, 64, 0), deallocate(4, 1, 64, 0)));

        assertThat(analysis.findings()).extracting(Finding::id).contains(FindingId.DOUBLE_FREE);
    }

    @Test
    void anAddressThatIsHandedOutAgainSupersedes() throws IOException {
        Analysis analysis = Documents.analysisOf(
                "c.json",
                capture(
                        start(1, "ttnn.a"),
                        allocate(3, 2, 64, 1024),
                        end(4, "ttnn.a"),
                        start(5, "ttnn.b"),
                        allocate(7, 6, 64, 2048)));

        assertThat(analysis.totals().superseded()).isEqualTo(1);
        assertThat(analysis.findings()).extracting(Finding::id).contains(FindingId.LOST_FREE);
    }

    @Test
    void anAbortedFunctionAtTheEndLeavesItsBuffersUnresolved() throws IOException {
        Analysis analysis = Documents.analysisOf(
                "c.json",
                capture(
                        start(1, "ttnn.a"),
                        allocate(3, 2, 64, 1024),
                        "{\"counter\":4,\"node_type\":\"function_end\",\"params\":{\"name\":\"ttnn.a\",\"aborted\":\"true\","
                                + "\"abort_reason\":\"no room\"}}"));

        assertThat(Documents.live(analysis)).singleElement().asString().contains(" unresolved definite log-ends-early");
    }

    @Test
    void anErrorThatSaysWhatDidNotFitIsAFailedAllocation() throws IOException {
        String shard = "\"address\":974336,\"buffer_type\":1,\"device_id\":1,\"size\":524288,\"page_size\":2048,"
                + "\"num_cores\":8,\"max_size_per_bank\":65536";
        String circular = "\"address\":105664,\"size\":983872,\"device_id\":1,\"core_range_set\":\"{[0-0 - 7-7]}\"";
        String clash = "Statically allocated circular buffers in program 7 clash with L1 buffers on core range"
                + " [0-0 - 7-7]. L1 buffer allocated at 974336 and static circular buffer region ends at 1089536";
        Analysis analysis = Documents.analysisOf(
                "c.json",
                capture(
                        start(1, "ttnn.a"),
                        node(3, "buffer_allocate", shard),
                        node(4, "circular_buffer_allocate", circular),
                        node(
                                5,
                                "error",
                                "\"error_message\":\"TT_THROW @ program.cpp:970: tt::exception\\ninfo:\\n" + clash
                                        + "\"")));

        assertThat(analysis.postMortems()).hasSize(1);
        PostMortem told = analysis.postMortems().get(0);
        assertThat(told.cause()).isEqualTo(PostMortem.Cause.CLASH);
        assertThat(told.shortage().at()).hasToString("c.json:5");
        assertThat(told.circular().orElseThrow().inTheWay())
                .extracting(PostMortem.Released::perBankBytes)
                .containsExactly(65536L);
        assertThat(analysis.lives()).extracting(ProcessLife::end).containsExactly(ProcessLife.End.DIED);
    }

    @Test
    void twoCapturesAreTwoLivesOfOneRun() throws IOException {
        String text = capture(allocate(2, 1, 0, 1024));

        Analysis analysis = Documents.analysisOf("c.json", text);
        assertThat(analysis.lives()).hasSize(1);

        assertThat(Analyzer.analyze(List.of(source("a.json", text), source("b.json", text)), AnalysisOptions.ALL)
                        .attributions())
                .extracting(attribution -> attribution.handle().allocatedAt().toString())
                .containsExactly("a.json:2", "b.json:2");
    }

    private static Source source(String name, String text) {
        return Source.of(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aReportTellsTheBanks() throws IOException {
        String report = "{\"devices\": [{\"device_id\": 1, \"num_dram_channels\": 12, \"l1_num_banks\": 64}],\n"
                + "\"graph\": "
                + capture(allocate(2, 1, 64, 1024).replace("\"size\"", "\"max_size_per_bank\":2048,\"size\""))
                + ", \"version\": 1}";

        Analysis analysis = Documents.analysisOf("r.json", report);

        assertThat(Documents.live(analysis)).containsExactly("3 DRAM 1 0x40 1024 24576 leak possible no-owner-found ");
        assertThat(analysis.recognition().recordsByDialect()).containsOnlyKeys("graph-report");
    }

    @Test
    void aCaptureThatBreaksOffSaysSoAndLeavesItsBuffersUnresolved() throws IOException {
        String whole = capture(allocate(2, 1, 64, 1024), deallocate(3, 1, 64, 1024));

        Analysis analysis = Documents.analysisOf("c.json", whole.substring(0, whole.indexOf("buffer_deallocate")));

        assertThat(Documents.live(analysis)).singleElement().asString().contains(" unresolved probable log-ends-early");
        assertThat(analysis.integrity().damages())
                .singleElement()
                .satisfies(damage -> assertThat(damage.at()).isEqualTo(new LogPosition("c.json", 3)));
    }

    @Test
    void aCaptureWithoutItsEndBreaksOffToo() throws IOException {
        String text = "[" + node(0, "capture_start", "") + ",\n" + allocate(2, 1, 64, 1024) + "]";

        assertThat(Documents.live(Documents.analysisOf("c.json", text)))
                .singleElement()
                .asString()
                .contains(" unresolved ");
    }

    @Test
    void aNodeThatIsNoneCostsOneFinding() throws IOException {
        Analysis analysis = Documents.analysisOf(
                "c.json",
                capture(
                        allocate(2, 1, 64, 1024).replace("1024", "1e308"),
                        allocate(4, 3, 64, 1024).replace("1024", "{\"of\": 7}"),
                        allocate(4, 3, 64, 1024),
                        node(9, "buffer_allocate", "\"address\": 3"),
                        "7",
                        allocate(11, 10, 128, 1024)));

        assertThat(analysis.recognition().malformed()).isEqualTo(5);
        assertThat(analysis.findings())
                .filteredOn(finding -> finding.id() == FindingId.MALFORMED_RECORD)
                .extracting(Finding::message)
                .containsExactly(
                        "c.json:2:1: 'size' is '1e308'; expected a whole number up to 281474976710656",
                        "c.json:3:1: 'size' is 'an object'; expected a whole number up to 281474976710656",
                        "c.json:4:1: 'counter' is 4 behind a node with 4; nodes are numbered in their order, each number"
                                + " once",
                        "c.json:5:1: the node states no 'size'; expected a whole number",
                        "c.json:6:1: a node is an object, not a number");
        assertThat(Documents.live(analysis)).singleElement().asString().contains(" leak possible ");
    }

    @Test
    void aNodeThatIsNoneIsALostEventOfTheCapture() throws IOException {
        Analysis analysis = Documents.analysisOf(
                "c.json", capture(allocate(2, 1, 64, 1024), node(3, "buffer_allocate", "\"address\": 3")));

        assertThat(analysis.integrity().lostEventsAtLeast()).isEqualTo(1);
        assertThat(analysis.integrity().damages())
                .singleElement()
                .satisfies(damage -> assertThat(damage.message()).isEqualTo("this record does not parse"));
    }

    @Test
    void whatIsNoGraphIsToldWithItsPlace() {
        assertThatThrownBy(() -> Documents.analysisOf("c.json", "[{\"node_type\" 7"))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("c\\.json:1:1\\d: error: this is no JSON; expected a ttnn graph capture: .*");
        assertThatThrownBy(() -> Documents.analysisOf("c.json", "{\"version\": 1, \"graph\": {}}"))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("c\\.json:1:\\d+: error: no node of a graph; expected .*");
        assertThatThrownBy(() -> Documents.analysisOf("c.json", "{\"version\": 1"))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("c\\.json:1:\\d+: error: the file ends too early; expected .*");
    }

    @Test
    void coresAreCountedInBothNotations() {
        assertThat(CoreRanges.cores("{[0-0 - 10-9]}")).isEqualTo(110);
        assertThat(CoreRanges.cores("{[(x=0,y=0) - (x=0,y=7)], [(x=1,y=0) - (x=1,y=3)]}"))
                .isEqualTo(12);
        assertThat(CoreRanges.cores("{}")).isEqualTo(-1);
    }

    private static String capture(String... nodes) {
        return "[" + node(0, "capture_start", "") + ",\n" + String.join(",\n", nodes) + ",\n"
                + node(1000, "capture_end", "") + "]";
    }

    private static String start(int counter, String name) {
        return node(counter, "function_start", "\"name\": \"" + name + "\"");
    }

    private static String end(int counter, String name) {
        return node(counter, "function_end", "\"name\": \"" + name + "\"");
    }

    private static String allocate(int counter, int buffer, int address, int size) {
        return buffer(counter, "buffer_allocate", buffer, address, size);
    }

    private static String deallocate(int counter, int buffer, int address, int size) {
        return buffer(counter, "buffer_deallocate", buffer, address, size);
    }

    private static String buffer(int counter, String type, int buffer, int address, int size) {
        return node(
                        counter,
                        type,
                        "\"address\":" + address + ",\"buffer_type\":0,\"device_id\":1,\"size\":" + size
                                + ",\"page_size\":32")
                .replace("\"connections\":[]", "\"connections\":[" + buffer + "]");
    }

    private static String node(int counter, String type, String params) {
        return "{\"counter\":" + counter + ",\"node_type\":\"" + type + "\",\"connections\":[],\"params\":{" + params
                + "}}";
    }
}
