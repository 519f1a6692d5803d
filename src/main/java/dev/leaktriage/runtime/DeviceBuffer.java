package dev.leaktriage.runtime;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Memory;

/**
 * The part of a mesh buffer that lies on one device, as a tracker sees it.
 *
 * @param id unique in its process, from 1
 * @param mesh the mesh it was made on
 * @param device the device's id; the mesh's id where the event stands for the buffer as a whole
 * @param address an offset inside every bank
 * @param sizeBytes logical bytes
 * @param occupiedBytes bytes taken from the device, 0 if it only looks at memory of another buffer
 * @param owner false for a view
 * @param stack who made it, leaf first
 */
public record DeviceBuffer(
        long id,
        int mesh,
        int device,
        Memory memory,
        long address,
        long sizeBytes,
        long pageSizeBytes,
        int banks,
        long occupiedBytes,
        boolean owner,
        Purpose purpose,
        CallStack stack) {}
