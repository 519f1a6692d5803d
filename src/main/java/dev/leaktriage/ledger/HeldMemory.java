package dev.leaktriage.ledger;

import dev.leaktriage.device.BankLayout;
import dev.leaktriage.device.BankProfile;
import dev.leaktriage.device.HeldBlock;
import dev.leaktriage.model.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one process holds of each bank of a memory at a moment, by device.
 *
 * <p>Law: what the allocator gave lies between the least and the most. A record without a page size leaves open how its
 * pages lie, and one that names no memory may be about any.
 */
final class HeldMemory {
    /** The most to which one byte can be rounded up where pages are as small as they can be. */
    private static final long MOST_ALIGNMENT = 64;
    /** No device has more, so that a size which a damaged record states does not overflow a sum. */
    private static final long MOST_BYTES = 1L << 40;

    private final HandleTable table;
    private final BanksSeen seen;
    private final Memory memory;
    private final long banks;
    private final long granularity;
    private final Map<Integer, Held> byDevice = new TreeMap<>();

    /** What is held on one device. */
    static final class Held {
        final List<Integer> owners = new ArrayList<>();
        final List<HeldBlock> blocks = new ArrayList<>();
        long leastBytes;
        long mostBytes;

        boolean isAs(Held other) {
            return owners.size() == other.owners.size()
                    && leastBytes == other.leastBytes
                    && mostBytes == other.mostBytes;
        }
    }

    /**
     * Prepares.
     *
     * @param banks of the memory; 0 or less if that is unknown
     * @param profile of the devices; empty if nothing names it
     */
    HeldMemory(HandleTable table, BanksSeen seen, Memory memory, long banks, Optional<BankProfile> profile) {
        this.table = table;
        this.seen = seen;
        this.memory = memory;
        Optional<BankLayout> layout = profile.flatMap(known -> known.banks(memory));
        this.banks = banks > 0 ? banks : layout.map(BankLayout::banks).orElse(0);
        this.granularity = layout.map(BankLayout::granularityBytes).orElse(0L);
    }

    /** Adds an owner of the process. */
    void add(int handle) {
        Held held = byDevice.computeIfAbsent(table.device(handle), device -> new Held());
        Memory of = table.memory(handle);
        if (of == Memory.UNSTATED) {
            held.mostBytes += mostBytes(handle);
            return;
        }
        if (of != memory) {
            return;
        }
        long least = leastBytes(handle);
        held.leastBytes += least;
        held.mostBytes += mostBytes(handle);
        held.owners.add(handle);
        if (table.address(handle) >= 0) {
            held.blocks.add(new HeldBlock(table.address(handle), least, held.owners.size() - 1));
        }
    }

    /** What an owner takes of a bank at least. */
    long leastBytes(int handle) {
        boolean known = table.has(handle, HandleTable.OCCUPIED_KNOWN);
        long least = known
                ? ceilDivide(occupiedBytes(handle), seen.most(table.memory(handle)))
                : banks > 0 ? ceilDivide(sizeBytes(handle), banks) : 1;
        return roundUp(least, Math.max(1, granularity));
    }

    /** What an owner takes of a bank at most. */
    long mostBytes(int handle) {
        boolean known = table.has(handle, HandleTable.OCCUPIED_KNOWN);
        long sizeBytes = sizeBytes(handle);
        long most = known
                ? occupiedBytes(handle) / seen.fewest(table.memory(handle))
                : Math.max(sizeBytes, MOST_ALIGNMENT * ceilDivide(sizeBytes, Math.max(1, banks)));
        return roundUp(most, granularity > 0 ? granularity : MOST_ALIGNMENT);
    }

    private long sizeBytes(int handle) {
        return Math.min(MOST_BYTES, table.sizeBytes(handle));
    }

    private long occupiedBytes(int handle) {
        return Math.min(MOST_BYTES, table.occupiedBytes(handle));
    }

    private static long ceilDivide(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    private static long roundUp(long bytes, long alignment) {
        return ceilDivide(bytes, alignment) * alignment;
    }

    /** The devices on which the process has a buffer of whatever memory. */
    List<Integer> devices() {
        return List.copyOf(byDevice.keySet());
    }

    /** What is held on each device, if all hold the same, as the devices of a mesh do; empty if they do not. */
    Optional<Held> onEach() {
        Held first = byDevice.values().stream().findFirst().orElse(new Held());
        boolean alike = byDevice.values().stream().allMatch(first::isAs);
        return alike ? Optional.of(first) : Optional.empty();
    }
}
