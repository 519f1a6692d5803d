package dev.leaktriage.runtime;

import java.util.List;

/**
 * One entry of the program cache.
 *
 * @param hash the key
 * @param captured buffers that a callback of the program keeps alive until the entry goes
 */
public record CachedProgram(long hash, Operation operation, MeshWorkload workload, List<MeshBuffer> captured) {
    public CachedProgram {
        captured = List.copyOf(captured);
    }

    void destroy() {
        workload.destroy();
        captured.forEach(MeshBuffer::release);
    }

    /** Makes the entry's kernels outlive the cache: somebody else holds a reference to the workload. */
    void hold() {
        workload.binaries().ifPresent(MeshBuffer::hold);
    }
}
