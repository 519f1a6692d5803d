package dev.leaktriage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MeshGroupsTest {
    private static final int ACCOUNT = 3;
    private static final int EPOCH = 0;

    private final HandleTable table = new HandleTable();
    private final MeshGroups groups = new MeshGroups(table);

    @Test
    void theSameAllocationOnEveryDeviceIsOneGroup() {
        int first = join(0x20, 0, EPOCH);
        assertThat(counts(first)).containsExactly(1, 0, 1);
        int second = join(0x20, 1, EPOCH);
        assertThat(table.group(second)).isEqualTo(table.group(first));
        assertThat(table.group(join(0x20, 1, EPOCH)))
                .as("a device cannot take part twice")
                .isNotEqualTo(table.group(first));
        assertThat(table.group(join(0x20, 2, EPOCH + 1))).isNotEqualTo(table.group(first));
        assertThat(counts(first)).containsExactly(2, 0, 2);
        groups.leave(first, true);
        assertThat(counts(second)).containsExactly(2, 1, 1);
    }

    @Test
    void aGroupThatLostAMemberTakesNoMore() {
        int first = join(0x20, 0, EPOCH);
        int second = join(0x20, 1, EPOCH);
        groups.leave(first, true);
        assertThat(table.group(join(0x20, 2, EPOCH))).isNotEqualTo(table.group(second));
    }

    @Test
    void aGroupThatLostItsOnlyMemberTakesNoMore() {
        groups.leave(join(0x20, 0, EPOCH), true);
        int next = join(0x20, 1, EPOCH);
        assertThat(counts(next)).containsExactly(1, 0, 1);
        assertThat(table.has(next, HandleTable.SHARED)).isFalse();
    }

    @Test
    void aGroupsNumberIsGivenToAnotherOnlyWhenNoMemberIsLeft() {
        Random random = new Random(7);
        Map<Integer, Integer> present = new HashMap<>();
        List<Integer> members = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            if (members.size() < 400 || random.nextBoolean()) {
                int handle = join(random.nextInt(500) * 2048L, random.nextInt(8), EPOCH);
                members.add(handle);
                numbers.add(table.group(handle));
                present.merge(table.group(handle), 1, Integer::sum);
            } else {
                int handle = members.remove(random.nextInt(members.size()));
                int group = table.group(handle);
                groups.leave(handle, random.nextBoolean());
                table.remove(handle);
                present.computeIfPresent(group, (number, count) -> count == 1 ? null : count - 1);
            }
        }
        assertThat(members)
                .allSatisfy(handle -> assertThat(groups.present(handle)).isEqualTo(present.get(table.group(handle))));
        assertThat(numbers).hasSizeLessThan(5000);
    }

    private List<Integer> counts(int handle) {
        return List.of(groups.allocated(handle), groups.freed(handle), groups.present(handle));
    }

    private int join(long address, int device, int epoch) {
        int handle = table.add(0, device, address);
        table.fill(handle, 64, 64, 1, 1);
        table.describe(handle, HandleTable.LIVE, HandleTable.OWNER, Memory.DRAM, (byte) 0);
        table.belongs(handle, ACCOUNT, groups.join(handle, ACCOUNT, false, epoch, device), HandleTable.NONE, epoch);
        return handle;
    }
}
