package dev.leaktriage.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The free blocks of one address range: first fit in address order from either end, neighbours coalesced.
 *
 * <p>First fit is why an address is handed out again as soon as it is free.
 */
final class FreeList {
    private final TreeMap<Long, Long> freeSizes = new TreeMap<>();
    private final Map<Long, Long> takenSizes = new HashMap<>();
    private long freeBytes;

    FreeList(long baseAddress, long sizeBytes) {
        if (sizeBytes > 0) {
            freeSizes.put(baseAddress, sizeBytes);
        }
        freeBytes = sizeBytes;
    }

    /** Takes the lowest block that fits; empty if none does. */
    OptionalLong takeLowest(long sizeBytes) {
        for (Map.Entry<Long, Long> block : freeSizes.entrySet()) {
            if (block.getValue() >= sizeBytes) {
                return OptionalLong.of(take(block.getKey(), block.getValue(), block.getKey(), sizeBytes));
            }
        }
        return OptionalLong.empty();
    }

    /** Takes the end of the highest block that fits; empty if none does. */
    OptionalLong takeHighest(long sizeBytes) {
        for (Map.Entry<Long, Long> block : freeSizes.descendingMap().entrySet()) {
            if (block.getValue() >= sizeBytes) {
                long address = block.getKey() + block.getValue() - sizeBytes;
                return OptionalLong.of(take(block.getKey(), block.getValue(), address, sizeBytes));
            }
        }
        return OptionalLong.empty();
    }

    private long take(long blockAddress, long blockBytes, long address, long sizeBytes) {
        freeSizes.remove(blockAddress);
        if (address > blockAddress) {
            freeSizes.put(blockAddress, address - blockAddress);
        }
        long end = address + sizeBytes;
        long blockEnd = blockAddress + blockBytes;
        if (end < blockEnd) {
            freeSizes.put(end, blockEnd - end);
        }
        takenSizes.put(address, sizeBytes);
        freeBytes -= sizeBytes;
        return address;
    }

    /** Gives a block back; an address that is not taken is ignored, as the real allocator does. */
    void give(long address) {
        Long sizeBytes = takenSizes.remove(address);
        if (sizeBytes == null) {
            return;
        }
        freeBytes += sizeBytes;
        long start = address;
        long end = address + sizeBytes;
        Map.Entry<Long, Long> below = freeSizes.floorEntry(address);
        if (below != null && below.getKey() + below.getValue() == start) {
            start = below.getKey();
        }
        Long above = freeSizes.remove(end);
        if (above != null) {
            end += above;
        }
        freeSizes.put(start, end - start);
    }

    long freeBytes() {
        return freeBytes;
    }

    long largestFreeBytes() {
        return freeSizes.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** The lowest address in use; empty if nothing is. */
    OptionalLong lowestTaken() {
        return takenSizes.keySet().stream().mapToLong(Long::longValue).min();
    }
}
