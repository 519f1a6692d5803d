package dev.leaktriage.device;

import dev.leaktriage.model.Memory;

/** Where a DRAM bank ends: kernel binaries are allocated from its top downwards, tensors from its bottom. */
public final class BankTop {
    private static final long WORMHOLE_TOP = 0x4000_0000L;
    private static final long BLACKHOLE_TOP = 0xFF00_0000L;

    private final Architecture architecture;

    private BankTop(Architecture architecture) {
        this.architecture = architecture;
    }

    /**
     * The banks of an architecture.
     *
     * @param architecture as the log names it; empty if it does not
     */
    public static BankTop of(String architecture) {
        return new BankTop(Architecture.named(architecture));
    }

    /**
     * The size of a bank of that memory in bytes, as the architecture has it; 0 if it is unknown.
     *
     * @param architecture as the log names it; empty if it does not
     */
    public static long bankBytes(Memory memory, String architecture) {
        boolean known = memory == Memory.DRAM && Architecture.named(architecture) != Architecture.UNKNOWN;
        return known ? topOf(Architecture.named(architecture), 0) : 0;
    }

    /**
     * True if the address is in the upper half of its DRAM bank; false for memory that is not DRAM, and true
     * of memory that the log does not name if it would be true of DRAM.
     *
     * <p>Where the log names no architecture, a bank has 1 GiB unless a higher address was seen.
     *
     * @param address an offset inside every bank, unsigned
     * @param highestAddressSeen the highest DRAM address in the log of the process, unsigned
     */
    public boolean upperHalf(long address, Memory memory, long highestAddressSeen) {
        if (memory != Memory.DRAM && memory != Memory.UNSTATED) {
            return false;
        }
        return Long.compareUnsigned(address, upperHalfAddress(highestAddressSeen)) >= 0;
    }

    /**
     * Where the upper half of a DRAM bank begins, an offset inside every bank, unsigned.
     *
     * @param highestAddressSeen the highest DRAM address in the log of the process, unsigned
     */
    public long upperHalfAddress(long highestAddressSeen) {
        return topOf(architecture, highestAddressSeen) / 2;
    }

    private static long topOf(Architecture architecture, long highestAddressSeen) {
        return switch (architecture) {
            case WORMHOLE -> WORMHOLE_TOP;
            case BLACKHOLE -> BLACKHOLE_TOP;
            case UNKNOWN -> Long.compareUnsigned(highestAddressSeen, WORMHOLE_TOP) >= 0 ? BLACKHOLE_TOP : WORMHOLE_TOP;
        };
    }
}
