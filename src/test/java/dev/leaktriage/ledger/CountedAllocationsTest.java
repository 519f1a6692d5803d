package dev.leaktriage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.CountedEvents;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountedAllocationsTest {
    private static final int KINDS = 40;

    private static CountedEvents batch(int... kinds) {
        CountedEvents events = new CountedEvents();
        System.arraycopy(kinds, 0, events.kinds, 0, kinds.length);
        events.count = kinds.length;
        return events;
    }

    /** The same accounts, kept one event after the other in the plainest way. */
    private static final class Plain {
        final long[] sizes = new long[KINDS];
        final long[] live = new long[KINDS];
        final long[] allocated = new long[KINDS];
        long[] atPeak = new long[KINDS];
        long bytes;
        long peak;
        long temporary;
        long allocatedBytes;
        long freed;
        int latest;

        void add(int event) {
            int kind = event < 0 ? ~event : event;
            if (event < 0) {
                temporary += kind == latest ? 1 : 0;
                freed++;
                live[kind]--;
                bytes -= sizes[kind];
                latest = 0;
                return;
            }
            latest = kind;
            live[kind]++;
            allocated[kind]++;
            bytes += sizes[kind];
            allocatedBytes += sizes[kind];
            if (bytes > peak) {
                peak = bytes;
                atPeak = live.clone();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theAccountsAreThoseOfAPlainReplay(long seed) {
        Random random = new Random(seed);
        CountedAllocations counted = new CountedAllocations();
        Plain plain = new Plain();
        counted.begin();
        for (int kind = 0; kind < KINDS; kind++) {
            plain.sizes[kind] = random.nextInt(8) == 0 ? (1L << 32) - 2 + random.nextInt(4) : random.nextInt(5000);
            counted.define(0, kind, plain.sizes[kind], kind + 1L);
        }
        long bytes = 0;
        long peak = 0;
        long temporary = 0;
        long allocatedBytes = 0;
        long freed = 0;
        for (int round = 0; round < 300; round++) {
            int[] events = new int[random.nextInt(30)];
            for (int i = 0; i < events.length; i++) {
                int kind = random.nextInt(4) == 0 ? plain.latest : random.nextInt(KINDS);
                events[i] = plain.live[kind] > 0 && random.nextInt(round < 150 ? 3 : 2) > 0 ? ~kind : kind;
                plain.add(events[i]);
            }
            CountedAllocations.Change change = counted.book(batch(events), peak - bytes);
            peak = change.peakEvent < 0 ? peak : bytes + change.peakBytes;
            bytes += change.allocatedBytes - change.freedBytes;
            temporary += change.temporary;
            allocatedBytes += change.allocatedBytes;
            freed += change.freed;
        }
        assertThat(bytes).isEqualTo(plain.bytes);
        assertThat(peak).isEqualTo(plain.peak);
        assertThat(temporary).isEqualTo(plain.temporary).isPositive();
        assertThat(allocatedBytes).isEqualTo(plain.allocatedBytes);
        assertThat(freed).isEqualTo(plain.freed);
        for (int kind = 0; kind < KINDS; kind++) {
            assertThat(counted.sizeBytes(kind)).isEqualTo(plain.sizes[kind]);
            assertThat(counted.live(kind)).isEqualTo(plain.live[kind]);
            assertThat(counted.allocated(kind)).isEqualTo(plain.allocated[kind]);
            assertThat(counted.liveAtPeak(kind)).isEqualTo(plain.atPeak[kind]);
        }
    }

    @Test
    void whereInABatchThePeakIsIsTold() {
        CountedAllocations counted = new CountedAllocations();
        counted.begin();
        counted.define(0, 0, 10, 1);
        counted.define(0, 0, 7, 2);
        CountedAllocations.Change change = counted.book(batch(0, 1, ~0, 1, ~1), 0);

        assertThat(change.peakEvent).isEqualTo(1);
        assertThat(change.peakHandles).isEqualTo(2);
        assertThat(change.peakBytes).isEqualTo(17);
        assertThat(counted.book(batch(0), 10).peakEvent).isEqualTo(-1);
    }

    @Test
    void kindZeroCountsAsTheLatestAfterADeallocationAsHeaptrackHasIt() {
        CountedAllocations counted = new CountedAllocations();
        counted.begin();
        counted.define(0, 0, 1, 1);
        counted.define(0, 0, 1, 2);

        assertThat(counted.book(batch(0, 1, ~1, ~0), 0).temporary).isEqualTo(2);
        assertThat(counted.book(batch(0, 1), 0).temporary).isZero();
        assertThat(counted.book(batch(~1, 1, 0, ~1), 0).temporary).isEqualTo(1);
    }

    @Test
    void anotherLogNumbersItsKindsAnew() {
        CountedAllocations counted = new CountedAllocations();
        counted.begin();
        counted.define(0, 0, 10, 1);
        counted.book(batch(0), 0);
        counted.begin();
        counted.define(1, 0, 20, 1);

        assertThat(counted.book(batch(0, 0), 0).allocatedBytes).isEqualTo(40);
        assertThat(counted.live(0)).isEqualTo(1);
        assertThat(counted.live(1)).isEqualTo(2);
        assertThat(counted.life(1)).isEqualTo(1);
    }
}
