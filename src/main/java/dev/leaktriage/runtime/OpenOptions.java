package dev.leaktriage.runtime;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How to open a mesh.
 *
 * @param devices the ids of the devices, in mesh order
 * @param traceRegionBytes bytes at the top of every DRAM bank kept for command traces; without any, traces
 *     lie among the kernel binaries
 * @param l1SmallBytes bytes at the top of every L1 bank kept for small buffers
 * @param systemBuffers false to leave out the runtime's own buffers, as a log that starts late does
 * @param circularBuffers true to tell of the circular buffers of programs, which no allocator manages
 */
public record OpenOptions(
        List<Integer> devices,
        MeshShape shape,
        long traceRegionBytes,
        long l1SmallBytes,
        boolean systemBuffers,
        boolean circularBuffers) {
    public OpenOptions {
        devices = List.copyOf(devices);
        if (devices.size() != shape.devices()) {
            throw new IllegalArgumentException(
                    "a mesh of shape " + shape + " needs " + shape.devices() + " devices, not " + devices.size());
        }
    }

    /** The whole machine of a profile, with its system buffers and no regions kept aside. */
    public static OpenOptions wholeMesh(DeviceProfile profile) {
        return of(0, profile.shape());
    }

    /** Consecutive devices, with system buffers and no regions kept aside. */
    public static OpenOptions of(int firstDevice, MeshShape shape) {
        List<Integer> devices = IntStream.range(firstDevice, firstDevice + shape.devices())
                .boxed()
                .toList();
        return new OpenOptions(devices, shape, 0, 0, true, false);
    }

    public OpenOptions withRegions(long traceBytes, long smallBytes) {
        return new OpenOptions(devices, shape, traceBytes, smallBytes, systemBuffers, circularBuffers);
    }

    public OpenOptions withoutSystemBuffers() {
        return new OpenOptions(devices, shape, traceRegionBytes, l1SmallBytes, false, circularBuffers);
    }

    public OpenOptions withCircularBuffers() {
        return new OpenOptions(devices, shape, traceRegionBytes, l1SmallBytes, systemBuffers, true);
    }
}
