package dev.leaktriage.runtime;

import dev.leaktriage.model.Memory;
import java.util.List;

/** A tensor on a mesh: its description and the buffer that it shares with its reshaped forms. */
public final class Tensor {
    private final MeshDevice mesh;
    private final TensorSpec spec;
    private final MeshBuffer buffer;

    Tensor(MeshDevice mesh, TensorSpec spec, MeshBuffer buffer) {
        this.mesh = mesh;
        this.spec = spec;
        this.buffer = buffer;
    }

    static Tensor allocate(MeshDevice mesh, TensorSpec spec) {
        Memory memory = spec.memory().memory();
        BufferRequest request = new BufferRequest(
                Purpose.TENSOR,
                memory,
                spec.sizeBytes(),
                spec.pageSizeBytes(),
                spec.memory().cores(),
                memory == Memory.DRAM);
        return new Tensor(mesh, spec, mesh.allocate(request));
    }

    public MeshDevice mesh() {
        return mesh;
    }

    public TensorSpec spec() {
        return spec;
    }

    public MeshBuffer buffer() {
        return buffer;
    }

    /** The same memory under another shape; no tracker hears of it. */
    public Tensor reshape(Integer... shape) {
        return new Tensor(mesh, spec.withShape(List.of(shape)), buffer.share());
    }

    /** Gives the memory back at once; a tracker hears of it when the tensor is {@linkplain #free freed}. */
    public void deallocate() {
        buffer.deallocate();
    }

    /** Lets go of the tensor; with its last form the buffer is destroyed. */
    public void free() {
        buffer.release();
    }
}
