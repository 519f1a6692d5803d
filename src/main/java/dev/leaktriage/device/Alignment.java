package dev.leaktriage.device;

import dev.leaktriage.model.Memory;

/** To what pages are rounded up before they are laid out in a bank. */
public final class Alignment {
    private static final int L1_BYTES = 16;
    private static final int WORMHOLE_DRAM_BYTES = 32;
    private static final int BLACKHOLE_DRAM_BYTES = 64;
    private static final int UNKNOWN_BYTES = 32;

    private Alignment() {}

    /**
     * The alignment in bytes; 32 where the architecture is unknown.
     *
     * @param architecture as the log names it, such as {@code wormhole_b0}; empty if it does not
     */
    public static int bytes(Memory memory, String architecture) {
        return switch (Architecture.named(architecture)) {
            case WORMHOLE -> isL1(memory) ? L1_BYTES : WORMHOLE_DRAM_BYTES;
            case BLACKHOLE -> isL1(memory) ? L1_BYTES : BLACKHOLE_DRAM_BYTES;
            case UNKNOWN -> UNKNOWN_BYTES;
        };
    }

    private static boolean isL1(Memory memory) {
        return switch (memory) {
            case L1, L1_SMALL, CB -> true;
            case DRAM, TRACE, SYSTEM_MEMORY, UNSTATED -> false;
        };
    }
}
