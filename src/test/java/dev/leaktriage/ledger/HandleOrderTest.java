package dev.leaktriage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HandleOrderTest {
    private static final List<String> FILES = List.of("b.log", "a.log");
    private static final List<Life> LIVES = List.of(life(0, 30), life(1, -1), life(2, 7), life(3, 30));

    private final HandleTable table = new HandleTable();
    private final Accounts accounts = new Accounts(stack -> CallStack.NONE);

    @ParameterizedTest
    @ValueSource(longs = {0x20, 1L << 58})
    void handlesStandByProcessDeviceMemoryAddressAndPosition(long stride) {
        Random random = new Random(7);
        for (int i = 0; i < 5000; i++) {
            Memory memory = random.nextBoolean() ? Memory.DRAM : Memory.L1;
            add(random.nextInt(4), random.nextInt(3), memory, (random.nextInt(60) - 20) * stride, random, i);
        }
        int[] sorted = order().sorted(IntStream.range(0, 5000).toArray());
        Comparator<Integer> reference = Comparator.comparingLong(
                        (Integer row) -> Math.max(-1, LIVES.get(accounts.life[table.account(row)]).process))
                .thenComparing(table::device)
                .thenComparing(table::memory)
                .thenComparing(table::address, Long::compareUnsigned)
                .thenComparing(row -> Positions.line(table.at(row)))
                .thenComparing(row -> FILES.get(Positions.file(table.at(row))))
                .thenComparing(row -> accounts.life[table.account(row)])
                .thenComparing(table::born);
        assertThat(IntStream.of(sorted).boxed().toList())
                .isEqualTo(IntStream.range(0, 5000).boxed().sorted(reference).toList());
    }

    @Test
    void noHandlesAreInOrder() {
        assertThat(order().sorted(new int[0])).isEmpty();
    }

    private HandleOrder order() {
        return new HandleOrder(table, accounts, LIVES, new Positions(FILES));
    }

    private void add(int life, int device, Memory memory, long address, Random random, long born) {
        int handle = table.add(life, device, address);
        table.fill(handle, 1, 1, born, Positions.pack(random.nextInt(2), 1 + random.nextInt(5)));
        table.describe(handle, HandleTable.LIVE, HandleTable.OWNER, memory, (byte) 0);
        table.belongs(handle, accounts.of(life, 0, memory), 0, HandleTable.NONE, HandleTable.NONE);
    }

    private static Life life(int index, long process) {
        return new Life(index, 1, 0, process, LogEvent.Form.TRACKER, Positions.pack(0, 1));
    }
}
