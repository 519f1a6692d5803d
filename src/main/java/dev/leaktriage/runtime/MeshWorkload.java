package dev.leaktriage.runtime;

import dev.leaktriage.model.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The programs of one operation, compiled for a mesh. */
public final class MeshWorkload {
    private final MeshDevice mesh;
    private final Operation operation;
    private final long id;
    private final List<KernelProgram> programs = new ArrayList<>();
    private final List<MeshBuffer> views = new ArrayList<>();
    private Optional<MeshBuffer> binaries = Optional.empty();

    private MeshWorkload(MeshDevice mesh, Operation operation) {
        this.mesh = mesh;
        this.operation = operation;
        this.id = mesh.host().nextWorkload();
    }

    /** Compiles the programs of an operation. */
    static MeshWorkload compile(MeshDevice mesh, Operation operation) {
        MeshWorkload workload = new MeshWorkload(mesh, operation);
        for (int program = 0; program < operation.kernelBytes().size(); program++) {
            workload.programs.add(workload.program(program));
        }
        mesh.host().observer().compiled(workload);
        return workload;
    }

    private KernelProgram program(int index) {
        long program = mesh.host().nextProgram();
        return new KernelProgram(
                program,
                operation.kernelSources(index).stream()
                        .map(source -> new KernelProgram.Kernel(
                                mesh.host().nextKernel(),
                                source.substring(source.lastIndexOf('/') + 1, source.lastIndexOf('.')),
                                source))
                        .toList());
    }

    /** Its number in its process, from 1. */
    public long id() {
        return id;
    }

    /** The number of its mesh. */
    public int mesh() {
        return mesh.id();
    }

    public Operation operation() {
        return operation;
    }

    public List<KernelProgram> programs() {
        return List.copyOf(programs);
    }

    /**
     * Uploads the kernels of every program: one buffer of the largest size, placed from the top of DRAM, and
     * for each program a short-lived view of it.
     *
     * @param forgetsLastView true to let the last view live on
     */
    void loadBinaries(boolean forgetsLastView) {
        List<Long> kernelBytes = operation.kernelBytes();
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
        mesh.host().observer().loaded(this);
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
        mesh.host().observer().destroyed(this);
        binaries.ifPresent(MeshBuffer::destroy);
    }
}
