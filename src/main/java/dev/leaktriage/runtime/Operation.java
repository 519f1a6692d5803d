package dev.leaktriage.runtime;

import java.util.List;

/**
 * One operation of the library: what it is called inside, and what it needs.
 *
 * @param name its name behind {@code ttnn::}
 * @param deviceOperation the class of its device operation
 * @param invoker the class whose {@code invoke} a user's call reaches
 * @param factory the class that builds its programs
 * @param inputs how many tensors it takes at least
 * @param kernelBytes the size of the kernel binary of each program of its workload
 * @param intermediates how many tensors like its output it makes and frees while it runs
 * @param circularBufferBytes what its programs need on every core
 */
public record Operation(
        String name,
        String deviceOperation,
        String invoker,
        String factory,
        int inputs,
        OutputRule output,
        List<Long> kernelBytes,
        int intermediates,
        long circularBufferBytes) {
    public Operation {
        kernelBytes = List.copyOf(kernelBytes);
        if (kernelBytes.isEmpty() || inputs < 1) {
            throw new IllegalArgumentException("operation " + name + " needs at least one program and one input, not "
                    + kernelBytes.size() + " and " + inputs);
        }
    }

    /**
     * The files that the kernels of one of its programs are compiled from: they lie where the namespace of its device
     * operation is.
     *
     * @param program 0 for the first one
     */
    List<String> kernelSources(int program) {
        int end = deviceOperation.lastIndexOf("::");
        String folder = "ttnn/cpp/" + deviceOperation.substring(0, end).replace("::", "/") + "/device/kernels/";
        String role = program == 0 ? "" : "_receiver";
        return List.of(
                folder + "dataflow/reader_" + name + role + ".cpp",
                folder + "compute/" + name + ".cpp",
                folder + "dataflow/writer_" + name + role + ".cpp");
    }
}
