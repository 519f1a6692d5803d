package dev.leaktriage.runtime;

import dev.leaktriage.model.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The programs of one operation, compiled for a mesh. */
public final class MeshWorkload {
    private final MeshDevice mesh;
    private final List<Long> kernelBytes;
    private final List<MeshBuffer> views = new ArrayList<>();
    private Optional<MeshBuffer> binaries = Optional.empty();

    MeshWorkload(MeshDevice mesh, List<Long> kernelBytes) {
        this.mesh = mesh;
        this.kernelBytes = kernelBytes;
    }

    /**
     * Uploads the kernels of every program: one buffer of the largest size, placed from the top of DRAM, and
     * for each program a short-lived view of it.
     *
     * @param forgetsLastView true to let the last view live on
     */
    void loadBinaries(boolean forgetsLastView) {
        long largestBytes =
                kernelBytes.stream().mapToLong(Long::longValue).max().orElseThrow();
        MeshBuffer owner = mesh.allocate(request(largestBytes));
        binaries = Optional.of(owner);
        for (int program = 0; program < kernelBytes.size(); program++) {
            MeshBuffer view = mesh.view(request(kernelBytes.get(program)), owner);
            boolean last = program == kernelBytes.size() - 1;
            if (last && forgetsLastView) {
                view.hold();
                views.add(view);
            } else {
                view.destroy();
            }
        }
    }

    private static BufferRequest request(long sizeBytes) {
        return new BufferRequest(
                Purpose.KERNEL_BINARY, Memory.DRAM, sizeBytes, BufferRequest.PROGRAM_PAGE_BYTES, 0, false);
    }

    /** The buffer of the kernels; empty before they were loaded. */
    public Optional<MeshBuffer> binaries() {
        return binaries;
    }

    /** The views of the kernels that were never destroyed. */
    public List<MeshBuffer> forgottenViews() {
        return List.copyOf(views);
    }

    void destroy() {
        binaries.ifPresent(MeshBuffer::destroy);
    }
}
