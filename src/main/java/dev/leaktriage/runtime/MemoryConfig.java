package dev.leaktriage.runtime;

import dev.leaktriage.model.Memory;

/**
 * Where the pages of a tensor go.
 *
 * @param cores how many cores it is sharded over; 0 if it is interleaved over all banks
 */
public record MemoryConfig(Memory memory, int cores) {
    public static final MemoryConfig DRAM_INTERLEAVED = new MemoryConfig(Memory.DRAM, 0);
    public static final MemoryConfig L1_INTERLEAVED = new MemoryConfig(Memory.L1, 0);

    public MemoryConfig {
        if (cores < 0 || (cores > 0 && memory == Memory.DRAM)) {
            throw new IllegalArgumentException(
                    "a tensor is sharded over the cores of L1, not over " + cores + " of " + memory);
        }
    }
}
