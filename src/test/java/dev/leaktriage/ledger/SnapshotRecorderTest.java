package dev.leaktriage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Lifetime;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.MemoryHistory.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SnapshotRecorderTest {
    private final HandleTable table = new HandleTable();
    private final Accounts accounts = new Accounts(stack -> CallStack.NONE);
    private final Moment now = new Moment();
    private final SnapshotRecorder snapshots = new SnapshotRecorder(table, accounts, now);
    private final List<Integer> live = new ArrayList<>();
    private long occupied;
    private long peak;
    private long peakEvent;
    private List<Long> atPeak = List.of();

    /** Opens a handle with an address of its own; views occupy nothing. */
    private void open(long address, long bytes) {
        int handle = table.add(0, 0, address);
        table.fill(handle, 64, bytes, 0, Positions.pack(0, 1));
        table.describe(handle, HandleTable.LIVE, HandleTable.OWNER, Memory.DRAM, (byte) 0);
        table.belongs(handle, accounts.of(0, 0, Memory.DRAM), 0, HandleTable.NONE, HandleTable.NONE);
        snapshots.opened(handle);
        live.add(handle);
        occupied += bytes;
        counted();
    }

    private void end(int index) {
        int handle = live.remove(index);
        snapshots.ended(handle);
        occupied -= table.occupiedBytes(handle);
        table.remove(handle);
        counted();
    }

    private void counted() {
        now.accountEvent++;
        boolean isPeak = occupied > peak;
        if (isPeak) {
            peak = occupied;
            peakEvent = now.accountEvent;
            atPeak = live.stream().sorted().map(table::address).toList();
        }
        snapshots.moved(isPeak);
    }

    private List<Snapshot> taken() {
        return snapshots.snapshots(new Positions(List.of("run.log")));
    }

    private static List<Long> addresses(Snapshot snapshot) {
        return snapshot.live().stream()
                .map(Lifetime::id)
                .map(id -> id.address())
                .toList();
    }

    @Test
    void thePeaksCopyIsWhatWasLiveThenWhateverCameAfterIt() {
        Random random = new Random(11);
        for (long event = 0; event < 40_000; event++) {
            // The load comes in waves, each perhaps higher than those before it.
            boolean falling = event / 500 % 2 == 1;
            if (live.isEmpty() || random.nextInt(10) >= (falling ? 6 : 4)) {
                open(event, random.nextInt(4) * 64L);
            } else {
                end(random.nextInt(live.size()));
            }
            if (random.nextInt(200) == 0) {
                Snapshot taken = taken().get(0);
                assertThat(taken.event()).isEqualTo(peakEvent);
                assertThat(addresses(taken)).isEqualTo(atPeak);
            }
        }
    }

    @Test
    void aPeakOfTooManyHandlesIsNotCopiedAndNoEarlierOneIsTakenForIt() {
        open(0, 64);
        end(0);
        assertThat(taken()).hasSize(1);
        for (int address = 0; address <= SnapshotRecorder.MOST_AT_PEAK; address++) {
            open(address, 64);
        }
        assertThat(taken()).isEmpty();
    }
}
