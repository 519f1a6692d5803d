package dev.leaktriage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void theSameAllocationOnEveryDeviceIsOneGroup() {
        MeshGroups groups = new MeshGroups();
        int first = join(groups, 0x20, 0);
        assertThat(join(groups, 0x20, 1)).isEqualTo(first);
        assertThat(join(groups, 0x20, 1)).as("a device cannot take part twice").isNotEqualTo(first);
        assertThat(groups.join(ACCOUNT, 0x20, 64, false, EPOCH + 1, 2)).isNotEqualTo(first);
        groups.leave(first, true);
        assertThat(List.of(groups.allocated(first), groups.freed(first), groups.present(first)))
                .containsExactly(2, 1, 1);
    }

    @Test
    void aGroupThatLostAMemberTakesNoMore() {
        MeshGroups groups = new MeshGroups();
        int first = join(groups, 0x20, 0);
        join(groups, 0x20, 1);
        groups.leave(first, true);
        assertThat(join(groups, 0x20, 2)).isNotEqualTo(first);
    }

    @Test
    void aGroupsNumberIsGivenToAnotherOnlyWhenNoMemberIsLeft() {
        Random random = new Random(7);
        MeshGroups groups = new MeshGroups();
        Map<Integer, Integer> present = new HashMap<>();
        List<Integer> members = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            if (members.size() < 400 || random.nextBoolean()) {
                int group = join(groups, random.nextInt(500) * 2048L, random.nextInt(8));
                members.add(group);
                numbers.add(group);
                present.merge(group, 1, Integer::sum);
            } else {
                int group = members.remove(random.nextInt(members.size()));
                groups.leave(group, random.nextBoolean());
                present.computeIfPresent(group, (number, count) -> count == 1 ? null : count - 1);
            }
        }
        present.forEach((group, count) -> assertThat(groups.present(group)).isEqualTo(count));
        assertThat(numbers).hasSizeLessThan(5000);
    }

    private static int join(MeshGroups groups, long address, int device) {
        return groups.join(ACCOUNT, address, 64, false, EPOCH, device);
    }
}
