package dev.leaktriage.runtime;

import java.util.List;

/**
 * A compiled program of a workload.
 *
 * @param id its number in its process, from 1
 */
public record KernelProgram(long id, List<Kernel> kernels) {
    public KernelProgram {
        kernels = List.copyOf(kernels);
    }

    /**
     * A kernel of it.
     *
     * @param id its number in its process, from 1
     * @param source the file that it is compiled from, in the sources of the library
     */
    public record Kernel(long id, String name, String source) {}
}
