package dev.leaktriage.model;

import java.util.List;
import java.util.Optional;

/**
 * A compiled program, from the moment it was made to its end.
 *
 * @param id as the runtime numbers it
 * @param kernels in the order in which they were compiled
 * @param created empty if no record tells
 * @param destroyed empty if it lives on, or no record tells
 */
public record ProgramLife(long id, List<KernelSource> kernels, Optional<Stamp> created, Optional<Stamp> destroyed) {
    public ProgramLife {
        kernels = List.copyOf(kernels);
    }
}
