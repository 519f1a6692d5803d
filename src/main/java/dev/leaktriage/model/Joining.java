package dev.leaktriage.model;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the files of one run were joined.
 *
 * @param sources the files, those with the rows first; empty if nothing was joined
 * @param devicesOfMesh the devices that a mesh was found to have, by the number that records of meshes name
 */
public record Joining(List<JoinedSource> sources, SortedMap<Integer, List<Integer>> devicesOfMesh) {
    /** Nothing was joined. */
    public static final Joining NONE = new Joining(List.of(), new TreeMap<>());

    public Joining {
        sources = List.copyOf(sources);
        SortedMap<Integer, List<Integer>> copied = new TreeMap<>();
        devicesOfMesh.forEach((mesh, devices) -> copied.put(mesh, List.copyOf(devices)));
        devicesOfMesh = java.util.Collections.unmodifiableSortedMap(copied);
    }

    public boolean isEmpty() {
        return sources.isEmpty();
    }
}
