package dev.leaktriage.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one call of an operation made.
 *
 * @param cacheHit true if its programs were in the cache
 * @param forgottenViews views that should have been destroyed and were not
 * @param captured buffers that the cached program holds on to
 */
public record Launch(Tensor output, boolean cacheHit, List<MeshBuffer> forgottenViews, List<MeshBuffer> captured) {
    public Launch {
        forgottenViews = List.copyOf(forgottenViews);
        captured = List.copyOf(captured);
    }

    static Launch of(Operation operation, List<Tensor> inputs, LaunchOptions options) {
        if (inputs.size() < operation.inputs()) {
            throw new IllegalArgumentException("ttnn::" + operation.name() + " takes at least " + operation.inputs()
                    + " tensors, not " + inputs.size());
        }
        MeshDevice mesh = inputs.get(0).mesh();
        OperationFrames frames = mesh.host().frames(operation);
        TensorSpec spec = outputSpec(operation, inputs, options);
        Tensor output = mesh.host().call(frames.output(), () -> Tensor.allocate(mesh, spec));
        mesh.launched();
        long hash = ProgramCache.hash(programKey(mesh, operation, inputs, spec, options));
        Optional<CachedProgram> cached = mesh.programCache().find(hash);
        mesh.host().run(frames.circularBuffers(), () -> mesh.circularBuffers().run(operation.circularBufferBytes()));
        if (cached.isPresent()) {
            runIntermediates(mesh, operation, frames, spec).forEach(MeshBuffer::release);
            return new Launch(output, true, List.of(), List.of());
        }
        return compile(mesh, operation, frames, output, hash, options);
    }

    private static Launch compile(
            MeshDevice mesh,
            Operation operation,
            OperationFrames frames,
            Tensor output,
            long hash,
            LaunchOptions options) {
        boolean caching = mesh.programCache().enabled();
        MeshWorkload workload = MeshWorkload.compile(mesh, operation);
        mesh.host().run(frames.binary(caching), () -> workload.loadBinaries(options.forgetsView()));
        List<MeshBuffer> made = runIntermediates(mesh, operation, frames, output.spec());
        List<MeshBuffer> captured = new ArrayList<>();
        if (caching && options.callbackHolds()) {
            captured.addAll(made);
            captured.add(output.buffer().share());
        } else {
            made.forEach(MeshBuffer::release);
        }
        if (caching) {
            mesh.programCache().add(new CachedProgram(hash, operation, workload, captured));
        } else {
            workload.destroy();
        }
        return new Launch(output, false, workload.forgottenViews(), captured);
    }

    private static List<MeshBuffer> runIntermediates(
            MeshDevice mesh, Operation operation, OperationFrames frames, TensorSpec spec) {
        List<MeshBuffer> made = new ArrayList<>();
        for (int index = 0; index < operation.intermediates(); index++) {
            Tensor tensor = mesh.host().call(frames.intermediate(), () -> Tensor.allocate(mesh, spec));
            made.add(tensor.buffer());
        }
        return made;
    }

    private static TensorSpec outputSpec(Operation operation, List<Tensor> inputs, LaunchOptions options) {
        TensorSpec spec = operation.output().apply(inputs);
        return options.memory().map(spec::in).orElse(spec);
    }

    /** What a program is compiled for: the operation and the specifications of its tensors, not their addresses. */
    private static String programKey(
            MeshDevice mesh, Operation operation, List<Tensor> inputs, TensorSpec output, LaunchOptions options) {
        StringBuilder key = new StringBuilder(operation.name());
        inputs.forEach(input -> key.append('|').append(input.spec()));
        key.append('|').append(output);
        if (options.neverHits()) {
            key.append('|').append(mesh.launches());
        }
        return key.toString();
    }
}
