package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.ProcessLife.End;
import dev.leaktriage.model.Totals;
import dev.leaktriage.model.Verdict;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TextReportTest {
    private static final TextReport REPORT = new TextReport();

    @Test
    void aMeshRunIsToldInFull() {
        assertThat(Written.by(REPORT, Runs.mesh())).isEqualTo("""
                mesh.log: 32 allocated - 16 freed - 0 superseded = 16 live (192.0 KiB): 16 program-cache. No leak.
                log intact: 48 records, no event is known to be missing; process 4711 ended in an orderly way.

                No leak: all 16 live buffers are accounted for, 16 held by the program cache.

                Verdicts
                  verdict        handles       size   occupied  exact size
                  program-cache       16  192.0 KiB  384.0 KiB   196,608 B
                    freed by clearing the program cache
                  live                16  192.0 KiB  384.0 KiB   196,608 B
                  In bytes: 262,144 allocated - 65,536 freed - 0 superseded = 196,608 live.

                Live on each device
                  device    memory  handles      size  occupied  verdicts
                  0-7 (x8)  DRAM          2  24.0 KiB  48.0 KiB  2 program-cache

                Sites, worst first (bytes over all devices)
                  verdict        confidence  rule           handles      size   occupied  site      memory
                  program-cache  definite    program-cache     1 x8  96.0 KiB  192.0 KiB  a1b2c3d4  DRAM
                    MeshWorkloadImpl::load_binaries() for ttnn::add, first at mesh.log:3
                    frame 1 of mesh.log:3 loads a program's kernel binaries
                  program-cache  definite    program-cache     1 x8  96.0 KiB  192.0 KiB  b2c3d4e5  DRAM
                    MeshWorkloadImpl::load_binaries() for ttnn::matmul, first at mesh.log:107
                    frame 1 of mesh.log:107 loads a program's kernel binaries

                Program cache: 2 entries (bytes on each device)
                  entry                        size  occupied  devices   address     allocated at
                  ttnn::add     12.0 KiB (12,288 B)  24.0 KiB  0-7 (x8)  0x3ffff800  mesh.log:3
                  ttnn::matmul  12.0 KiB (12,288 B)  24.0 KiB  0-7 (x8)  0x3ffff000  mesh.log:107
                  freed by clearing the program cache

                Findings
                  none

                Peak: 48.0 KiB (49,152 B) occupied after 20 events, mesh.log:107
                  what it was    handles      size  occupied    share
                  program-cache        2  24.0 KiB  48.0 KiB  100.0 %
                  in all               2  24.0 KiB  48.0 KiB  100.0 %

                Recognised
                  48 records (tracker 48) in 211 lines, 12.1 KiB (12,345 B); 0 malformed; 3 behind a prefix.
                """);
    }

    @Test
    void theFirstLineTellsSureLeaksFromPossibleOnes() {
        assertThat(firstLine(Runs.severalProcesses()))
                .isEqualTo("two.log: 9 allocated - 3 freed - 0 superseded = 6 live (72.0 KiB):"
                        + " 2 program-cache, 2 leak, 2 unresolved. LEAK: 2 probable.");
        assertThat(firstLine(Runs.withoutStacks())).endsWith(": 1 leak. LEAK: 1 possible.");
        assertThat(Written.by(REPORT, Runs.withoutStacks())).contains("1 buffer of 12.0 KiB may have leaked");
    }

    @Test
    void damageIsToldInTheFirstTwoLines() {
        List<String> lines = Written.by(REPORT, Runs.damaged()).lines().toList();

        assertThat(lines.get(0)).endsWith(" LOG DAMAGED.");
        assertThat(lines.get(1))
                .isEqualTo("LOG DAMAGED: at least 3 events are missing (lost.log:23: seq jumps from 4 to 7; 1 more"
                        + " sign below); no number here is certain; process 7 was cut off (the text breaks off in a"
                        + " record).");
    }

    @Test
    void aDamagedLogWithoutLeaksIsNotCalledFreeOfThem() {
        Analysis analysis = new RunBuilder("cut.log")
                .life("cut.log", OptionalLong.of(7), End.ORDERLY, "", 2)
                .damage(3, 1, "seq jumps from 2 to 4")
                .build();

        assertThat(firstLine(analysis)).endsWith("= 0 live (0 B). No leak shown. LOG DAMAGED.");
        assertThat(Written.by(REPORT, analysis)).contains("As far as the damaged log tells, everything");
    }

    @Test
    void aTextWithoutRecordsIsNotCalledClean() {
        assertThat(firstLine(Runs.nothing())).endsWith(" No record recognised.");
        assertThat(Written.by(REPORT, Runs.nothing()))
                .contains("log not recognised: no record in 211 lines.")
                .doesNotContain("No leak");
    }

    @Test
    void severalProcessesAreToldApart() {
        assertThat(Written.by(REPORT, Runs.severalProcesses()))
                .contains("2 processes: 1 ended in an orderly way, 1 died.")
                .contains("""
                          run      process  allocated  freed  superseded  live  live size  end
                          two.log  314              3      1           0     2   24.0 KiB  died
                            the process was killed by a signal, two.log:211
                          two.log  4711             6      2           0     4   48.0 KiB  orderly
                        """)
                .contains("0-1 (x2)  L1            1  12.0 KiB  24.0 KiB  1 unresolved     process 314")
                .contains("first at two.log:55, process 4711");
    }

    @Test
    void executionsWithoutAProcessAreToldApartByTheirRun() {
        Analysis analysis = new RunBuilder("twice.log")
                .life("twice.log#1", OptionalLong.empty(), End.ORDERLY, "", 0)
                .life("twice.log#2", OptionalLong.empty(), End.ORDERLY, "", 0)
                .live(0, 1, 0x20, Runs.TENSOR, 1, Verdict.LEAK, Confidence.PROBABLE, "no-owner-found")
                .live(1, 1, 0x20, Runs.TENSOR, 9, Verdict.LEAK, Confidence.PROBABLE, "no-owner-found")
                .build();

        assertThat(Written.by(REPORT, analysis))
                .contains("first at twice.log:1, twice.log#1", "twice.log:9, twice.log#2");
    }

    @Test
    void devicesThatHoldDifferentThingsAreDifferentRows() {
        Analysis analysis = new RunBuilder("a.log")
                .life("a.log", OptionalLong.of(1), End.ORDERLY, "", 0)
                .live(0, 4, 0x20, Runs.TENSOR, 1, Verdict.SYSTEM, Confidence.DEFINITE, "device-init")
                .live(0, 2, 0x40, Runs.TENSOR, 50, Verdict.SYSTEM, Confidence.DEFINITE, "device-init")
                .build();

        assertThat(Written.by(REPORT, analysis))
                .contains("0-1 (x2)  L1            2  24.0 KiB  48.0 KiB  2 system")
                .contains("2-3 (x2)  L1            1  12.0 KiB  24.0 KiB  1 system")
                .contains("2 x2-4  72.0 KiB");
    }

    @Test
    void theCaretOfAFindingStaysUnderItsPlace() {
        assertThat(Written.by(REPORT, Runs.severalProcesses())).contains("""
                  note      malformed-record      1            two.log:9
                    two.log:9:14: a record without a size [process 314]
                      DEBUG: Tracking buffer at zero
                                                ^
                """);
    }

    @Test
    void whatIsCutOffIsAccountedFor() {
        assertThat(Written.by(REPORT, Runs.mesh(), ReportOptions.PLAIN.withTop(1)))
                .contains("1 more sites: 8 handles, 96.0 KiB.")
                .contains("1 more entries: 96.0 KiB over all devices.");
    }

    @Test
    void aLogCannotDriveTheTerminal() {
        String text = Written.by(REPORT, Runs.hostile());

        assertThat(text.chars().filter(c -> c != '\n' && Character.isISOControl(c)))
                .isEmpty();
        assertThat(text).contains("evil\u241b[2J\ufffd\"quoted\"").doesNotContain("\u202e");
    }

    @Test
    void colourChangesNothingButColour() {
        for (Analysis analysis : Runs.all()) {
            String painted = Written.by(REPORT, analysis, ReportOptions.PLAIN.withColour(true));
            assertThat(painted).contains("\u001b[");
            assertThat(painted.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(Written.by(REPORT, analysis));
        }
    }

    @Test
    void longFunctionNamesAreShortenedButNotTheSiteOfTheBlame() {
        String arguments = "std::vector<int>, ".repeat(20);
        Analysis analysis = new RunBuilder("a.log")
                .life("a.log", OptionalLong.of(1), End.ORDERLY, "", 0)
                .live(
                        0,
                        1,
                        0x20,
                        RunBuilder.site("f", Memory.L1, "", "ttnn::concat(" + arguments + ")"),
                        1,
                        Verdict.LEAK,
                        Confidence.PROBABLE,
                        "no-owner-found")
                .build();

        assertThat(Written.by(REPORT, analysis)).contains("    ttnn::concat(...), first at a.log:1\n");
    }

    @Test
    void booksThatDoNotBalanceAreNotPublished() {
        Analysis run = Runs.clean();
        Analysis cooked = new Analysis(
                run.sources(),
                run.recognition(),
                run.lives(),
                run.attributions(),
                run.findings(),
                run.cacheEntries(),
                new Totals(4, 3, 0, 4, 3, 0),
                run.totalsByLife(),
                run.timeline(),
                run.peakByVerdict(),
                run.integrity());

        assertThatThrownBy(() -> Written.by(REPORT, cooked))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("allocated - freed - superseded is 1 handles, 1 B; the verdicts add up to 0 handles, 0 B");
    }

    private static String firstLine(Analysis analysis) {
        return Written.by(REPORT, analysis).lines().findFirst().orElseThrow();
    }
}
