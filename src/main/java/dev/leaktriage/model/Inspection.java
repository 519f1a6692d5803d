package dev.leaktriage.model;

import java.util.List;

/**
 * What TT-Metal's inspector wrote beside the log of a run: the lives of compiled programs and of mesh devices.
 *
 * <p>It tells of no buffer. Which workload stands behind which buffer of kernel binaries follows from the order of both, and
 * only where that leaves no choice.
 *
 * @param files the names of its files
 * @param whole true if nothing shows that records of workloads are missing before the end of their file
 * @param cut true if the file of workloads ends inside a record
 * @param workloads in the order of their records
 * @param programs how many programs were compiled, as far as records tell
 * @param livePrograms how many of them no record tells the end of
 * @param meshes in the order of their records
 * @param matched how many workloads were found to be a buffer of kernel binaries
 * @param notes in plain English: what else the files have, what was matched and what could not be told apart
 */
public record Inspection(
        List<String> files,
        boolean whole,
        boolean cut,
        List<WorkloadLife> workloads,
        long programs,
        long livePrograms,
        List<MeshLife> meshes,
        long matched,
        List<String> notes) {
    /** Of a run without such files. */
    public static final Inspection NONE =
            new Inspection(List.of(), true, false, List.of(), 0, 0, List.of(), 0, List.of());

    public Inspection {
        files = List.copyOf(files);
        workloads = List.copyOf(workloads);
        meshes = List.copyOf(meshes);
        notes = List.copyOf(notes);
    }

    public boolean isEmpty() {
        return files.isEmpty();
    }

    /** The workloads whose kernel binaries were loaded and whose end no record tells. */
    public List<WorkloadLife> held() {
        return workloads.stream().filter(WorkloadLife::isHeld).toList();
    }
}
