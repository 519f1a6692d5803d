package dev.leaktriage.ledger;

import static dev.leaktriage.ledger.HandleTable.LIVE;

import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.TestRun;
import dev.leaktriage.model.TestRuns;
import dev.leaktriage.model.TestShortage;
import dev.leaktriage.model.TestShortage.Holder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps accounts of the tests that a process runs, one after the other.
 *
 * <p>Law: at every moment exactly one span runs, a test or the time between two; it owns what is allocated then.
 */
final class TestRecorder {
    /** More tests than this are counted, but not told apart. */
    static final int MOST_TESTS = 100_000;
    /** For so many failed allocations it is looked up who holds the memory: each time, all live handles are visited. */
    private static final int MOST_LOOKUPS = 256;

    /** Checkpoints with such names are the ends of tests where no test runner speaks. */
    private static final Pattern TEST_CHECKPOINT = Pattern.compile("test[ :_/].+|tests/.+|.+::test.*");

    private final Moment now;
    private final Books books;
    private final Positions positions;
    private final List<TestSpan> tests = new ArrayList<>();
    private final Map<String, TestSpan> byName = new HashMap<>();
    private HeldOnPurpose onPurpose;
    private TestSpan running = new TestSpan(0, Sum.ZERO);
    private final UnjudgedHoldings unjudged = new UnjudgedHoldings();
    private boolean runnerSpeaks;
    private boolean summary;
    private long unlisted;
    private int lookups;

    TestRecorder(Moment now, Books books, Positions positions) {
        this.now = now;
        this.books = books;
        this.positions = positions;
    }

    /** Tells what a test need not give back; to be called before the first event. */
    void except(HeldOnPurpose expected) {
        onPurpose = expected;
    }

    /** Takes what a test runner says. */
    void runner(LogEvent event) {
        switch (event.kind) {
            case TESTS_STARTED -> session(false);
            case TESTS_ENDED -> session(true);
            case TEST_STARTED -> started(event.text);
            case TEST_ENDED -> runnerEnded(event.text, event.outcome);
            case TEST_TOLD -> told(event.text, event.outcome);
            default -> throw new IllegalArgumentException("not of a test: " + event.kind);
        }
    }

    /** Takes a checkpoint. */
    void checkpoint(String name) {
        if (!runnerSpeaks && TEST_CHECKPOINT.matcher(name).matches()) {
            ended(name, TestRun.Outcome.UNKNOWN);
        }
    }

    /** What a runner says of a test is better than what checkpoints say. */
    private void forgetCheckpoints() {
        if (!runnerSpeaks) {
            runnerSpeaks = true;
            tests.clear();
            byName.clear();
            unlisted = 0;
        }
    }

    private void session(boolean over) {
        overtake();
        run(between());
        summary = over;
    }

    private void started(String name) {
        if (summary) {
            return;
        }
        forgetCheckpoints();
        overtake();
        run(new TestSpan(now.clock, live()));
        running.startedAt = now.at;
        running.name = name;
        books.timeline.mark(now.accountEvent, now.at, "test " + name);
    }

    private void runnerEnded(String name, TestRun.Outcome outcome) {
        if (running.isTest() || !name.isEmpty() && !summary) {
            forgetCheckpoints();
        }
        ended(name, outcome);
    }

    private void ended(String name, TestRun.Outcome outcome) {
        boolean ofRunning = running.isTest() && (name.isEmpty() || name.equals(running.name));
        if (ofRunning) {
            running.outcome = outcome;
            running.endedAt = now.at;
            close();
            return;
        }
        if (name.isEmpty() || summary) {
            return;
        }
        TestSpan known = byName.get(name);
        if (known != null && known.overtaken && known.endedAt == Positions.NONE) {
            // A runner that starts another one tells of the end of its own test when that one's are long over.
            known.endedAt = now.at;
            known.outcome = outcome;
            return;
        }
        overtake();
        running.name = name;
        running.outcome = outcome;
        running.endedAt = now.at;
        close();
    }

    private void told(String name, TestRun.Outcome outcome) {
        TestSpan known = byName.get(name);
        if (known != null) {
            known.outcome = outcome;
        }
    }

    /** Ends the test that runs, if one does, without a line that says so. */
    private void overtake() {
        if (running.isTest()) {
            running.overtaken = true;
            close();
        }
    }

    private void close() {
        unjudged.settle(running, onPurpose);
        finish(running);
        run(between());
    }

    private void run(TestSpan next) {
        unjudged.forget();
        running = next;
    }

    private void finish(TestSpan test) {
        test.lastClock = now.clock;
        test.after = live();
        test.heldAtEnd = test.held();
        if (tests.size() == MOST_TESTS) {
            unlisted++;
            return;
        }
        if (!tests.isEmpty()) {
            TestSpan earlier = tests.get(tests.size() - 1);
            earlier.heldLater = earlier.held();
        }
        tests.add(test);
        byName.put(test.name, test);
    }

    private TestSpan between() {
        return new TestSpan(now.clock + 1, live());
    }

    private Sum live() {
        return books.live();
    }

    /** A handle was opened. */
    void opened(int handle) {
        HandleTable table = books.table;
        running.allocated(1, table.sizeBytes(handle), table.occupiedBytes(handle));
        hold(running, handle, 1);
    }

    /** A live handle is being closed. */
    void closed(int handle) {
        TestSpan owner = spanOf(books.table.born(handle));
        if (owner != null) {
            hold(owner, handle, -1);
        }
    }

    private void hold(TestSpan span, int handle, int sign) {
        HandleTable table = books.table;
        if (table.isView(handle)) {
            return;
        }
        if (span == running && onPurpose.isStackDecisive(handle)) {
            unjudged.hold(table.account(handle), sign, table.sizeBytes(handle), table.occupiedBytes(handle));
        } else if (!onPurpose.holds(handle)) {
            span.hold(sign, sign * table.sizeBytes(handle), sign * table.occupiedBytes(handle));
        }
    }

    /**
     * Owners without a call stack were opened and closed.
     *
     * @param heldHandles of those that a test has to give back, how many more are live
     */
    void booked(long allocated, long allocatedBytes, long heldHandles, long heldBytes, long heldOccupiedBytes) {
        running.allocated(allocated, allocatedBytes, allocatedBytes);
        running.hold(heldHandles, heldBytes, heldOccupiedBytes);
    }

    /** True if an event is of the span that runs. */
    boolean isOfRunning(long clock) {
        return clock >= running.firstClock;
    }

    /** A live owner without a call stack, which a test has to give back, is being closed. */
    void closed(long born, long sizeBytes, long occupiedBytes) {
        TestSpan owner = spanOf(born);
        if (owner != null) {
            owner.hold(-1, -sizeBytes, -occupiedBytes);
        }
    }

    /** The most bytes that were occupied in the span that runs. */
    long peakOccupiedBytes() {
        return running.peakOccupiedBytes();
    }

    void moved(LiveTotals live) {
        running.moved(live);
    }

    /** The span in which an event happened; null if that was between two tests. */
    private TestSpan spanOf(long clock) {
        if (isOfRunning(clock)) {
            return running;
        }
        int index = indexOf(clock);
        return index < 0 ? null : tests.get(index);
    }

    /** Index of the test in which an event happened; -1 if there is none. */
    private int indexOf(long clock) {
        int low = 0;
        int high = tests.size() - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            TestSpan test = tests.get(middle);
            if (clock < test.firstClock) {
                high = middle - 1;
            } else if (clock > test.lastClock) {
                low = middle + 1;
            } else {
                return middle;
            }
        }
        return -1;
    }

    /** Index of the test in which an event happened, the tests having been told; -1 if there is none. */
    int testAt(long clock) {
        return tests.isEmpty() ? -1 : indexOf(clock);
    }

    /** An allocation failed. */
    void outOfMemory(LogEvent event, String message) {
        if (running.shortage.isPresent() || lookups == MOST_LOOKUPS) {
            return;
        }
        lookups++;
        running.shortage = Optional.of(shortage(event.memory, message));
    }

    private TestShortage shortage(Memory memory, String message) {
        HandleTable table = books.table;
        Map<Integer, Holding> holdings = new HashMap<>();
        Sum own = Sum.ZERO;
        for (int handle = 0; handle < table.top(); handle++) {
            if (table.state(handle) != LIVE || !mayFill(handle, memory)) {
                continue;
            }
            boolean ofRunning = table.born(handle) >= running.firstClock;
            int test = ofRunning ? -1 : indexOf(table.born(handle));
            if (ofRunning) {
                own = own.plus(sum(handle));
            } else if (test >= 0) {
                holdings.computeIfAbsent(test, unseen -> new Holding()).add(sum(handle), table.at(handle));
            }
        }
        Sum earlier = holdings.values().stream().map(holding -> holding.held).reduce(Sum.ZERO, Sum::plus);
        return new TestShortage(
                positions.of(now.at), message, memory, own, earlier, holders(holdings), holdings.size());
    }

    private boolean mayFill(int handle, Memory memory) {
        boolean there = memory == Memory.UNSTATED || Pairing.fits(books.table.memory(handle), memory);
        return there && !books.table.isView(handle) && !onPurpose.holds(handle);
    }

    private Sum sum(int handle) {
        return new Sum(1, books.table.sizeBytes(handle), books.table.occupiedBytes(handle));
    }

    /** What a test holds, and since when. */
    private static final class Holding {
        private Sum held = Sum.ZERO;
        private long firstAt = Long.MAX_VALUE;

        void add(Sum sum, long at) {
            held = held.plus(sum);
            firstAt = Math.min(firstAt, at);
        }
    }

    private List<Holder> holders(Map<Integer, Holding> holdings) {
        return holdings.entrySet().stream()
                .map(entry -> new Holder(
                        entry.getKey(),
                        tests.get(entry.getKey()).name,
                        positions.of(entry.getValue().firstAt),
                        entry.getValue().held))
                .sorted(Comparator.comparingLong(
                                (Holder holder) -> holder.held().occupiedBytes())
                        .reversed()
                        .thenComparingInt(Holder::test))
                .limit(TestShortage.MOST_HOLDERS)
                .sorted(Comparator.comparingInt(Holder::test))
                .toList();
    }

    /** The tests, the replay being over. */
    TestRuns runs() {
        overtake();
        if (!tests.isEmpty()) {
            TestSpan last = tests.get(tests.size() - 1);
            last.heldLater = last.held();
        }
        List<TestRun> runs = new ArrayList<>();
        for (TestSpan test : tests) {
            runs.add(test.run(runs.size(), positions));
        }
        return new TestRuns(runs, unlisted);
    }
}
