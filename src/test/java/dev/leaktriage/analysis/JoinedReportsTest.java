package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.JoinedSource;
import dev.leaktriage.model.MemoryCheck;
import dev.leaktriage.model.MemoryCheck.Blocks;
import dev.leaktriage.model.MemoryCheck.Comparison;
import dev.leaktriage.model.MemoryCheck.Outcome;
import dev.leaktriage.report.JsonReport;
import dev.leaktriage.report.ReportOptions;
import dev.leaktriage.report.SavedReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Memory reports of an allocator beside the log of the same run. */
class JoinedReportsTest {
    private static final long BANK = 1_073_741_792;
    private static final long L1_BANK = 1_331_680;

    /** At the checkpoint two buffers of 2,048 B in each bank are live, later one; L1 is empty. */
    private static final String LOG = """
            DEBUG: Opening mesh device 1 devices=0 arch=wormhole_b0 pid=7 seq=1
            DEBUG: Opened mesh device 1 pid=7 seq=2
            DEBUG: Tracking buffer at 0x20 size=24576 device=0 type=DRAM page_size=2048 banks=12 pid=7 seq=3
            DEBUG: Tracking buffer at 0x820 size=24576 device=0 type=DRAM page_size=2048 banks=12 pid=7 seq=4
            DEBUG: Checkpoint name="iteration 3" pid=7 seq=5
            DEBUG: Untracking buffer at 0x20 size=24576 device=0 pid=7 seq=6
            DEBUG: Checkpoint name="end" pid=7 seq=7
            DEBUG: Recording ended events=7 pid=7 seq=8
            """;

    private static String usage(String program, long dramAllocated, long largest) {
        return ", Total Allocatable Size (B), Total Allocated (B), Total Free (KB), Largest Free Block (KB)\n"
                + program + "," + BANK + "," + dramAllocated + "," + (BANK - dramAllocated) + "," + largest + "\n"
                + "," + L1_BANK + ",0," + L1_BANK + "," + L1_BANK + "\n";
    }

    private static String kibibytes(String usage) {
        StringBuilder text =
                new StringBuilder(usage.lines().findFirst().orElseThrow().replace("(B)", "(KB)") + "\n");
        usage.lines().skip(1).forEach(line -> {
            List<String> cells = new ArrayList<>(List.of(line.split(",")));
            cells.replaceAll(cell -> cell.isEmpty() ? "" : "" + Long.parseLong(cell) / 1024);
            text.append(String.join(",", cells)).append('\n');
        });
        return text.toString();
    }

    private static String l1(long largest) {
        return "This report indicates available space for interleaving L1 buffers\n"
                + ", Largest Contiguous Free Block (B), Total Free L1 Space (B)\n," + largest + "," + 64 * largest
                + "\n";
    }

    /** The table of a bank with blocks of 2,048 B at those addresses. */
    private static String table(long... addresses) {
        StringBuilder rows = new StringBuilder();
        long end = 0;
        for (long address : addresses) {
            if (address > end) {
                rows.append(row(end, address - end, "no"));
            }
            rows.append(row(address, 2048, "yes"));
            end = address + 2048;
        }
        rows.append(row(end, BANK - end, "no"));
        return ",DRAM\n,Total allocatable (B):," + 12 * BANK + "\n,Total allocated (B):,"
                + 12 * 2048L * addresses.length + "\n,Total free (B):," + 12 * (BANK - 2048L * addresses.length)
                + "\nFreeListOpt allocator info:\nBlock table:\n"
                + "       Block      Address         Size       PrevID       NextID    Allocated \n" + rows;
    }

    private static String row(long address, long size, String allocated) {
        return String.format("%12d %12d %12d %12s %12s %12s %n", 0, address, size, "none", "none", allocated);
    }

    private static Source source(String name, String text) {
        return Source.of(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Analysis analyse(Optional<String> at, Source... sources) {
        AnalysisOptions options = new AnalysisOptions(
                at,
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalLong.empty());
        try {
            return Analyzer.analyze(List.of(sources), options);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Analysis analyse(Source... sources) {
        return analyse(Optional.empty(), sources);
    }

    private static List<String> outcomes(Analysis analysis) {
        return analysis.checks().memories().stream()
                .map(check -> check.source() + " " + check.memory() + " " + check.outcomes())
                .toList();
    }

    private static Comparison only(Analysis analysis) {
        MemoryCheck check = analysis.checks().memories().get(0);
        assertThat(check.shown()).hasSize(1);
        return check.shown().get(0);
    }

    @Test
    void reportsOfACheckpointAreHeldAgainstTheEventsUpToIt() {
        List<String> names = new ArrayList<>(List.of("run", "usage", "l1", "blocks"));
        for (int turn = 0; turn < names.size(); turn++) {
            Analysis analysis = analyse(names.stream()
                    .map(name -> switch (name) {
                        case "run" -> source("run.log", LOG);
                        case "usage" -> source("iteration_3_memory_usage_summary.csv", usage("", 4096, BANK - 4096));
                        case "l1" -> source("iteration_3_l1_usage_summary.csv", l1(L1_BANK));
                        default -> source("iteration_3_detailed_memory_usage.csv", table(0, 2048));
                    })
                    .toArray(Source[]::new));

            assertThat(outcomes(analysis))
                    .containsExactly(
                            "iteration_3_detailed_memory_usage.csv DRAM {AGREES=1}",
                            "iteration_3_l1_usage_summary.csv L1 {AGREES=1}",
                            "iteration_3_memory_usage_summary.csv DRAM {AGREES=1}",
                            "iteration_3_memory_usage_summary.csv L1 {AGREES=1}");
            assertThat(analysis.totals())
                    .isEqualTo(analyse(source("run.log", LOG)).totals());
            assertThat(analysis.integrity().intact()).isTrue();
            assertThat(analysis.joining().sources())
                    .extracting(JoinedSource::part)
                    .containsExactly(
                            JoinedSource.Part.ROWS,
                            JoinedSource.Part.CHECKS,
                            JoinedSource.Part.CHECKS,
                            JoinedSource.Part.CHECKS);
            Collections.rotate(names, 1);
        }
    }

    @Test
    void blocksThatAreNoBufferAndBuffersThatAreNoBlockAreTold() throws IOException {
        Analysis analysis = analyse(
                source(
                        "run.log",
                        LOG.replace("0x820 size", "0x1020 size")
                                .replace("DEBUG: Checkpoint name=\"iteration 3\" pid=7 seq=5", """
                                DEBUG: Tracking buffer at 0x3020 size=24576 device=0 type=DRAM page_size=2048 banks=12 pid=7 seq=5
                                DEBUG: Checkpoint name="iteration 3" pid=7 seq=6""")
                                .replace("pid=7 seq=6\nDEBUG: Check", "pid=7 seq=7\nDEBUG: Check")),
                source("iteration 3.detailed_memory_usage.csv", table(0, 4096, 8192)));

        Comparison told = only(analysis);
        Blocks blocks = told.blocks().orElseThrow();
        assertThat(told.outcome()).isEqualTo(Outcome.ELSEWHERE);
        assertThat(blocks.offset()).isEqualTo(0x20);
        assertThat(blocks.matched()).isEqualTo(2);
        assertThat(blocks.unseenBytes()).isEqualTo(2048);
        assertThat(blocks.firstUnseen().orElseThrow().toString()).isEqualTo("iteration 3.detailed_memory_usage.csv:12");
        assertThat(blocks.firstMissing().orElseThrow().toString()).isEqualTo("run.log:5");
        assertThat(analysis.findings())
                .filteredOn(finding -> finding.id() == FindingId.MEMORY_DIFFERS)
                .singleElement()
                .satisfies(finding -> assertThat(finding.at()).hasSize(2));
        StringWriter json = new StringWriter();
        new JsonReport().write(analysis, ReportOptions.PLAIN, json);
        assertThat(SavedReport.read(
                                "report.json",
                                new ByteArrayInputStream(json.toString().getBytes(StandardCharsets.UTF_8)))
                        .checks())
                .isEqualTo(analysis.checks());
    }

    @Test
    void whereNothingTellsTheMomentNothingIsCompared() {
        Analysis analysis =
                analyse(source("run.log", LOG), source("memory_usage_summary.csv", usage("", 8192, BANK - 8192)));

        assertThat(outcomes(analysis))
                .containsExactly("memory_usage_summary.csv DRAM {UNHELD=1}", "memory_usage_summary.csv L1 {UNHELD=1}");
        assertThat(only(analysis).because()).isEqualTo("nothing tells when it was written; --at names the moment");
        assertThat(analysis.findings()).extracting(finding -> finding.id()).doesNotContain(FindingId.MEMORY_DIFFERS);
    }

    private static Outcome outcomeAt(String at) {
        String report = kibibytes(usage("", 2048, BANK - 4096));
        return only(analyse(Optional.of(at), source("run.log", LOG), source("memory_usage_summary.csv", report)))
                .outcome();
    }

    @Test
    void theMomentOfTheOnlyReportIsTheOneThatIsAskedFor() {
        assertThat(outcomeAt("end")).isEqualTo(Outcome.AGREES);
        assertThat(outcomeAt("run.log:5")).isEqualTo(Outcome.GIVEN_BACK);
    }

    @Test
    void aProgramIsMetAtTheCheckpointThatNamesIt() {
        String log = LOG.replace("iteration 3", "program 12").replace("\"end\"", "\"Program 13\"");
        String programs = "Program ID" + usage("12", 4096, BANK - 4096)
                + usage("13", 4096, BANK - 4096).lines().skip(1).findFirst().orElseThrow() + "\n,"
                + L1_BANK + ",0," + L1_BANK + "," + L1_BANK + "\n"
                + usage("14", 4096, BANK - 4096).lines().skip(1).findFirst().orElseThrow() + "\n";

        MemoryCheck dram = analyse(source("run.log", log), source("program_memory_usage_summary.csv", programs))
                .checks()
                .memories()
                .get(0);

        assertThat(dram.outcomes().toString()).isEqualTo("{AGREES=1, UNSEEN=1, UNHELD=1}");
        assertThat(dram.shown().get(2).because())
                .isEqualTo("no checkpoint of the log is called 'program 14', and nothing else tells when it was"
                        + " written");
    }

    @Test
    void aNameThatSeveralCheckpointsHaveIsNoMoment() {
        String log = LOG.replace("\"end\"", "\"iteration 3\"");

        Analysis analysis = analyse(
                source("run.log", log), source("iteration_3_memory_usage_summary.csv", usage("", 4096, BANK - 4096)));

        assertThat(only(analysis).because()).isEqualTo("several checkpoints have its name");
    }
}
