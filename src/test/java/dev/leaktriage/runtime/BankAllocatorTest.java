package dev.leaktriage.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leaktriage.device.BankLayout;
import dev.leaktriage.model.Memory;
import org.junit.jupiter.api.Test;

class BankAllocatorTest {
    private static final long BANK_BYTES = 1_000_000;

    private final BankAllocator allocator = new BankAllocator(bank(BANK_BYTES));

    private static BankLayout bank(long sizeBytes) {
        return new BankLayout(Memory.DRAM, 12, 32, 32 + sizeBytes, 32, 32);
    }

    private static long take(BankAllocator allocator, long perBankBytes, boolean fromBottom) {
        return allocator.allocate(Memory.DRAM, 12 * perBankBytes, new Footprint(perBankBytes, 12), fromBottom);
    }

    private long bottom(long perBankBytes) {
        return take(allocator, perBankBytes, true);
    }

    private long top(long perBankBytes) {
        return take(allocator, perBankBytes, false);
    }

    @Test
    void theLowestHoleThatFitsIsTaken() {
        long first = bottom(3_200);
        bottom(32);
        long third = bottom(6_400);
        bottom(32);
        allocator.free(first);
        allocator.free(third);
        assertThat(bottom(4_800)).isEqualTo(third);
        assertThat(bottom(3_200)).isEqualTo(first);
    }

    @Test
    void fromTheTopTheEndOfTheHighestHoleIsTaken() {
        assertThat(top(64)).isEqualTo(32 + BANK_BYTES - 64);
        assertThat(top(96)).isEqualTo(32 + BANK_BYTES - 160);
    }

    @Test
    void neighbouringHolesBecomeOne() {
        long first = bottom(320);
        long second = bottom(320);
        long third = bottom(320);
        bottom(32);
        allocator.free(first);
        allocator.free(third);
        allocator.free(second);
        assertThat(bottom(960)).isEqualTo(first);
    }

    @Test
    void aFreedAddressIsHandedOutAgainAtOnce() {
        long address = bottom(640);
        allocator.free(address);
        assertThat(bottom(320)).isEqualTo(address);
    }

    @Test
    void freeingTwiceChangesNothing() {
        long address = bottom(640);
        allocator.free(address);
        allocator.free(address);
        assertThat(allocator.statistics().freeBytes()).isEqualTo(BANK_BYTES);
    }

    @Test
    void statisticsAddUp() {
        bottom(640);
        long hole = bottom(320);
        bottom(100);
        allocator.free(hole);
        BankStatistics bank = allocator.statistics();
        assertThat(bank.allocatedBytes()).isEqualTo(640 + 128);
        assertThat(bank.allocatedBytes() + bank.freeBytes()).isEqualTo(BANK_BYTES);
        assertThat(bank.largestFreeBytes()).isEqualTo(bank.freeBytes() - 320);
    }

    @Test
    void outOfMemorySaysWhatTheRealAllocatorSaid() {
        BankAllocator real = new BankAllocator(bank(1_071_821_792));
        long hole = take(real, 70_469_568, true);
        take(real, 784_847_680, true);
        real.free(hole);
        Footprint wanted = Footprint.of(3_294_625_792L, 402_176, 12, 32);
        assertThatThrownBy(() -> real.allocate(Memory.DRAM, 3_294_625_792L, wanted, true))
                .hasMessage("Out of Memory: Not enough space to allocate 3294625792 B DRAM buffer across 12 banks, "
                        + "where each bank needs to store 274686208 B, but bank size is 1071821792 B "
                        + "(allocated: 784847680 B, free: 286974112 B, largest free block: 216504544 B)");
    }
}
