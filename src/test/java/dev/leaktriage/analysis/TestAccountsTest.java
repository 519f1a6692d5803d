package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.TestRun;
import dev.leaktriage.model.TestRuns;
import dev.leaktriage.model.TestShortage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestAccountsTest {
    private static final String OUT_OF_MEMORY = "Out of Memory: Not enough space to allocate 8192 B %s buffer across"
            + " 12 banks, where each bank needs to store 2048 B, but bank size is 4096 B\n";

    @Test
    void whereARunnerPrintsATestWhenItIsOverTheTestBeginsWhenTheOneBeforeEnded() throws IOException {
        TestRuns runs = tests(tracking(0x100, 64)
                + "tests/test_a.py::test_first PASSED                     [ 50%]\n"
                + tracking(0x200, 128)
                + untracking(0x200)
                + tracking(0x300, 32)
                + "tests/test_a.py::test_second FAILED                    [100%]\n"
                + tracking(0x400, 16));

        assertThat(runs.tests())
                .extracting(TestRun::name)
                .containsExactly("tests/test_a.py::test_first", "tests/test_a.py::test_second");
        TestRun second = runs.tests().get(1);
        assertThat(second.startedAt()).isEmpty();
        assertThat(second.endedAt().orElseThrow()).hasToString("run.log:6");
        assertThat(second.outcome()).isEqualTo(TestRun.Outcome.FAILED);
        assertThat(second.allocated()).isEqualTo(new Sum(2, 160, 160));
        assertThat(second.before()).isEqualTo(new Sum(1, 64, 64));
        assertThat(second.after()).isEqualTo(new Sum(2, 96, 96));
        assertThat(second.peak()).isEqualTo(new Sum(2, 192, 192));
        assertThat(second.growth()).isEqualTo(new Sum(1, 32, 32));
    }

    @Test
    void whatTheCleanUpFreesAfterTheOutcomeIsNotKept() throws IOException {
        TestRuns runs = tests("tests/test_a.py::test_first "
                + tracking(0x100, 64)
                + "PASSED\n"
                + untracking(0x100)
                + "tests/test_a.py::test_second "
                + tracking(0x200, 128)
                + untracking(0x200)
                + "PASSED\n");

        TestRun first = runs.tests().get(0);
        assertThat(first.heldAtEnd()).isEqualTo(new Sum(1, 64, 64));
        assertThat(first.heldLater()).isEqualTo(Sum.ZERO);
        assertThat(first.gaveNotBack()).isFalse();
        assertThat(runs.firstThatGaveNotBack()).isEmpty();
    }

    @Test
    void whatALaterTestFreesWasHeldByItsOwnTestAndIsNoGrowth() throws IOException {
        TestRuns runs = tests("[----------] 3 tests from Cache\n"
                + "[ RUN      ] Cache.Fills\n"
                + tracking(0x100, 64)
                + "[       OK ] Cache.Fills (1 ms)\n"
                + "[ RUN      ] Cache.Reads\n"
                + "[       OK ] Cache.Reads (1 ms)\n"
                + "[ RUN      ] Cache.Clears\n"
                + untracking(0x100)
                + "[       OK ] Cache.Clears (1 ms)\n");

        TestRun fills = runs.tests().get(0);
        assertThat(fills.heldLater()).isEqualTo(new Sum(1, 64, 64));
        assertThat(fills.growth()).isEqualTo(Sum.ZERO);
        assertThat(runs.firstThatGaveNotBack()).contains(fills);
        assertThat(runs.tests().get(2).gaveNotBack()).isFalse();
    }

    @Test
    void aTestThatRunsInsideAnotherRunnersTestIsTheOneThatCounts() throws IOException {
        TestRuns runs = tests("Test project /build\n"
                + "      Start 12: unit_tests_device\n"
                + "12: [ RUN      ] Device.Opens\n"
                + tracking(0x100, 64)
                + "12: [       OK ] Device.Opens (5 ms)\n"
                + " 2/13 Test #12: unit_tests_device ................***Failed    2.10 sec\n");

        assertThat(runs.tests()).extracting(TestRun::name).containsExactly("unit_tests_device", "Device.Opens");
        assertThat(runs.tests().get(0).outcome()).isEqualTo(TestRun.Outcome.FAILED);
        assertThat(runs.tests().get(0).allocated()).isEqualTo(Sum.ZERO);
        assertThat(runs.tests().get(1).growth()).isEqualTo(new Sum(1, 64, 64));
    }

    @Test
    void aSummaryTellsOutcomesAndBeginsNoTest() throws IOException {
        TestRuns runs = tests("============================= test session starts ==============================\n"
                + "tests/test_a.py::test_first "
                + tracking(0x100, 64)
                + "tests/test_a.py::test_second "
                + tracking(0x200, 64)
                + "=========================== short test summary info ============================\n"
                + "FAILED tests/test_a.py::test_first - AssertionError\n"
                + "FAILED tests/test_b.py::test_unseen - AssertionError\n"
                + "tests/test_a.py::test_second\n"
                + tracking(0x300, 64));

        assertThat(runs.tests())
                .extracting(TestRun::name, TestRun::outcome)
                .containsExactly(
                        tuple("tests/test_a.py::test_first", TestRun.Outcome.FAILED),
                        tuple("tests/test_a.py::test_second", TestRun.Outcome.UNKNOWN));
        assertThat(runs.tests().get(1).growth()).isEqualTo(new Sum(1, 64, 64));
    }

    @Test
    void checkpointsEndTestsWhereTheirNamesAreOfTestsAndNoRunnerSpeaks() throws IOException {
        String checkpoints = tracking(0x100, 64)
                + "DEBUG: Checkpoint name=\"test add\"\n"
                + "DEBUG: Checkpoint name=\"iteration 3\"\n"
                + tracking(0x200, 32)
                + "DEBUG: Checkpoint name=\"tests/test_a.py::test_mul\"\n";

        assertThat(tests(checkpoints).tests())
                .extracting(TestRun::name, test -> test.growth().sizeBytes())
                .containsExactly(tuple("test add", 64L), tuple("tests/test_a.py::test_mul", 32L));
        assertThat(tests(checkpoints + "[----------] 1 test from A\n[ RUN      ] A.b\n")
                        .tests())
                .extracting(TestRun::name)
                .containsExactly("A.b");
        assertThat(tests(checkpoints + "[----------] 1 test from A\n").tests()).hasSize(2);
        assertThat(tests("DEBUG: Checkpoint name=\"iteration 3\"\n" + tracking(0x100, 64)))
                .isEqualTo(TestRuns.NONE);
    }

    @Test
    void theCulpritHeldTheMemoryThatRanOut() throws IOException {
        TestRun victim = victim("DRAM");
        TestShortage shortage = victim.shortage().orElseThrow();

        assertThat(victim.name()).isEqualTo("tests/test_c.py::test_victim");
        assertThat(shortage.at()).hasToString("run.log:8");
        assertThat(shortage.heldByItself()).isEqualTo(new Sum(1, 1024, 1024));
        assertThat(shortage.heldByEarlier()).isEqualTo(new Sum(3, 8256, 8256));
        assertThat(shortage.culprit().orElseThrow().name()).isEqualTo("tests/test_b.py::test_culprit");
        assertThat(shortage.culprit().orElseThrow().firstAt()).hasToString("run.log:4");
    }

    @Test
    void nobodyIsBlamedForMemoryOfAnotherKind() throws IOException {
        TestShortage shortage = victim("L1").shortage().orElseThrow();

        assertThat(shortage.culprit()).isEmpty();
        assertThat(shortage.heldByEarlier()).isEqualTo(Sum.ZERO);
    }

    /** A little is kept by the first test, a lot by the second. */
    private static TestRun victim(String memory) throws IOException {
        TestRuns runs = tests("tests/test_a.py::test_little "
                + tracking(0x100, 64)
                + "PASSED\n"
                + "tests/test_b.py::test_culprit \n"
                + tracking(0x200, 4096)
                + tracking(0x2000, 4096)
                + "tests/test_c.py::test_victim \n"
                + tracking(0x4000, 1024)
                + OUT_OF_MEMORY.formatted(memory)
                + "FAILED\n");
        assertThat(runs.shortOfMemory()).hasSize(1);
        return runs.shortOfMemory().get(0);
    }

    @Test
    void aTestThatStillRanWhenTheLogEndedIsNotAccused() throws IOException {
        TestRuns runs = tests("tests/test_a.py::test_only " + tracking(0x100, 64));

        assertThat(runs.tests().get(0).growth()).isEqualTo(new Sum(1, 64, 64));
        assertThat(runs.firstThatGaveNotBack()).isEmpty();
    }

    @Test
    void cachedProgramsAreNotHeldByTheTestThatCompiledThem() throws IOException {
        TestRuns runs = tests("tests/test_a.py::test_add "
                + tracking(0x100, 64)
                + "  Call stack:\n    1. MeshWorkloadImpl::load_binaries()\n    2. create_and_cache_mesh_workload<...>()\n"
                + "PASSED\n");

        TestRun test = runs.tests().get(0);
        assertThat(test.heldAtEnd()).isEqualTo(Sum.ZERO);
        assertThat(test.gaveNotBack()).isFalse();
        assertThat(test.survivors()).hasSize(1);
    }

    @Test
    void aLogOfTestsAloneIsNoLogOfBuffers() throws IOException {
        Analysis analysis = analysis("tests/test_a.py::test_add PASSED [100%]\n");

        assertThat(analysis.recognition().records()).isZero();
        assertThat(analysis.lives()).isEmpty();
        assertThat(analysis.tests().tests()).hasSize(1);
    }

    @Test
    void aTestLineAcrossTheEdgeOfTheWindowIsRead() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            log.append("tests/").append("d".repeat(200)).append("/test_module.py::test_function_number_")
                    .append(i)
                    .append(" PASSED\n");
            log.append("x".repeat(i % 23)).append('\n');
        }
        List<TestRun> tests = tests(log.toString()).tests();

        assertThat(tests).hasSize(20_000);
        assertThat(tests.get(19_999).name()).endsWith("_19999");
    }

    private static String tracking(long address, long sizeBytes) {
        return "DEBUG: Tracking buffer at 0x%x size=%d device=0 type=DRAM\n".formatted(address, sizeBytes);
    }

    private static String untracking(long address) {
        return "DEBUG: Untracking buffer at 0x%x device=0\n".formatted(address);
    }

    private static TestRuns tests(String log) throws IOException {
        return analysis(log).tests();
    }

    private static Analysis analysis(String log) throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8));
        return Analyzer.analyze(List.of(Source.of("run.log", bytes)), AnalysisOptions.ALL);
    }
}
