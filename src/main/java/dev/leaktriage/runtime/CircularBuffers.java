package dev.leaktriage.runtime;

import dev.leaktriage.device.BankLayout;
import dev.leaktriage.model.Memory;
import java.util.OptionalLong;

/**
 * The circular buffers of the program that runs: they grow from the bottom of L1, managed by no allocator.
 *
 * <p>Every program's start at the same address, so they live only while their program runs.
 */
final class CircularBuffers {
    private final MeshDevice mesh;
    private final boolean told;
    private int programs;

    /**
     * @param told true if the observer is to hear of them
     */
    CircularBuffers(MeshDevice mesh, boolean told) {
        this.mesh = mesh;
        this.told = told;
    }

    /**
     * Takes and gives back what a program needs on every core.
     *
     * @throws FatalException if a buffer lies in the way
     */
    void run(long perCoreBytes) {
        programs++;
        BankLayout l1 = mesh.allocator().of(Memory.L1).layout();
        long end = l1.baseAddress() + perCoreBytes;
        OptionalLong lowest = mesh.allocator().of(Memory.L1).lowestTaken();
        if (lowest.isPresent() && lowest.getAsLong() < end) {
            throw clash(lowest.getAsLong(), end);
        }
        if (told && perCoreBytes > 0) {
            tell(l1, perCoreBytes);
        }
    }

    private void tell(BankLayout l1, long perCoreBytes) {
        for (int device : mesh.devices()) {
            DeviceBuffer part = new DeviceBuffer(
                    mesh.host().nextBuffer(),
                    mesh.id(),
                    device,
                    Memory.CB,
                    l1.baseAddress(),
                    perCoreBytes * l1.banks(),
                    perCoreBytes,
                    l1.banks(),
                    perCoreBytes * l1.banks(),
                    true,
                    Purpose.CIRCULAR_BUFFER,
                    mesh.host().stack());
            mesh.host().observer().allocated(part);
            mesh.host().observer().freed(part);
        }
    }

    private FatalException clash(long l1Address, long end) {
        return new FatalException(
                "/tt-metal/tt_metal/impl/program/program.cpp:970",
                "!lowest_address.has_value() or lowest_address.value() >= cb_region_end",
                "Statically allocated circular buffers in program " + programs
                        + " clash with L1 buffers on core range [(x=0,y=0) - (x=7,y=7)]. L1 buffer allocated at "
                        + l1Address + " and static circular buffer region ends at " + end);
    }
}
