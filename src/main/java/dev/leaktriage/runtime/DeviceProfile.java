package dev.leaktriage.runtime;

import dev.leaktriage.device.BankLayout;
import dev.leaktriage.model.Memory;
import java.util.List;

/**
 * What a kind of machine looks like to the allocator.
 *
 * @param arch the architecture as the runtime names it, such as {@code wormhole_b0}
 * @param shape the mesh that the whole machine makes
 * @param dram the DRAM banks of one device
 * @param l1 the L1 banks of one device, one for each worker core
 * @param systemBuffers what opening allocates, in this order
 */
public record DeviceProfile(
        String name, String arch, MeshShape shape, BankLayout dram, BankLayout l1, List<SystemBuffer> systemBuffers) {
    public DeviceProfile {
        systemBuffers = List.copyOf(systemBuffers);
        if (dram.memory() != Memory.DRAM || l1.memory() != Memory.L1) {
            throw new IllegalArgumentException(
                    "profile " + name + " must lay out DRAM and L1, not " + dram.memory() + " and " + l1.memory());
        }
    }
}
