package dev.leaktriage.runtime;

import dev.leaktriage.device.BankLayout;
import dev.leaktriage.model.Memory;
import java.util.EnumMap;
import java.util.Map;

/** The allocators of a mesh, one for each memory kind; they work in lockstep over all devices. */
public final class MeshAllocator {
    private final Map<Memory, BankAllocator> allocators = new EnumMap<>(Memory.class);

    /** Cuts the trace region off the top of DRAM and the small region off the top of L1. */
    public MeshAllocator(DeviceProfile profile, long traceRegionBytes, long l1SmallBytes) {
        add(profile.dram(), Memory.TRACE, traceRegionBytes);
        add(profile.l1(), Memory.L1_SMALL, l1SmallBytes);
        if (traceRegionBytes == 0) {
            allocators.put(Memory.TRACE, of(Memory.DRAM));
        }
    }

    private void add(BankLayout whole, Memory regionKind, long regionBytes) {
        BankLayout region = whole.region(regionKind, regionBytes);
        allocators.put(regionKind, new BankAllocator(region));
        allocators.put(whole.memory(), new BankAllocator(whole.below(region.baseAddress())));
    }

    /**
     * The allocator of a memory kind.
     *
     * @throws IllegalArgumentException for a kind that no allocator manages
     */
    public BankAllocator of(Memory memory) {
        BankAllocator allocator = allocators.get(memory);
        if (allocator == null) {
            throw new IllegalArgumentException(
                    "no allocator manages " + memory + "; these are managed: " + allocators.keySet());
        }
        return allocator;
    }
}
