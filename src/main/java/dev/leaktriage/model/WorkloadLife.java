package dev.leaktriage.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A mesh workload: the programs of one operation, compiled for a mesh. The program cache holds it, and it holds the buffer
 * of their kernel binaries.
 *
 * @param id as the runtime numbers it
 * @param name the operation that it was compiled for; empty if no record tells
 * @param mesh the mesh on which its binaries were loaded; empty if they were not
 * @param created empty if no record tells
 * @param loaded when the buffer of its kernel binaries had been made; empty if they were not loaded
 * @param destroyed empty if it lives on, or no record tells
 */
public record WorkloadLife(
        long id,
        String name,
        OptionalLong mesh,
        List<ProgramLife> programs,
        Optional<Stamp> created,
        Optional<Stamp> loaded,
        Optional<Stamp> destroyed) {
    public WorkloadLife {
        programs = List.copyOf(programs);
    }

    /** True if its binaries were loaded and nothing says that it is gone. */
    public boolean isHeld() {
        return loaded.isPresent() && destroyed.isEmpty();
    }

    /** The files that its kernels were compiled from, each once, in their order. */
    public List<String> sources() {
        return programs.stream()
                .flatMap(program -> program.kernels().stream())
                .map(kernel -> kernel.source().isEmpty() ? kernel.name() : kernel.source())
                .filter(source -> !source.isEmpty())
                .distinct()
                .toList();
    }

    /** The record that tells most of it: the first that there is of its birth, its loading and its end. */
    public LogPosition at() {
        return Stream.of(created, loaded, destroyed)
                .flatMap(Optional::stream)
                .map(Stamp::at)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("workload " + id + " is told of by no record"));
    }
}
