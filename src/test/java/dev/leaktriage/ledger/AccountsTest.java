package dev.leaktriage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Memory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class AccountsTest {
    private record Key(int life, int stack, Memory memory) {}

    @Test
    void everyAccountKnowsWhatItHeldAtThePeakAndWhatItEverAllocated() {
        Random random = new Random(7);
        Accounts accounts = new Accounts(stack -> CallStack.NONE);
        accounts.keepAllocated();
        Map<Key, Long> live = new HashMap<>();
        Map<Key, Long> atPeak = new HashMap<>();
        Map<Key, Long> allocated = new HashMap<>();
        long now = 0;
        long peak = -1;
        for (int i = 0; i < 50_000; i++) {
            Key key = new Key(random.nextInt(3), random.nextInt(200), random.nextBoolean() ? Memory.DRAM : Memory.L1);
            long held = live.getOrDefault(key, 0L);
            int sign = held > 0 && random.nextInt(5) < 2 + i / 20_000 ? -1 : 1;
            accounts.book(accounts.of(key.life, key.stack, key.memory), sign, true, 64, 128);
            live.put(key, held + sign);
            allocated.merge(key, sign > 0 ? 1L : 0L, Long::sum);
            now += sign;
            if (now > peak) {
                peak = now;
                accounts.peak();
                atPeak = new HashMap<>(live);
            }
        }
        for (Map.Entry<Key, Long> entry : live.entrySet()) {
            Key key = entry.getKey();
            int account = accounts.of(key.life, key.stack, key.memory);
            long peakHandles = atPeak.getOrDefault(key, 0L);
            assertThat(List.of(accounts.liveHandles[account], accounts.liveBytes[account]))
                    .containsExactly(entry.getValue(), entry.getValue() * 64);
            assertThat(List.of(
                            accounts.handlesAtPeak(account),
                            accounts.bytesAtPeak(account),
                            accounts.occupiedAtPeak(account)))
                    .containsExactly(peakHandles, peakHandles * 64, peakHandles * 128);
            long handles = allocated.get(key);
            assertThat(List.of(
                            accounts.allocatedHandles[account],
                            accounts.allocatedBytes[account],
                            accounts.allocatedOccupied[account]))
                    .containsExactly(handles, handles * 64, handles * 128);
        }
        assertThat(accounts.count()).isEqualTo(live.size());
    }
}
