package dev.leaktriage.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.TestRun;
import dev.leaktriage.model.TestRuns;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TestRecorderTest {
    private final Ledger ledger = new Ledger(
            List.of("run.log"),
            number -> CallStack.NONE,
            stack -> false,
            stack -> false,
            OptionalInt.empty(),
            OptionalLong.empty(),
            false,
            Optional.empty());
    private long line;

    @Test
    void beyondTheMostTestsTheyAreCountedAndOwnNothing() {
        int most = TestRecorder.MOST_TESTS;
        for (int test = 0; test < most + 2; test++) {
            tell(EventKind.TEST_STARTED, "test " + test);
            allocate(0x100L + test);
            tell(EventKind.TEST_ENDED, "");
        }
        TestRuns runs = ledger.census(false).tests();

        assertThat(runs.tests()).hasSize(most);
        assertThat(runs.unlisted()).isEqualTo(2);
        assertThat(runs.tests().get(most - 1).heldLater().handles()).isEqualTo(1);
    }

    @Test
    void theEndOfATestThatIsNotRunningEndsTheOneThatIs() {
        tell(EventKind.TEST_STARTED, "a");
        allocate(0x100);
        tell(EventKind.TEST_ENDED, "b");

        assertThat(ledger.census(false).tests().tests())
                .extracting(TestRun::name, test -> test.endedAt().isPresent())
                .containsExactly(tuple("a", false), tuple("b", true));
    }

    @Test
    void aSecondRunOfATestIsATestOfItsOwn() {
        for (int run = 0; run < 2; run++) {
            tell(EventKind.TEST_ENDED, "a");
        }

        assertThat(ledger.census(false).tests().tests()).hasSize(2);
    }

    private void tell(EventKind kind, String name) {
        LogEvent event = event(kind);
        event.form = LogEvent.Form.TEST_RUNNER;
        event.text = name;
        ledger.accept(event);
    }

    private void allocate(long address) {
        LogEvent event = event(EventKind.ALLOCATED);
        event.form = LogEvent.Form.TRACKER;
        event.device = 0;
        event.memory = Memory.L1;
        event.address = address;
        event.sizeBytes = 16;
        ledger.accept(event);
    }

    private LogEvent event(EventKind kind) {
        LogEvent event = new LogEvent();
        event.clear();
        event.kind = kind;
        event.line = ++line;
        return event;
    }
}
