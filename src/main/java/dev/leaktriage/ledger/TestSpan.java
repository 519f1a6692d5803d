package dev.leaktriage.ledger;

import dev.leaktriage.model.Sum;
import dev.leaktriage.model.TestRun;
import dev.leaktriage.model.TestShortage;
import java.util.Map;
import java.util.Optional;

/** One test while events are being replayed, or the time between two tests. */
final class TestSpan {
    final long firstClock;
    final Sum before;
    /** Empty between tests. */
    String name = "";

    TestRun.Outcome outcome = TestRun.Outcome.UNKNOWN;
    long startedAt = Positions.NONE;
    long endedAt = Positions.NONE;
    long lastClock = Long.MAX_VALUE;
    /** True if the next test began before its end was logged. */
    boolean overtaken;

    Sum after = Sum.ZERO;
    Sum heldAtEnd = Sum.ZERO;
    Sum heldLater = Sum.ZERO;
    Optional<TestShortage> shortage = Optional.empty();

    private long allocatedHandles;
    private long allocatedBytes;
    private long allocatedOccupiedBytes;
    private long heldHandles;
    private long heldBytes;
    private long heldOccupiedBytes;
    private long peakHandles;
    private long peakBytes;
    private long peakOccupiedBytes;

    TestSpan(long firstClock, Sum before) {
        this.firstClock = firstClock;
        this.before = before;
        this.peakHandles = before.handles();
        this.peakBytes = before.sizeBytes();
        this.peakOccupiedBytes = before.occupiedBytes();
    }

    boolean isTest() {
        return !name.isEmpty();
    }

    void allocated(long handles, long sizeBytes, long occupiedBytes) {
        allocatedHandles += handles;
        allocatedBytes += sizeBytes;
        allocatedOccupiedBytes += occupiedBytes;
    }

    /** Books buffers that it has to give back in, or out if the numbers are negative. */
    void hold(long handles, long sizeBytes, long occupiedBytes) {
        heldHandles += handles;
        heldBytes += sizeBytes;
        heldOccupiedBytes += occupiedBytes;
    }

    void moved(LiveTotals live) {
        if (live.occupiedBytes() > peakOccupiedBytes) {
            peakHandles = live.handles();
            peakBytes = live.sizeBytes();
            peakOccupiedBytes = live.occupiedBytes();
        }
    }

    long peakOccupiedBytes() {
        return peakOccupiedBytes;
    }

    Sum held() {
        return new Sum(heldHandles, heldBytes, heldOccupiedBytes);
    }

    TestRun run(int index, Positions positions) {
        return new TestRun(
                index,
                name,
                outcome,
                positions.ifAny(startedAt),
                positions.ifAny(endedAt),
                firstClock,
                lastClock,
                new Sum(allocatedHandles, allocatedBytes, allocatedOccupiedBytes),
                before,
                after,
                new Sum(peakHandles, peakBytes, peakOccupiedBytes),
                heldAtEnd,
                heldLater,
                Map.of(),
                shortage);
    }
}
