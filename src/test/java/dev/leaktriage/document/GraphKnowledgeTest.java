package dev.leaktriage.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.CacheUse;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.MemoryCheck;
import dev.leaktriage.model.MemoryCheck.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What captures say besides events: tensors, hits of the program cache, what the allocator held after operations. */
class GraphKnowledgeTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path REPORT = Path.of("samples/graph-report.json");

    /**
     * Real captures whose frees were taken out, so that the output of the operation stays live.
     *
     * <p>Tensors were read with {@code jq '.[]|select(.node_type=="tensor").params|[.tensor_id,.shape,.dtype]'}: each of
     * these captures has four nodes of tensors, and the output has the highest number.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    graph_matmul_normal_mode.json                 | tensor 5 of shape [1, 1, 1024, 1024], BFLOAT16 | 1
                    graph_matmul_l1_out_no_dispatch.json          | tensor 3 of shape [1, 1, 1024, 1024], BFLOAT16 | 1
                    graph_sharded_add_no_dispatch.json            | tensor 11 of shape [1, 1, 2048, 512], BFLOAT16 | 1
                    graph_ttnn_add_techreport_string_params.json  | a tensor of shape [4, 3, 32, 32]               | 2
                    """)
    void aLiveBufferNamesItsTensor(String name, String tensor, int buffers) throws IOException {
        JsonNode nodes = MAPPER.readTree(Documents.FOLDER.resolve(name).toFile());
        assertThat(StreamSupport.stream(nodes.spliterator(), false).filter(node -> isOf(node, "tensor")))
                .hasSize(4);
        ArrayNode kept = MAPPER.createArrayNode();
        nodes.forEach(node -> {
            if (!isOf(node, "buffer_deallocate")) {
                kept.add(node);
            }
        });

        Analysis analysis = Documents.analysisOf(name, MAPPER.writeValueAsBytes(kept));

        List<Attribution> named = analysis.attributions().stream()
                .filter(judged -> judged.evidence().because().contains("; " + tensor + ", lies in it (" + name + ":1"))
                .toList();
        assertThat(named).hasSize(buffers);
        assertThat(named.get(0).evidence().lines()).hasSizeGreaterThan(1);
        assertThat(analysis.cacheUses()).isEmpty();
    }

    @Test
    void aTensorWhoseAddressIsNoNumberIsNoDamage() throws IOException {
        String graph = """
                [{"counter": 0, "node_type": "capture_start", "params": null},
                {"counter": 1, "node_type": "tensor", "params": {"tensor_id": 1, "address": "host", "device_id": "none"}},
                {"counter": 2, "node_type": "capture_end", "params": null}]
                """;

        Analysis analysis = Documents.analysisOf("graph.json", graph);

        assertThat(analysis.recognition().malformed()).isZero();
        assertThat(analysis.integrity().intact()).isTrue();
    }

    private static boolean isOf(JsonNode node, String type) {
        return node.path("node_type").asText().equals(type);
    }

    /** {@code jq '[.graph[]|select(.params.program_cache_hit!=null).params|[.name,.program_cache_hit]]|group_by(.)'}. */
    @Test
    void hitsAndMissesAreCountedByOperation() throws IOException {
        assertThat(Documents.analysisOf(REPORT).cacheUses())
                .containsExactly(
                        new CacheUse("BinaryNgDeviceOperation", 2, 1), new CacheUse("MatmulDeviceOperation", 2, 1));
    }

    private static void held(ArrayNode snapshot, long address, long perBank, int type) {
        ObjectNode buffer = snapshot.addObject();
        buffer.put("device_id", 1);
        buffer.put("address", address);
        buffer.put("max_size_per_bank", perBank);
        buffer.put("buffer_type", type);
        buffer.put("buffer_layout", 0);
    }

    private static Analysis withSnapshots(ObjectNode snapshots) throws IOException {
        ObjectNode report = (ObjectNode) MAPPER.readTree(REPORT.toFile());
        report.set("per_operation_buffers", snapshots);
        return Documents.analysisOf(
                "report.json", MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(report));
    }

    /** After the first operation, node 2, a tensor and two kernel binaries are live. */
    @Test
    void whatTheAllocatorHeldAfterAnOperationIsHeldAgainstTheNodes() throws IOException {
        ObjectNode snapshots = MAPPER.createObjectNode();
        ArrayNode after = snapshots.putArray("2");
        held(after, 1453056, 8192, 1);
        held(after, 1073739776, 2048, 0);
        held(after, 1073737728, 2048, 0);

        Analysis same = withSnapshots(snapshots);

        assertThat(same.checks().memories())
                .extracting(check -> check.memory() + " " + check.devices() + " " + check.outcomes())
                .containsExactly("DRAM [1] {AGREES=1}", "L1 [1] {AGREES=1}");
        assertThat(same.findings()).extracting(finding -> finding.id()).doesNotContain(FindingId.MEMORY_DIFFERS);

        held(after, 4096, 6144, 0);
        snapshots.putArray("33");
        Analysis other = withSnapshots(snapshots);

        MemoryCheck dram = other.checks().memories().get(0);
        assertThat(dram.count(Outcome.UNSEEN)).isEqualTo(1);
        assertThat(dram.count(Outcome.GIVEN_BACK)).isEqualTo(1);
        MemoryCheck.Comparison unseen = dram.shown().get(0);
        assertThat(unseen.apartBytes()).isEqualTo(6144);
        assertThat(unseen.blocks().orElseThrow().matched()).isEqualTo(2);
        assertThat(unseen.blocks().orElseThrow().firstUnseen()).isPresent();
        assertThat(dram.shown().get(1).blocks().orElseThrow().missing()).isEqualTo(2);
        assertThat(other.integrity()).isEqualTo(same.integrity());
    }
}
