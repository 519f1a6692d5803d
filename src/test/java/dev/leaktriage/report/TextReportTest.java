package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.ProcessLife.End;
import dev.leaktriage.model.Recognition;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Totals;
import dev.leaktriage.model.Verdict;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TextReportTest {
    private static final TextReport REPORT = new TextReport();
    private static final String LONG_OPERATION = "ttnn::operations::normalization::softmax::SoftmaxDeviceOperation";

    @Test
    void newLeaksAndAcceptedOnesAreToldApart() {
        String text = Written.by(REPORT, Runs.underPolicy());

        assertThat(text.lines().findFirst().orElseThrow())
                .endsWith("= 3 live (36.0 KiB): 3 leak. LEAK: 1 possible, and 2 leaks suppressed by known.supp.");
        assertThat(text.replaceAll("\\s+", " "))
                .contains(
                        "1 buffer of 12.0 KiB may have leaked: 1 possible. The worst was allocated at policy.log:40. 2"
                                + " leaks suppressed by known.supp, 24.0 KiB in all; every sum counts them.");
    }

    @Test
    void everyRuleAndBudgetIsListedWithWhatItCameTo() {
        assertThat(Written.by(REPORT, Runs.underPolicy())).contains("""

                Suppressions: 2 handles, 24.0 KiB hidden by 1 of 2 rules
                  rule          state      hits      size     at most  until       ticket
                  known.supp:1  too-broad     2  24.0 KiB  2, 1.0 MiB  2026-12-31  TT-12
                    kept
                    create_device_tensor
                  known.supp:8  unused        0       0 B
                    gone
                    ttnn::conv2d

                Budgets: 1 exceeded
                  budget       state       actual  allowed  over
                  ci.budget:1  exceeded         1        0     1
                    leak <= 0
                    1 handle, 1 over the 0 allowed; the most from site d4e5f6a7, device 0, leak by no-owner-found,
                    first at policy.log:40
                  ci.budget:2  kept             3        3
                    live <= 3
                  ci.budget:3  not-judged
                    live grows <= 0
                    it compares with a base run; 'leaktriage diff BASE CURRENT' has one
                """);
    }

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
                        + " sign below); no number here is certain; process 7 was cut off (the text");
        assertThat(lines.get(2)).isEqualTo("  breaks off in a record at lost.log:211).");
        assertThat(REPORT.wrote(lines)).isTrue();
    }

    @Test
    void theSignsOfDamageStandInOnePlace() {
        assertThat(Written.by(REPORT, Runs.damaged())).contains("""
                  warning   log-damaged      1        lost.log:23
                    the log is damaged: see Damage, below
                """).containsOnlyOnce("a record is cut short");
    }

    @Test
    void theEvidenceOfALeakIsNotToldAgainUnderItsFinding() {
        Analysis analysis = leakingRun("a.log", LONG_OPERATION)
                .finding(FindingId.LEAK, 0, 1, 12288, "1 buffer leaked", "a rule says so")
                .build();

        assertThat(Written.by(REPORT, analysis)).contains("1 buffer leaked\n").containsOnlyOnce("a rule says so");
    }

    @Test
    void theDetailOfAFindingIsWrappedAndNeverCut() {
        String detail = "allocated at a.log:1; " + "its cache key never hits, ".repeat(20) + "and here is the end";
        Analysis analysis = leakingRun("a.log", LONG_OPERATION)
                .finding(FindingId.CACHE_GROWTH, 0, 1, 12288, "7 cached programs", detail)
                .build();

        String text = Written.by(REPORT, analysis);
        assertThat(text.replaceAll("\\s+", " ")).contains(detail);
        assertThat(text.lines().skip(1)).allMatch(line -> line.length() <= 100);
    }

    @Test
    void thePositionsOfAFindingKeepTheirLines() {
        String name = "a-log-of-a-job-with-a-name-that-is-rather-long-even-for-a-job.log";
        RunBuilder run = leakingRun(name, "ttnn::add");
        List<LogPosition> at = List.of(run.at(13), run.at(592), run.at(10_093), run.at(20_000));
        Analysis analysis =
                run.finding(FindingId.RETAINED_BY_CACHE, 0, at, "retained").build();

        assertThat(Written.by(REPORT, analysis))
                .contains("a-log-of-a-job-with...even-for-a-job.log:13, :592, :10093 and 1 more\n");
    }

    @Test
    void aLongOperationStandsOnALineOfItsOwnAndItsPositionIsWhole() {
        Site site = RunBuilder.site("f", Memory.DRAM, LONG_OPERATION, "MeshWorkloadImpl::load_binaries()");
        Analysis analysis = new RunBuilder("buffer-debug-blocks-of-a-long-job.log")
                .life("a.log", OptionalLong.of(1), End.ORDERLY, "", 0)
                .cacheEntry(0, 1, 0x3ffff800L, Runs.ADD, 9)
                .cacheEntry(0, 1, 0x3fffe800L, site, 189)
                .build();

        assertThat(Written.by(REPORT, analysis))
                .contains("  " + LONG_OPERATION + "\n             12.0 KiB (12,288 B)  24.0 KiB  0")
                .contains("  0x3fffe800  buffer-debug-blocks-of-a-long-job.log:189\n");
    }

    @Test
    void whatHoldsOfAllProcessesIsNotCounted() {
        assertThat(secondLine(lives(End.ORDERLY, End.ORDERLY)))
                .endsWith("; 2 processes: both ended in an orderly way.");
        assertThat(secondLine(lives(End.CUT, End.CUT, End.CUT))).endsWith("; 3 processes: all were cut off.");
        assertThat(secondLine(lives(End.ORDERLY, End.CUT)))
                .endsWith("; 2 processes: 1 ended in an orderly way, 1 was cut off.");
    }

    @Test
    void aProcessWithoutBuffersIsMentionedAndNotJudged() {
        RunBuilder run = new RunBuilder("two.log")
                .life("two.log", OptionalLong.of(314), End.DIED, "the process died", 0)
                .life("two.log", OptionalLong.of(4711), End.ORDERLY, "", 2);

        assertThat(secondLine(run.build()))
                .isEqualTo("log intact: 48 records of all processes, no event is known to be missing; process 4711"
                        + " ended in an orderly way; 1 other process has no buffer here.");
        assertThat(Written.by(REPORT, run.build())).doesNotContain("\nProcesses\n", "314");
    }

    @Test
    void aDeathIsToldOnceWithItsPlace() {
        assertThat(secondLine(died("the process died"))).endsWith("; process 4711 died at x.log:211.");
        assertThat(secondLine(died("a fatal error was thrown")))
                .endsWith("; process 4711 died (a fatal error was thrown at x.log:211).");
    }

    @Test
    void aLogOfWhichNothingCanBeReadIsNotCalledAnotherKindOfText() {
        Analysis nothing = Runs.nothing();
        Analysis analysis = new Analysis(
                nothing.sources(),
                new Recognition(300, 3, new TreeMap<>(), 3, 0),
                nothing.lives(),
                nothing.attributions(),
                nothing.findings(),
                nothing.cacheEntries(),
                nothing.totals(),
                nothing.totalsByLife(),
                nothing.timeline(),
                nothing.peakByVerdict(),
                nothing.integrity());

        assertThat(secondLine(analysis))
                .isEqualTo("log not recognised: no record in 3 lines, of which 3 begin like one and cannot be read.");
        assertThat(Written.by(REPORT, analysis))
                .contains("what begins like a record cannot be read; see Findings, below.")
                .doesNotContain("is this a log");
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
                            the process was killed by a signal at two.log:211
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

    private static String secondLine(Analysis analysis) {
        return Written.by(REPORT, analysis).lines().skip(1).findFirst().orElseThrow();
    }

    private static Analysis lives(End... ends) {
        RunBuilder run = new RunBuilder("x.log");
        for (End end : ends) {
            run.life("x.log", OptionalLong.of(1), end, "", 1);
        }
        return run.build();
    }

    private static Analysis died(String because) {
        return new RunBuilder("x.log")
                .life("x.log", OptionalLong.of(4711), End.DIED, because, 1)
                .build();
    }

    private static RunBuilder leakingRun(String file, String operation) {
        return new RunBuilder(file)
                .life(file, OptionalLong.of(1), End.ORDERLY, "", 0)
                .live(
                        0,
                        1,
                        0x20,
                        RunBuilder.site("f", Memory.L1, operation, "f()"),
                        1,
                        Verdict.LEAK,
                        Confidence.PROBABLE,
                        "no-owner-found");
    }
}
