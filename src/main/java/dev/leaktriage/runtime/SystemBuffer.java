package dev.leaktriage.runtime;

import dev.leaktriage.model.Memory;

/**
 * A buffer that opening a mesh allocates for the runtime's own use.
 *
 * @param purpose one of the system purposes
 * @param firstDeviceOnly true if only the first device of the mesh needs it
 */
public record SystemBuffer(
        Purpose purpose, Memory memory, long sizeBytes, long pageSizeBytes, boolean firstDeviceOnly) {
    public SystemBuffer {
        if (!purpose.system()) {
            throw new IllegalArgumentException(
                    "a system buffer is for COMMAND_QUEUE, DISPATCH or FABRIC, not for " + purpose);
        }
    }
}
