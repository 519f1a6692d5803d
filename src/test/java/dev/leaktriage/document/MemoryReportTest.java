package dev.leaktriage.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.model.Totals;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MemoryReportTest {
    private static String section(String memory, long allocatable, long allocated, String... rows) {
        return "," + memory + "\n,Total allocatable (B):," + allocatable + "\n,Total allocated (B):," + allocated
                + "\n,Total free (B):," + (allocatable - allocated) + "\nFreeListOpt allocator info:\n"
                + "segregated free blocks by size:\n  Size class 0: (1024 - 2048) blocks: \n"
                + "Free slots in block table: \nBlock table:\n"
                + "       Block      Address         Size       PrevID       NextID    Allocated \n"
                + String.join("", rows);
    }

    private static String row(int block, long address, long size, String allocated) {
        return String.format("%12d %12d %12d %12s %12s %12s %n", block, address, size, "none", "none", allocated);
    }

    /** 12 banks of 10,240 B: 2,048 B at the bottom and 4,096 B at the top are taken. */
    private static String twoBlocks() {
        return section(
                "DRAM",
                12 * 10240,
                12 * 6144,
                row(0, 0, 2048, "yes"),
                row(1, 2048, 4096, "no"),
                row(2, 6144, 4096, "yes"));
    }

    @Test
    void theBlocksThatAreTakenAreLiveAndOccupyEveryBank() throws IOException {
        Analysis analysis = Documents.analysisOf("detailed_memory_usage.csv", twoBlocks());

        assertThat(analysis.totals()).isEqualTo(new Totals(2, 0, 0, 6144, 0, 0));
        assertThat(Documents.live(analysis))
                .containsExactly(
                        "11 DRAM 0 0x0 2048 24576 leak possible no-owner-found ",
                        "13 DRAM 0 0x1800 4096 49152 leak possible no-owner-found ");
        assertThat(analysis.timeline().marks())
                .extracting(Timeline.Mark::what)
                .containsExactly("DRAM: 6144 B of 10240 B allocated in each bank");
        assertThat(analysis.recognition().recordsByDialect()).containsOnlyKeys("memory-report");
        assertThat(analysis.findings()).extracting(Finding::id).containsOnly(FindingId.LEAK);
    }

    @Test
    void theReportOfALaterProgramTellsWhatWasFreed() throws IOException {
        String later = section("DRAM", 12 * 10240, 12 * 2048, row(0, 0, 2048, "yes"), row(1, 2048, 8192, "no"));

        Analysis analysis = Documents.analysisOf(
                "d.csv", "1" + twoBlocks() + "1" + section("L1", 4096, 0, row(0, 0, 64, "no")) + "2" + later);

        assertThat(analysis.totals()).isEqualTo(new Totals(2, 1, 0, 6144, 4096, 0));
    }

    @Test
    void totalsInKibibytesFitTheTable() throws IOException {
        String text =
                twoBlocks().replace("(B)", "(KB)").replace(":,122880", ":,120").replace(":,73728", ":,72");

        Analysis analysis = Documents.analysisOf("d.csv", text);

        assertThat(analysis.attributions().get(1).handle().occupiedBytes()).isEqualTo(12 * 4096);
        assertThat(analysis.recognition().malformed()).isZero();
    }

    @Test
    void totalsThatDoNotFitTheTableAreMalformed() throws IOException {
        Analysis analysis = Documents.analysisOf("d.csv", twoBlocks().replace(":,73728", ":,61440"));

        assertThat(analysis.findings())
                .filteredOn(finding -> finding.id() == FindingId.MALFORMED_RECORD)
                .extracting(Finding::message)
                .containsExactly(
                        "d.csv:1:1: the totals state 61440 B allocated in all, the table of blocks 6144 B in each"
                                + " of 12 banks");
    }

    @Test
    void aRowThatIsCutIsMalformed() throws IOException {
        String text = twoBlocks();

        Analysis analysis = Documents.analysisOf("d.csv", text.substring(0, text.lastIndexOf("none")));

        assertThat(analysis.recognition().malformed()).isEqualTo(1);
        assertThat(analysis.attributions()).hasSize(1);
    }

    /** The excerpt of a report in the description of tt-metal's pull request 16368, which ends before its table. */
    @Test
    void aReportThatEndsBeforeItsTableIsDamaged() throws IOException {
        String text =
                ",DRAM\n,Total allocatable (B):,12884901504\n,Total allocated (B):,0\n,Total free (B):,12884901504\n"
                        + "FreeListOpt allocator info:\nsegregated free blocks by size:\n  Size class 13:\n";

        Analysis analysis = Documents.analysisOf("d.csv", text);

        assertThat(analysis.integrity().intact()).isFalse();
        assertThat(analysis.recognition().records()).isEqualTo(4);
    }

    /** As in tt-metal after it had given up kibibytes: of the headings the last two kept their name. */
    @Test
    void theFirstColumnTellsTheUnit() throws IOException {
        String usage = ", Total Allocatable Size (B), Total Allocated (B), Total Free (KB), Largest Free Block (KB)\n"
                + ",1048576,8192,1040384,1024000\n,65536,0,65536,65536\n";

        assertThat(Documents.analysisOf("memory_usage_summary.csv", usage)
                        .timeline()
                        .marks())
                .extracting(Timeline.Mark::what)
                .containsExactly(
                        "DRAM: 8192 B of 1048576 B allocated in each bank, the largest free block has 1024000 B",
                        "L1: 0 B of 65536 B allocated in each bank, the largest free block has 65536 B");
    }

    @Test
    void aSummaryMarksTheTimeline() throws IOException {
        String usage = ", Total Allocatable Size (KB), Total Allocated (KB), Total Free (KB), Largest Free Block (KB)\n"
                + ",1024,8,1016,1000\n,64,0,64,64\n";
        String interleaving = "This report indicates available space for interleaving L1 buffers\n"
                + "Program ID, Largest Contiguous Free Block (KB), Total Free L1 Space (KB)\n7,64,4096\n8,none,1\n";

        assertThat(Documents.analysisOf("memory_usage_summary.csv", usage)
                        .timeline()
                        .marks())
                .extracting(Timeline.Mark::what)
                .containsExactly(
                        "DRAM: 8192 B of 1048576 B allocated in each bank, the largest free block has 1024000 B",
                        "L1: 0 B of 65536 B allocated in each bank, the largest free block has 65536 B");
        Analysis l1 = Documents.analysisOf("l1_usage_summary.csv", interleaving);
        assertThat(l1.timeline().marks())
                .extracting(Timeline.Mark::what)
                .containsExactly("L1 in program 7: the largest free block has 65536 B in each bank");
        assertThat(l1.recognition().malformed()).isEqualTo(1);
    }
}
