package dev.leaktriage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.Memory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HandleTableTest {
    private static final int OPERATIONS = 120_000;

    private record Key(int space, int device, long address) {}

    @Test
    void findsWhatAMapOfChainsFinds() {
        Random random = new Random(7);
        HandleTable table = new HandleTable();
        Map<Key, Deque<Integer>> chains = new HashMap<>();
        List<Integer> indexed = new ArrayList<>();
        for (int i = 0; i < OPERATIONS; i++) {
            boolean shrinking = i / 10_000 % 2 == 1;
            if (indexed.isEmpty() || random.nextInt(10) >= (shrinking ? 7 : 3)) {
                Key key = new Key(random.nextInt(3) - 1, random.nextInt(4), random.nextInt(9000) * 2048L);
                int handle = table.add(key.space, key.device, key.address);
                chains.computeIfAbsent(key, unseen -> new ArrayDeque<>()).push(handle);
                indexed.add(handle);
            } else {
                int handle = indexed.remove(random.nextInt(indexed.size()));
                Key key = keyOf(table, handle);
                if (random.nextInt(20) == 0) {
                    table.detach(handle);
                } else {
                    table.remove(handle);
                }
                chains.get(key).remove(handle);
            }
            Key probed = new Key(random.nextInt(3) - 1, random.nextInt(4), random.nextInt(9000) * 2048L);
            assertThat(chain(table, probed)).containsExactlyElementsOf(chains.getOrDefault(probed, new ArrayDeque<>()));
        }
        chains.forEach((key, handles) -> assertThat(chain(table, key)).containsExactlyElementsOf(handles));
        long foreign = chains.entrySet().stream()
                .filter(entry -> entry.getKey().space < 0 && !entry.getValue().isEmpty())
                .count();
        assertThat(table.foreignChains()).isEqualTo((int) foreign);
    }

    @Test
    void findsManyKeysAgainWhileTheyComeAndGo() {
        Random random = new Random(8);
        HandleTable table = new HandleTable();
        Map<Key, Integer> newest = new HashMap<>();
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < 400_000; i++) {
            if (keys.isEmpty() || random.nextInt(5) > 0) {
                Key key = new Key(-1, random.nextInt(40), random.nextInt(1 << 16) * 2048L);
                if (!newest.containsKey(key)) {
                    newest.put(key, table.add(key.space, key.device, key.address));
                    keys.add(key);
                }
            } else {
                Key key = keys.remove(keys.size() - 1 - random.nextInt(Math.min(9, keys.size())));
                table.remove(newest.remove(key));
                assertThat(table.find(key.space, key.device, key.address)).isEqualTo(HandleTable.NONE);
            }
        }
        assertThat(newest).hasSizeGreaterThan(200_000);
        newest.forEach((key, handle) -> assertThat(table.find(key.space, key.device, key.address))
                .as("%s", key)
                .isEqualTo(handle));
    }

    @Test
    void keepsEveryFieldOfARowApart() {
        HandleTable table = new HandleTable();
        int other = table.add(-3, 5, -1L);
        int handle = table.add(2, 7, 0x20);
        table.fill(handle, Long.MAX_VALUE, -4, 1L << 39, 1L << 60);
        table.describe(handle, HandleTable.LIVE, HandleTable.VIEW_BY_PLACE, Memory.TRACE, HandleTable.DURING_OPENING);
        table.spread(other, 64);
        table.spread(handle, 12);
        table.belongs(handle, 11, 12, other, 13);

        assertThat(List.of(table.space(other), table.device(other), table.epoch(other), table.owner(other)))
                .containsExactly(-3, 5, HandleTable.NONE, HandleTable.NONE);
        assertThat(table.address(other)).isEqualTo(-1L);
        assertThat(List.of(table.space(handle), table.device(handle), table.account(handle), table.group(handle)))
                .containsExactly(2, 7, 11, 12);
        assertThat(List.of(table.owner(handle), table.epoch(handle), table.next(handle)))
                .containsExactly(other, 13, HandleTable.NONE);
        assertThat(List.of(
                        table.address(handle),
                        table.sizeBytes(handle),
                        table.occupiedBytes(handle),
                        table.born(handle),
                        table.at(handle)))
                .containsExactly(0x20L, Long.MAX_VALUE, -4L, 1L << 39, 1L << 60);
        assertThat(List.of(table.banks(other), table.banks(handle))).containsExactly(64, 12);
        table.waits(handle);
        table.disown(handle);
        table.detach(handle);
        assertThat(List.of(table.state(handle), table.role(handle)))
                .containsExactly(HandleTable.WAITING, HandleTable.VIEW_BY_PLACE);
        assertThat(table.memory(handle)).isEqualTo(Memory.TRACE);
        assertThat(table.owner(handle)).isEqualTo(HandleTable.NONE);
        assertThat(table.epoch(handle)).isEqualTo(13);
        assertThat(table.has(handle, HandleTable.DETACHED)).isTrue();
        assertThat(table.has(handle, HandleTable.DURING_OPENING)).isTrue();
        assertThat(table.has(handle, HandleTable.STACK_INCOMPLETE)).isFalse();
    }

    private static Key keyOf(HandleTable table, int handle) {
        return new Key(table.space(handle), table.device(handle), table.address(handle));
    }

    private static List<Integer> chain(HandleTable table, Key key) {
        List<Integer> chain = new ArrayList<>();
        int head = table.find(key.space, key.device, key.address);
        for (int handle = head; handle != HandleTable.NONE; handle = table.next(handle)) {
            chain.add(handle);
        }
        return chain;
    }
}
