package dev.leaktriage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FreedMemoryTest {
    private static final int ANY_SIZE = -1;

    @Test
    void knowsWhatASetKnows() {
        Random random = new Random(7);
        FreedMemory memory = new FreedMemory();
        Set<List<Long>> set = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            long address = random.nextInt(20_000) * 2048L;
            int device = random.nextInt(3);
            long sizeBytes = random.nextInt(2) * 2048L;
            if (random.nextBoolean()) {
                memory.add(0, device, address, sizeBytes);
                set.add(List.of((long) device, address, sizeBytes));
                set.add(List.of((long) device, address, (long) ANY_SIZE));
            }
            assertThat(memory.contains(0, device, address, sizeBytes))
                    .isEqualTo(set.contains(List.of((long) device, address, sizeBytes)));
            assertThat(memory.contains(0, device, address, ANY_SIZE))
                    .isEqualTo(set.contains(List.of((long) device, address, (long) ANY_SIZE)));
            assertThat(memory.contains(1, device, address, ANY_SIZE)).isFalse();
        }
    }

    @Test
    void aFirstQuestionThatComesLateIsAnsweredAsAnEarlyOne() {
        Random random = new Random(8);
        FreedMemory early = new FreedMemory();
        FreedMemory late = new FreedMemory();
        assertThat(early.contains(0, 0, 0, ANY_SIZE)).isFalse();
        for (int i = 0; i < FreedMemory.NOTED; i++) {
            int device = random.nextInt(3);
            long address = random.nextInt(1 << 20) * 2048L;
            long sizeBytes = random.nextInt(2) * 2048L;
            early.add(0, device, address, sizeBytes);
            late.add(0, device, address, sizeBytes);
        }
        for (int i = 0; i < 100_000; i++) {
            int device = random.nextInt(3);
            long address = random.nextInt(1 << 21) * 2048L;
            long sizeBytes = random.nextBoolean() ? ANY_SIZE : random.nextInt(2) * 2048L;
            assertThat(late.contains(0, device, address, sizeBytes))
                    .isEqualTo(early.contains(0, device, address, sizeBytes));
        }
    }

    @Test
    void rememberedUntilTheFirstQuestionAreTheLastFrees() {
        FreedMemory memory = new FreedMemory();
        int frees = FreedMemory.NOTED + 1000;
        for (int i = 0; i < frees; i++) {
            memory.add(0, 0, i * 32L, 32);
        }
        int remembered = FreedMemory.GENERATION / 2;
        for (int i = frees - remembered; i < frees; i++) {
            assertThat(memory.contains(0, 0, i * 32L, ANY_SIZE)).isTrue();
        }
        assertThat(memory.contains(0, 0, 999 * 32L, ANY_SIZE)).isFalse();
    }

    @Test
    void forgetsOnlyWhatIsOlderThanAGeneration() {
        FreedMemory memory = new FreedMemory();
        int frees = FreedMemory.GENERATION * 3;
        for (int i = 0; i < frees; i++) {
            memory.add(0, 0, i * 32L, 32);
        }
        // Each free is remembered twice: with its size, and without.
        int remembered = FreedMemory.GENERATION / 2;
        for (int i = frees - remembered; i < frees; i++) {
            assertThat(memory.contains(0, 0, i * 32L, 32)).isTrue();
        }
        assertThat(memory.contains(0, 0, 0, 32)).isFalse();
    }
}
