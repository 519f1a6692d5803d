package dev.leaktriage.device;

import dev.leaktriage.model.Memory;

/**
 * The banks of one memory kind on one device; all of them look the same.
 *
 * @param banks how many banks a buffer that is not sharded is spread over
 * @param baseAddress first address inside every bank that the allocator may hand out
 * @param topAddress first address inside every bank behind the last usable byte
 * @param pageAlignmentBytes what a page is rounded up to
 * @param granularityBytes what an allocation in a bank is rounded up to; the DRAM alignment for every kind
 */
public record BankLayout(
        Memory memory, int banks, long baseAddress, long topAddress, long pageAlignmentBytes, long granularityBytes) {
    public BankLayout {
        if (banks < 1) {
            throw new IllegalArgumentException(memory + " needs at least one bank, not " + banks);
        }
        if (baseAddress < 0 || topAddress < baseAddress) {
            throw new IllegalArgumentException(
                    memory + " must end at or after its base address " + baseAddress + ", not at " + topAddress);
        }
        if (pageAlignmentBytes < 1 || granularityBytes < 1) {
            throw new IllegalArgumentException(memory + " needs alignments of at least 1 B, not " + pageAlignmentBytes
                    + " B and " + granularityBytes + " B");
        }
    }

    /** Bytes of one bank. */
    public long bankSizeBytes() {
        return topAddress - baseAddress;
    }

    /** What is left of these banks below an address. */
    public BankLayout below(long address) {
        return new BankLayout(memory, banks, baseAddress, address, pageAlignmentBytes, granularityBytes);
    }

    /** The upper end of these banks, cut off for another memory kind. */
    public BankLayout region(Memory kind, long sizeBytes) {
        if (sizeBytes > bankSizeBytes()) {
            throw new IllegalArgumentException("a " + kind + " region of " + sizeBytes + " B does not fit into a "
                    + memory + " bank of " + bankSizeBytes() + " B");
        }
        return new BankLayout(kind, banks, topAddress - sizeBytes, topAddress, pageAlignmentBytes, granularityBytes);
    }
}
