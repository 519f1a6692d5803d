package dev.leaktriage.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BankMapTest {
    @Test
    void whatNoBlockTakesIsFree() {
        BankMap map = new BankMap(32, 1032, List.of(block(32, 100, 0), block(532, 200, 1)));

        assertThat(map.bankBytes()).isEqualTo(1000);
        assertThat(map.freeBytes()).isEqualTo(700);
        assertThat(map.largestFreeBytes()).isEqualTo(400);
        assertThat(map.largestFreeBytesWithout(handle -> handle == 1)).isEqualTo(900);
    }

    @Test
    void blocksThatOverlapCountOnceAndThoseOutsideNotAtAll() {
        BankMap map =
                new BankMap(0, 100, List.of(block(10, 50, 0), block(20, 10, 1), block(40, 30, 2), block(500, 9, 3)));

        assertThat(map.freeBytes()).isEqualTo(40);
        assertThat(map.largestFreeBytes()).isEqualTo(30);
    }

    @Test
    void theSmallestReleaseIsTheFewestBlocksThatLieSideBySide() {
        List<HeldBlock> blocks = List.of(block(0, 40, 0), block(50, 10, 1), block(60, 10, 2), block(80, 10, 3));
        BankMap map = new BankMap(0, 100, blocks);

        assertThat(map.smallestRelease(50, handle -> true)).hasValueSatisfying(release -> {
            assertThat(release.handles()).containsExactly(0);
            assertThat(release.runBytes()).isEqualTo(50);
        });
        assertThat(map.smallestRelease(50, handle -> handle != 0)).hasValueSatisfying(release -> {
            assertThat(release.handles()).containsExactly(1, 2, 3);
            assertThat(release.runBytes()).isEqualTo(60);
        });
        assertThat(map.smallestRelease(50, handle -> handle == 1 || handle == 3))
                .isEmpty();
    }

    /** Against trying every set of blocks. */
    @Test
    void noSmallerSetMakesRoom() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<HeldBlock> blocks = blocks(random);
            BankMap map = new BankMap(0, 200, blocks);
            long needed = 1 + random.nextInt(120);
            int releasable = random.nextInt(1 << blocks.size());

            Optional<BankMap.Release> release =
                    map.largestFreeBytes() >= needed ? Optional.empty() : map.smallestRelease(needed, bit(releasable));
            int fewest = map.largestFreeBytes() >= needed ? 0 : fewest(map, blocks.size(), releasable, needed);

            assertThat(release.map(found -> found.handles().size()).orElse(0))
                    .as("seed " + seed)
                    .isEqualTo(fewest);
            release.ifPresent(found -> assertThat(map.largestFreeBytesWithout(found.handles()::contains))
                    .isGreaterThanOrEqualTo(needed));
        }
    }

    private static int fewest(BankMap map, int count, int releasable, long needed) {
        int fewest = 0;
        for (int set = 1; set < 1 << count; set++) {
            boolean allowed = (set & ~releasable) == 0;
            if (allowed
                    && (fewest == 0 || Integer.bitCount(set) < fewest)
                    && map.largestFreeBytesWithout(bit(set)) >= needed) {
                fewest = Integer.bitCount(set);
            }
        }
        return fewest;
    }

    private static java.util.function.IntPredicate bit(int set) {
        return handle -> (set >> handle & 1) != 0;
    }

    private static List<HeldBlock> blocks(Random random) {
        List<HeldBlock> blocks = new ArrayList<>();
        long at = random.nextInt(20);
        while (blocks.size() < 8 && at < 180) {
            long bytes = 1 + random.nextInt(20);
            blocks.add(block(at, bytes, blocks.size()));
            at += bytes + (random.nextBoolean() ? 0 : random.nextInt(30));
        }
        return blocks;
    }

    private static HeldBlock block(long address, long bytes, int handle) {
        return new HeldBlock(address, bytes, handle);
    }
}
