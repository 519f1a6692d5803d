package dev.leaktriage.runtime;

import java.util.List;

/** What an observer learns about a mesh when it is opened. */
public record MeshDescription(int id, List<Integer> devices, MeshShape shape, String arch) {
    public MeshDescription {
        devices = List.copyOf(devices);
    }
}
