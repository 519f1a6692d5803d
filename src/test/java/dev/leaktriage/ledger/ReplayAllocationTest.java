package dev.leaktriage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.LogEvent.Form;
import dev.leaktriage.model.Memory;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memory grows with what is live: an event by itself makes no object. */
final class ReplayAllocationTest {
    private static final int ADDRESSES = 2000;
    private static final int ROUNDS = 100;
    private static final int MOST_BYTES_PER_LIVE_HANDLE = 100;
    private static final int MANY = 400_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final LogEvent event = new LogEvent();
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

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"TRACKER", "SERVER"})
    void whatIsAllocatedAndFreedAgainLeavesNothingBehind(Form form) {
        round(form);
        long before = allocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            round(form);
        }
        long events = 2L * ADDRESSES * ROUNDS;
        assertThat(allocatedBytes() - before).isLessThan(events / 10);
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"TRACKER", "SERVER"})
    void aLiveHandleTakesItsRowAndItsPlaceInTheIndex(Form form) {
        round(form);
        long before = allocatedBytes();
        for (int address = 0; address < MANY; address++) {
            accept(form, EventKind.ALLOCATED, address);
        }
        assertThat((allocatedBytes() - before) / MANY).isLessThan(MOST_BYTES_PER_LIVE_HANDLE);
    }

    private void round(Form form) {
        for (int address = 0; address < ADDRESSES; address++) {
            accept(form, EventKind.ALLOCATED, address);
        }
        for (int address = 0; address < ADDRESSES; address++) {
            accept(form, EventKind.FREED, address);
        }
    }

    private void accept(Form form, EventKind kind, int address) {
        event.clear();
        event.kind = kind;
        event.form = form;
        event.line = ++line;
        event.process = 4711;
        event.device = address % 8;
        event.address = address * 2048L;
        event.sizeBytes = 2048;
        event.memory = Memory.DRAM;
        event.references = kind == EventKind.ALLOCATED ? 1 : 0;
        ledger.accept(event);
    }

    private long allocatedBytes() {
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
