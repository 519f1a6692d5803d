package dev.leaktriage.runtime;

import dev.leaktriage.device.BankLayout;
import dev.leaktriage.model.Memory;
import java.util.OptionalLong;

/**
 * Hands out addresses in the banks of one memory kind.
 *
 * <p>An address is an offset inside every bank: the allocator works in lockstep over all banks and, in a
 * mesh, over all devices, so one free list stands for them all.
 */
public final class BankAllocator {
    private static final String SOURCE = "/tt-metal/tt_metal/impl/allocator/bank_manager.cpp:462";

    private final BankLayout layout;
    private final FreeList blocks;

    public BankAllocator(BankLayout layout) {
        this.layout = layout;
        this.blocks = new FreeList(layout.baseAddress(), layout.bankSizeBytes());
    }

    public BankLayout layout() {
        return layout;
    }

    /**
     * Takes memory for a buffer.
     *
     * @param named the memory kind that an error names
     * @param fromBottom true to take the lowest block that fits, false for the highest
     * @return the address, an offset inside every bank
     * @throws FatalException if no block is large enough; its text carries the bank's statistics
     */
    public long allocate(Memory named, long sizeBytes, Footprint footprint, boolean fromBottom) {
        long perBankBytes = Footprint.roundUp(footprint.perBankBytes(), layout.granularityBytes());
        OptionalLong address = fromBottom ? blocks.takeLowest(perBankBytes) : blocks.takeHighest(perBankBytes);
        return address.orElseThrow(() -> outOfMemory(named, sizeBytes, footprint));
    }

    /** Gives memory back; an address that is not in use is ignored. */
    public void free(long address) {
        blocks.give(address);
    }

    public BankStatistics statistics() {
        long bankSizeBytes = layout.bankSizeBytes();
        long freeBytes = blocks.freeBytes();
        return new BankStatistics(bankSizeBytes, bankSizeBytes - freeBytes, freeBytes, blocks.largestFreeBytes());
    }

    /** The lowest address in use; empty if nothing is. */
    OptionalLong lowestTaken() {
        return blocks.lowestTaken();
    }

    private FatalException outOfMemory(Memory named, long sizeBytes, Footprint footprint) {
        BankStatistics bank = statistics();
        String reason = "Out of Memory: Not enough space to allocate " + sizeBytes + " B " + named.label()
                + " buffer across " + footprint.banks() + " banks, where each bank needs to store "
                + footprint.perBankBytes() + " B, but bank size is " + bank.bankSizeBytes() + " B (allocated: "
                + bank.allocatedBytes() + " B, free: " + bank.freeBytes() + " B, largest free block: "
                + bank.largestFreeBytes() + " B)";
        return new FatalException(SOURCE, "false", reason);
    }
}
