package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.MemoryCheck;
import dev.leaktriage.model.MemoryCheck.Comparison;
import dev.leaktriage.model.MemoryCheck.Outcome;
import dev.leaktriage.model.VolumeCheck;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What lines of a log say of memory besides its events, each case with the few lines that it is about. */
class CrossChecksTest {
    private static final String OPENED =
            "DEBUG: Opening mesh device 1 devices=0 arch=wormhole_b0 pid=7\nDEBUG: Opened mesh device 1 pid=7\n";
    private static final long BANK = 1_073_741_792;

    private static String allocated(String address, long size, String rest) {
        return "DEBUG: Tracking buffer at " + address + " size=" + size + " device=" + rest + " pid=7\n";
    }

    /** 12 pages of 2,048 B, one in each bank. */
    private static String page(String address, int device) {
        return allocated(address, 24576, device + " type=DRAM page_size=2048 banks=12");
    }

    private static String view(long allocated, long largest) {
        return String.format(
                Locale.ROOT,
                "Device DRAM memory state: MemoryView{numBanks: 12, totalBytesPerBank: %.3f MB,"
                        + " totalBytesAllocatedPerBank: %.3f MB, totalBytesFreePerBank: %.3f MB,"
                        + " largestContiguousBytesFreePerBank: %.3f MB}%n",
                BANK / 1048576.0,
                allocated / 1048576.0,
                (BANK - allocated) / 1048576.0,
                largest / 1048576.0);
    }

    private static Analysis analyse(String log) {
        return analyse(log, OptionalInt.empty());
    }

    private static Analysis analyse(String log, OptionalInt device) {
        AnalysisOptions options = new AnalysisOptions(
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                device,
                Optional.empty(),
                OptionalLong.empty());
        byte[] text = log.getBytes(StandardCharsets.UTF_8);
        try {
            return Analyzer.analyze(List.of(Source.of("run.log", new ByteArrayInputStream(text))), options);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Comparison only(Analysis analysis) {
        MemoryCheck check = analysis.checks().memories().get(0);
        assertThat(check.shown()).hasSize(1);
        return check.shown().get(0);
    }

    @Test
    void figuresThatTheEventsMakeAgree() {
        Analysis analysis = analyse(OPENED + page("0x20", 0) + page("0x820", 0) + view(4096, BANK - 4096));

        Comparison told = only(analysis);
        assertThat(told.outcome()).isEqualTo(Outcome.AGREES);
        assertThat(told.at().line()).isEqualTo(5);
        assertThat(told.after().orElseThrow().line()).isEqualTo(4);
        assertThat(told.replayed().orElseThrow().leastBytes()).isEqualTo(4096);
        assertThat(told.replayed().orElseThrow().exact()).isTrue();
        assertThat(analysis.findings()).extracting(Finding::id).doesNotContain(FindingId.MEMORY_DIFFERS);
    }

    @Test
    void whatIsNotInTheLogIsToldAndIsNoDamage() {
        Analysis without = analyse(OPENED + page("0x20", 0));
        Analysis analysis = analyse(OPENED + page("0x20", 0) + view(10240, BANK - 10240));

        assertThat(only(analysis).outcome()).isEqualTo(Outcome.UNSEEN);
        assertThat(only(analysis).apartBytes()).isBetween(8192 - 1200L, 8192L);
        assertThat(analysis.integrity()).isEqualTo(without.integrity());
        assertThat(analysis.findings())
                .filteredOn(finding -> finding.id() == FindingId.MEMORY_DIFFERS)
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.at()).extracting(at -> at.line()).containsExactly(4L, 3L));
    }

    @Test
    void whatTheAllocatorHasTakenBackIsTold() {
        Analysis analysis = analyse(OPENED + page("0x20", 0) + page("0x820", 0) + view(2048, BANK - 2048));

        assertThat(only(analysis).outcome()).isEqualTo(Outcome.GIVEN_BACK);
    }

    @Test
    void asMuchInOtherPlacesIsTold() {
        Analysis analysis = analyse(OPENED + page("0x20", 0) + page("0x100020", 0) + view(4096, BANK - 4096));

        assertThat(only(analysis).outcome()).isEqualTo(Outcome.ELSEWHERE);
    }

    /** A buffer of 24,576 B may take 2,048 B of each bank, or all of one. */
    @Test
    void aRecordWithoutPagesAgreesWithWhateverItMayTake() {
        String unknown = OPENED + allocated("0x20", 24576, "0 type=DRAM");

        assertThat(only(analyse(unknown + view(2048, BANK))).outcome()).isEqualTo(Outcome.AGREES);
        assertThat(only(analyse(unknown + view(24576, BANK))).outcome()).isEqualTo(Outcome.AGREES);
        assertThat(only(analyse(unknown + view(0, BANK))).outcome()).isEqualTo(Outcome.GIVEN_BACK);
        assertThat(only(analyse(unknown + view(1 << 20, BANK))).outcome()).isEqualTo(Outcome.UNSEEN);
    }

    @Test
    void aRecordWithoutMemoryMayBeOfThisOne() {
        String unknown = OPENED + allocated("0x20", 24576, "0");

        assertThat(only(analyse(unknown + view(2048, BANK))).outcome()).isEqualTo(Outcome.AGREES);
        assertThat(only(analyse(unknown + view(0, BANK))).outcome()).isEqualTo(Outcome.AGREES);
    }

    @Test
    void whatSurvivedItsDeviceIsNoLongerTakenFromTheAllocator() {
        String closed = OPENED + page("0x20", 0)
                + "DEBUG: Closing mesh device 1 pid=7\nDEBUG: Closed mesh device 1 pid=7\n" + OPENED + page("0x820", 0);

        assertThat(only(analyse(closed + view(2048, BANK - 4096))).outcome()).isEqualTo(Outcome.AGREES);
    }

    @Test
    void nothingIsComparedWhereItIsUnknownWhoseMemoryItIs() {
        String twoDevices = "DEBUG: Opening mesh device 1 devices=0,1 arch=wormhole_b0 pid=7\n" + page("0x20", 0);
        String twoProcesses = OPENED + page("0x20", 0) + page("0x20", 0).replace("pid=7", "pid=8");

        assertThat(only(analyse(twoDevices + page("0x20", 1) + view(2048, BANK - 2048)))
                        .outcome())
                .isEqualTo(Outcome.AGREES);
        assertThat(only(analyse(twoDevices + page("0x20", 1) + page("0x820", 1) + view(2048, BANK)))
                        .because())
                .isEqualTo("nothing says of which device it is, and the devices do not hold the same");
        assertThat(only(analyse(twoProcesses + view(2048, BANK))).because())
                .isEqualTo("2 processes run, and nothing says whose memory it is");
        assertThat(only(analyse(twoDevices + page("0x20", 1) + view(2048, BANK), OptionalInt.of(0)))
                        .because())
                .isEqualTo("nothing says of which device it is, and only one is looked at");
    }

    @Test
    void ofManyStatementsTheFirstAndTheLargestDifferenceAreShown() {
        Analysis analysis = analyse(OPENED
                + page("0x20", 0)
                + view(2048, BANK - 2048)
                + view(10240, BANK)
                + view(20480, BANK)
                + view(10240, BANK));

        MemoryCheck check = analysis.checks().memories().get(0);
        assertThat(check.outcomes()).isEqualTo(Map.of(Outcome.AGREES, 1L, Outcome.UNSEEN, 3L));
        assertThat(check.shown()).extracting(told -> told.at().line()).containsExactly(4L, 5L, 6L);
    }

    /** A block stands for a buffer of mesh 1, whose two devices are both charged with it. */
    @Test
    void recordsOfMeshBuffersAreHeldAgainstTheLinesOfOneDevice() {
        StringBuilder log = new StringBuilder();
        for (int buffer = 1; buffer <= 3; buffer++) {
            for (int device = 4; device <= 5; device++) {
                log.append(
                                "ShmTrackingProcessor::track_allocate: Tracking MeshDevice backing buffer on underlying device ")
                        .append(device)
                        .append(" (mesh_device_id=1, type=0, size=4096 B, pid=7)\n");
            }
            log.append("═══════\nBUFFER ALLOCATED\nTime: 14:26:40\nDevice: 1\nAddress: 0x")
                    .append(buffer)
                    .append("000 (4096)\nSize: 4096 bytes (4 KB)\nType: DRAM\nBuffer*: 0x7f8a4c00123")
                    .append(buffer)
                    .append("\nOwns Data: yes\nHooked: no\nCall Stack:\n    /opt/lib.so: op\n\n");
        }

        VolumeCheck check = analyse(log.toString()).checks().volumes().get(0);

        assertThat(check.device()).isEqualTo(1);
        assertThat(check.counted().allocations()).isEqualTo(3);
        assertThat(check.agrees()).isTrue();
        assertThat(check.apartFrom()).isEmpty();
    }

    private static String counted(int device, long size) {
        return "ShmTrackingProcessor::track_allocate: Calling SHM record_allocation (device_id=" + device
                + ", type=0, size=" + size + " B, pid=7)\n";
    }

    @Test
    void countedAllocationsAreHeldAgainstRecordedOnes() {
        String log = counted(0, 24576) + page("0x20", 0) + page("0x820", 0) + counted(0, 24576);

        VolumeCheck same = analyse(log).checks().volumes().get(0);
        assertThat(same.agrees()).isTrue();
        assertThat(same.apartFrom()).isEmpty();

        Analysis more = analyse(log + counted(0, 512) + counted(0, 512) + page("0x1020", 1));
        VolumeCheck check = more.checks().volumes().get(0);
        assertThat(check.agrees()).isFalse();
        assertThat(check.counted().allocations()).isEqualTo(4);
        assertThat(check.recorded().bytes()).isEqualTo(2 * 24576);
        assertThat(check.apartFrom().orElseThrow().line()).isEqualTo(6);
        assertThat(more.integrity()).isEqualTo(analyse(log).integrity());
    }
}
