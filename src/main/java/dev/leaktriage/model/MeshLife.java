package dev.leaktriage.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A mesh device, from the moment it was made to its end.
 *
 * @param id as the runtime numbers it
 * @param parent the mesh that it is a part of, if it is one
 * @param devices empty if no record tells
 * @param created empty if no record tells
 * @param destroyed empty if it lives on, or no record tells
 */
public record MeshLife(
        long id, OptionalLong parent, List<Integer> devices, Optional<Stamp> created, Optional<Stamp> destroyed) {
    public MeshLife {
        devices = List.copyOf(devices);
    }
}
