package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.CacheEntry;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.WorkloadLife;
import dev.leaktriage.recorder.InspectorFile;
import dev.leaktriage.recorder.LogFormat;
import dev.leaktriage.recorder.RandomWorkloads;
import dev.leaktriage.recorder.Recording;
import dev.leaktriage.recorder.RecordingOptions;
import dev.leaktriage.report.ReportOptions;
import dev.leaktriage.report.TextReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectorFilesTest {
    private static final String WORKLOADS = "mesh_workloads_log.yaml";
    private static final String PROGRAMS = "programs_log.yaml";
    /** A log that ends in a kernel binary may lack frames of it. */
    private static final String END = "DEBUG: Tracking buffer at 0x9000 size=64 device=0 type=L1\n";

    private static final String TWO_BINARIES = binary(0x1000, "add") + binary(0x2000, "multiply") + END;

    private static Source source(String name, String text) {
        return Source.of(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Analysis analyse(AnalysisOptions options, String... namesAndTexts) throws IOException {
        List<Source> sources = new ArrayList<>();
        for (int at = 0; at < namesAndTexts.length; at += 2) {
            sources.add(source(namesAndTexts[at], namesAndTexts[at + 1]));
        }
        return Analyzer.analyze(sources, options);
    }

    private static Analysis analyse(String... namesAndTexts) throws IOException {
        return analyse(AnalysisOptions.ALL, namesAndTexts);
    }

    private static String binary(long address, String operation) {
        return binary(address, operation, "");
    }

    private static String binary(long address, String operation, String fields) {
        return "DEBUG: Tracking buffer at 0x" + Long.toHexString(address)
                + " size=4096 device=0 type=DRAM page_size=2048 banks=12" + fields + "\n  Call stack:\n"
                + "    1. MeshWorkloadImpl::load_binaries()\n    2. create_and_cache_mesh_workload<...>()\n"
                + "    3. ttnn::operations::binary::BinaryDeviceOperation::invoke()\n    4. ttnn::" + operation
                + "()\n";
    }

    private static String freed(long address) {
        return "DEBUG: Untracking buffer at 0x" + Long.toHexString(address) + " size=4096 device=0\n";
    }

    private static String loaded(int workload) {
        return "- mesh_workload_created:\n    mesh_workload_id: " + workload + "\n    timestamp_ns: 10\n"
                + "- mesh_workload_set_program_binary_status:\n    mesh_workload_id: " + workload
                + "\n    mesh_id: 1\n    status: InFlight\n    timestamp_ns: 20\n";
    }

    private static String destroyed(int workload) {
        return "- mesh_workload_destroyed:\n    mesh_workload_id: " + workload + "\n    timestamp_ns: 30\n";
    }

    private static String named(int workload, String name) {
        return "- mesh_workload_set_metadata:\n    mesh_workload_id: " + workload + "\n    name: " + name
                + "\n    parameters: '{}'\n    timestamp_ns: 12\n";
    }

    private static List<Long> workloads(Analysis analysis) {
        return analysis.cacheEntries().stream()
                .map(CacheEntry::workload)
                .flatMap(Optional::stream)
                .map(WorkloadLife::id)
                .toList();
    }

    private static String text(Analysis analysis) throws IOException {
        StringWriter out = new StringWriter();
        new TextReport().write(analysis, ReportOptions.PLAIN, out);
        return out.toString().replaceAll("\\s+", " ");
    }

    private static List<String> warnings(Analysis analysis) {
        return analysis.findings().stream()
                .filter(finding -> finding.id() == FindingId.MALFORMED_RECORD)
                .map(Finding::message)
                .toList();
    }

    @Test
    void filesAreRecognisedByWhatIsInThemAndLendToTheEntries() throws IOException {
        Analysis analysis = analyse(
                "d",
                "- kernel:\n    watcher_kernel_id: 1\n    name: reader\n    source: a/reader.cpp\n    program_id: 9\n",
                "c",
                loaded(7)
                        + "- mesh_workload_add_program:\n    mesh_workload_id: 7\n    program_id: 9\n"
                        + "    timestamp_ns: 11\n    coordinates:\n      - [0, 0]\n",
                "b",
                binary(0x1000, "add") + END,
                "a",
                "startup_time:\n  system_clock_iso: '1970-01-01T00:00:01Z'\n  system_clock_ns: 1000000000\n"
                        + "  high_resolution_clock_ns: 4\n");

        WorkloadLife workload = analysis.cacheEntries().get(0).workload().orElseThrow();
        assertThat(workload.sources()).containsExactly("a/reader.cpp");
        assertThat(workload.created().orElseThrow().time().orElseThrow()).hasToString("1970-01-01T00:00:01.000000006Z");
        assertThat(analysis.attributions().get(0).evidence().because())
                .contains("it is workload 7 of c:4, by order: kernel binary 1 of 1 on its mesh")
                .contains("no record tells that the workload was destroyed");
        assertThat(analysis.sources()).containsExactly("b", "a", "c", "d");
        assertThat(analysis.joining().isEmpty()).isTrue();
    }

    @Test
    void aBinaryThatOutlivedItsWorkloadLeakedIfTheLogGoesOnBehindThat() throws IOException {
        Analysis later = analyse("run.log", TWO_BINARIES, WORKLOADS, loaded(1) + destroyed(1) + loaded(2));
        assertThat(later.attributions().get(0).ruleId()).isEqualTo("survived-workload");
        assertThat(later.attributions().get(0).evidence().because())
                .contains("its workload was destroyed at mesh_workloads_log.yaml:9 and it is still live");
        assertThat(workloads(later)).containsExactly(2L);

        Analysis last = analyse("run.log", TWO_BINARIES, WORKLOADS, loaded(1) + loaded(2) + destroyed(1));
        assertThat(last.attributions().get(0).ruleId()).isEqualTo("program-cache");
        assertThat(last.attributions().get(0).evidence().because())
                .contains("only probable, since its workload was destroyed at mesh_workloads_log.yaml:17, and the log"
                        + " may end before that");
        assertThat(workloads(last)).containsExactly(1L, 2L);
    }

    @Test
    void whatOrderDoesNotTellForCertainIsToldAndNotAttached() throws IOException {
        assertRefused(TWO_BINARIES, loaded(1), "on mesh 1 the log has 2 kernel binaries and the inspector 1 workload");
        assertRefused(
                TWO_BINARIES + freed(0x1000),
                loaded(1) + loaded(2),
                "the kernel binary at run.log:1 was freed, and the workload that it would be at"
                        + " mesh_workloads_log.yaml:4 lives on");
        assertRefused(
                binary(0x1000, "add") + END,
                loaded(1) + named(1, "ttnn::MatmulDeviceOperation<int>"),
                "the call stack at run.log:1 is of another operation");
        assertRefused(
                TWO_BINARIES,
                loaded(1) + loaded(2) + "- mesh_workload_destroyed:\n    timestamp_ns: 4\n" + destroyed(2),
                "records of workloads are missing or cannot be read");
        assertRefused(
                TWO_BINARIES,
                loaded(1) + loaded(2) + "- MESH:\n    mesh_workload_id: 1\n" + destroyed(2),
                "records of workloads are missing or cannot be read");
        assertRefused(
                TWO_BINARIES,
                loaded(1) + loaded(2).replace("id: 2\n    mesh_id", "id: 8\n    mesh_id"),
                "no record tells the birth of workload 8, which was loaded at mesh_workloads_log.yaml:12");
        assertRefused(binary(0x1000, "add"), loaded(1), "the log ends at run.log:1 in a kernel binary");
        assertRefused(
                "DEBUG: Tracking buffer at 0x1000 size=4096 device=0 type=DRAM\n",
                loaded(1),
                "the log has no allocation whose call stack says that it is a kernel binary");
    }

    @Test
    void aMeshOfWhichTheInspectorTellsNothingIsTold() throws IOException {
        String opened = "DEBUG: Opening mesh device %d devices=%d pid=1 seq=%d\n";
        String log = String.format(opened, 1, 0, 1) + String.format(opened, 2, 1, 2)
                + binary(0x1000, "add", " pid=1 seq=3")
                + binary(0x1000, "add", " pid=1 seq=4").replace("device=0", "device=1")
                + "DEBUG: Recording ended events=4 pid=1 seq=5\n";
        Analysis analysis = analyse("run.log", log, WORKLOADS, loaded(1));

        assertThat(workloads(analysis)).containsExactly(1L);
        assertThat(analysis.inspection().notes())
                .contains("The log has 1 kernel binary on mesh 2, where no workload of the inspector loaded one.");
    }

    private static void assertRefused(String log, String yaml, String why) throws IOException {
        Analysis analysis = analyse("run.log", log, WORKLOADS, yaml);
        assertThat(workloads(analysis)).isEmpty();
        assertThat(analysis.inspection().matched()).isZero();
        assertThat(String.join("\n", analysis.inspection().notes())).contains("matched with no kernel binary", why);
    }

    @Test
    void ofSeveralProcessesThatMayFitTheOneIsTakenThatIsAskedFor() throws IOException {
        String log = binary(0x1000, "add", " pid=1 seq=1") + binary(0x1000, "add", " pid=2 seq=1");

        Analysis both = analyse("run.log", log, WORKLOADS, loaded(1));
        assertThat(workloads(both)).isEmpty();
        assertThat(both.inspection().notes())
                .containsExactly("1 workload was matched with no kernel binary: 2 processes of the log may have as many"
                        + " kernel binaries on each mesh; name the one that is meant with --process or --run.");

        AnalysisOptions second = new AnalysisOptions(
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.of(2),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalLong.empty());
        String ended = log + "DEBUG: Recording ended events=1 pid=2 seq=2\n";
        assertThat(workloads(analyse(second, "run.log", ended, WORKLOADS, loaded(1))))
                .containsExactly(1L);
    }

    @Test
    void anInspectorAloneSaysWhatIsHeldAndNothingOfBytes() throws IOException {
        Analysis analysis = analyse(
                WORKLOADS,
                loaded(1) + loaded(2) + destroyed(1) + named(2, "AddDeviceOperation"),
                "mesh_devices_log.yaml",
                "- mesh_device_created:\n    mesh_id: 1\n    timestamp_ns: 1\n    devices: [0, 1]\n    shape: [1, 2]\n");

        assertThat(analysis.attributions()).isEmpty();
        assertThat(analysis.totals().allocated()).isZero();
        assertThat(text(analysis))
                .contains("No log of buffers was given, so nothing can be said of memory.")
                .contains("Inspector: 1 of 2 workloads that were loaded are held at the end")
                .contains("workload 2 (AddDeviceOperation) 0 1 mesh_workloads_log.yaml:12")
                .contains(
                        "Mesh 1 (devices 0-1 (x2)): born at 1 ns of the clock (mesh_devices_log.yaml:1), not destroyed.")
                .doesNotContain("No leak");
    }

    @Test
    void anInspectorAloneThatBreaksOffIsNoWitnessOfTheEnd() throws IOException {
        Analysis analysis = analyse(WORKLOADS, loaded(1) + "- mesh_workload_destroyed:\n    mesh_work");

        assertThat(text(analysis))
                .contains("held as far as its file of workloads goes, which ends inside a record")
                .doesNotContain("at the end, each with its kernel binary");
    }

    @Test
    void emptyFilesOfAProcessThatCompiledNothingAreNoLogs() throws IOException {
        Analysis analysis = analyse("run.log", binary(0x1000, "add"), WORKLOADS, "", PROGRAMS, "");
        assertThat(analysis.joining().isEmpty()).isTrue();
        assertThat(analysis.inspection().files()).containsExactly(WORKLOADS, PROGRAMS);
        assertThat(analysis.cacheEntries()).hasSize(1);
    }

    @Test
    void twoFilesOfOneKindAreOfTwoStarts() {
        assertThatThrownBy(() -> analyse("a/" + WORKLOADS, loaded(1), "b/" + WORKLOADS, loaded(1)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("b/mesh_workloads_log.yaml:1:1: error: a/mesh_workloads_log.yaml has records of"
                        + " this kind too")
                .hasMessageEndingWith("name one of the two");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '    id: one' | programs_log.yaml:3:1: warning: 'id' is 'one'; expected a whole number of 63 bits at most
            '    id: 99999999999999999999' | programs_log.yaml:3:1: warning: 'id' is '99999999999999999999'; expected a whole number of 63 bits at most
            '    timestamp_ns: 4' | programs_log.yaml:3:1: warning: 'program_created' states no 'id', and says nothing without it
            '    id: 4: 5' | programs_log.yaml:4:10: warning: this is no YAML: its writer puts no quote marks around names and sources; what stands above it in its record is used
            '    id: *anchor' | programs_log.yaml:4:9: warning: 'id' is an alias, which no inspector writes; what stands above it in its record is used
            '    x: [[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]' | programs_log.yaml:4:21: warning: lists are nested too deeply here, or a text is too long; what stands above it in its record is used
            '  void kernel_main() {' | programs_log.yaml:3:18: warning: this is no YAML: its writer puts no quote marks around names and sources; what stands above it in its record is used
            """)
    void aRecordThatIsNoneCostsNothingButItself(String broken, String warning) throws IOException {
        Analysis analysis = analyse(
                PROGRAMS,
                "- program_created:\n    id: 1\n- program_created:\n" + broken
                        + "\n- program_created:\n    id: 3\n    timestamp_ns: 9\n");

        assertThat(warnings(analysis)).containsExactly(warning);
        assertThat(analysis.inspection().programs()).isEqualTo(2);
    }

    @Test
    void whatBeginsLikeNoRecordIsToldWhereItBegins() throws IOException {
        Analysis analysis = analyse(PROGRAMS, "- program_created:\n    id: 1\n- X:\n    id: 2\n");

        assertThat(warnings(analysis))
                .containsExactly("programs_log.yaml:3:3: warning: no record begins here; what stands above it in its"
                        + " record is used");
        assertThat(analysis.inspection().programs()).isEqualTo(1);
    }

    @Test
    void whatStandsAboveABrokenLineIsUsed() throws IOException {
        Analysis analysis = analyse(
                "run.log",
                binary(0x1000, "add") + END,
                WORKLOADS,
                loaded(1) + named(1, "BinaryDeviceOperation").replace("'{}'", "'it's'"));

        assertThat(analysis.cacheEntries().get(0).workload().orElseThrow().name())
                .isEqualTo("BinaryDeviceOperation");
        assertThat(warnings(analysis))
                .singleElement()
                .asString()
                .startsWith("mesh_workloads_log.yaml:12:21: warning: ");
    }

    @Test
    void aTailThatIsCutIsToldAndLowersNothingElse() throws IOException {
        String cut = loaded(1) + loaded(2) + "- mesh_workload_destroyed:\n    mesh_worklo";
        Analysis analysis = analyse("run.log", TWO_BINARIES + freed(0x1000), WORKLOADS, cut);

        assertThat(workloads(analysis)).containsExactly(2L);
        assertThat(analysis.integrity().intact()).isTrue();
        assertThat(warnings(analysis))
                .containsExactly("mesh_workloads_log.yaml:17:1: warning: the file ends inside this record: its process"
                        + " was killed, or still ran; what stands above is used");
    }

    @Test
    void recordsOfKindsThatAreNotKnownAreCounted() throws IOException {
        String other = "- mesh_workload_moved:\n    mesh_workload_id: 1\n    timestamp_ns: 4\n";
        Analysis analysis = analyse("run.log", binary(0x1000, "add") + END, WORKLOADS, loaded(1) + other + other);

        assertThat(warnings(analysis)).isEmpty();
        assertThat(workloads(analysis)).containsExactly(1L);
        assertThat(analysis.inspection().notes())
                .contains("2 records 'mesh_workload_moved' tell what is not known here, the first at"
                        + " mesh_workloads_log.yaml:9; they were not used.");
    }

    @Test
    void aNumberThatIsGivenAgainIsAnotherLife() throws IOException {
        Analysis again = analyse(WORKLOADS, loaded(1) + destroyed(1) + loaded(1));
        assertThat(again.inspection().workloads()).hasSize(2);
        assertThat(again.inspection().held()).hasSize(1);
        assertThat(again.inspection().whole()).isTrue();

        Analysis twice = analyse(WORKLOADS, loaded(1) + loaded(1));
        assertThat(twice.inspection().whole()).isFalse();
        assertThat(twice.inspection().notes()).singleElement().asString().contains("created again at");
    }

    @Test
    void aRecordWithoutAnEndIsNotReadToItsEnd() throws IOException {
        String huge = "- program_created:\n    id: 1\n    name: " + "x".repeat(3_000_000) + "\n";
        Analysis analysis = analyse(PROGRAMS, huge + "- program_created:\n    id: 2\n");

        assertThat(analysis.inspection().programs()).isEqualTo(2);
        assertThat(warnings(analysis))
                .containsExactly("programs_log.yaml:1:1: warning: the record has more than 1048576 bytes; what stands"
                        + " above it in its record is used");
    }

    @Test
    void aServerWithBlocksHasTheWorkloadsOfItsEntriesToo() throws IOException {
        int attached = 0;
        for (long seed = 0; seed < 6; seed++) {
            if (RandomWorkloads.of(seed).processes().size() > 1) {
                continue;
            }
            ByteArrayOutputStream server = new ByteArrayOutputStream();
            ByteArrayOutputStream blocks = new ByteArrayOutputStream();
            ByteArrayOutputStream yaml = new ByteArrayOutputStream();
            Map<LogFormat, OutputStream> others = Map.of(LogFormat.BUFFER_DEBUG, blocks);
            Recording.write(
                    RandomWorkloads.of(seed),
                    RecordingOptions.TRACKER.as(LogFormat.SERVER).withSeed(seed),
                    server,
                    others,
                    Map.of(InspectorFile.MESH_WORKLOADS, yaml));

            Analysis analysis = analyse(
                    "server.log",
                    server.toString(StandardCharsets.UTF_8),
                    "blocks.log",
                    blocks.toString(StandardCharsets.UTF_8),
                    WORKLOADS,
                    yaml.toString(StandardCharsets.UTF_8));

            for (CacheEntry entry : analysis.cacheEntries()) {
                String operation = entry.workload().map(WorkloadLife::name).orElse("DeviceOperation");
                assertThat(analysis.attributions())
                        .filteredOn(one -> one.cacheEntry().equals(entry.id()))
                        .allSatisfy(
                                one -> assertThat(one.handle().site().stack().frames())
                                        .anyMatch(frame -> frame.symbol().contains(operation)));
            }
            attached += workloads(analysis).size();
        }
        assertThat(attached).isPositive();
    }
}
