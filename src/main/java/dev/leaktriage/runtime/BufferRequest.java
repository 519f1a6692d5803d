package dev.leaktriage.runtime;

import dev.leaktriage.model.Memory;

/**
 * A buffer to be made on every device of a mesh.
 *
 * @param sizeBytes logical bytes on one device
 * @param cores how many cores a sharded buffer is spread over; 0 if it is interleaved over all banks
 * @param fromBottom true to place it at the lowest address that fits, false at the highest
 */
public record BufferRequest(
        Purpose purpose, Memory memory, long sizeBytes, long pageSizeBytes, int cores, boolean fromBottom) {
    /** Pages of kernel binaries, command traces and of the runtime's own buffers. */
    public static final long PROGRAM_PAGE_BYTES = 2048;

    public BufferRequest {
        if (sizeBytes < 1 || cores < 0) {
            throw new IllegalArgumentException(
                    "a buffer needs at least 1 B and no negative core count, not " + sizeBytes + " B on " + cores);
        }
    }

    /** A buffer placed as TT-Metal places it by default: DRAM from the bottom, L1 from the top. */
    public static BufferRequest interleaved(Purpose purpose, Memory memory, long sizeBytes, long pageSizeBytes) {
        boolean fromBottom = memory == Memory.DRAM || memory == Memory.TRACE;
        return new BufferRequest(purpose, memory, sizeBytes, pageSizeBytes, 0, fromBottom);
    }
}
