package dev.leaktriage.ledger;

import dev.leaktriage.model.Memory;
import java.util.Arrays;

/**
 * Over how many banks records say that buffers of a memory are spread: a sharded buffer has fewer than others, and a
 * handle does not keep its own.
 */
final class BanksSeen {
    private static final int MEMORIES = Memory.values().length;

    private final long[] fewest = new long[MEMORIES];
    private final long[] most = new long[MEMORIES];

    BanksSeen() {
        Arrays.fill(fewest, Long.MAX_VALUE);
    }

    /** Takes in the banks of an allocation; 0 or less if they are unknown. */
    void saw(Memory memory, long banks) {
        if (banks > 0) {
            int index = memory.ordinal();
            fewest[index] = Math.min(fewest[index], banks);
            most[index] = Math.max(most[index], banks);
        }
    }

    /** The fewest banks of a buffer; at least 1. */
    long fewest(Memory memory) {
        return most(memory) == 0 ? 1 : fewest[memory.ordinal()];
    }

    /** The most banks of a buffer; 0 if no record states any. */
    long most(Memory memory) {
        return most[memory.ordinal()];
    }
}
