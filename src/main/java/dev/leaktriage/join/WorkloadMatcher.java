package dev.leaktriage.join;

import dev.leaktriage.join.WorkloadMatch.Matched;
import dev.leaktriage.model.Census;
import dev.leaktriage.model.Inspection;
import dev.leaktriage.model.KernelLoad;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.MeshLife;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.WorkloadLife;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds which workload stands behind which buffer of kernel binaries.
 *
 * <p>A workload says that its binaries are in flight right after it has made the buffer for them, so that the k-th buffer
 * that a process made on a mesh is that of the k-th workload that says so there. That holds as long as nothing is missing on
 * either side: where the counts differ, where a log or a file shows that it has lost something in the middle, where the
 * buffer of a workload that lives on was freed, or where a call stack is of another operation than the workload, nothing is
 * matched on that mesh.
 */
public final class WorkloadMatcher {
    private final Inspection inspection;
    private final List<KernelLoad> loads;
    private final List<ProcessLife> lives;
    private final Set<Integer> wanted;
    private final boolean damagedSomewhere;
    private final Set<LogPosition> live = new HashSet<>();
    private final Map<LogPosition, Matched> byRecord = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private long matched;

    private WorkloadMatcher(Inspection inspection, List<KernelLoad> loads, Census census, Set<Integer> wanted) {
        this.inspection = inspection;
        this.loads = loads;
        this.lives = census.lives();
        this.wanted = wanted;
        this.damagedSomewhere = census.integrity().damages().stream().anyMatch(damage -> damage.life() < 0);
        for (int handle : census.live().sorted()) {
            live.add(census.live().handle(handle).allocatedAt());
        }
    }

    /**
     * Matches what an inspector tells with a log.
     *
     * @param loads in the order of the log
     * @param wanted the process lives that are asked for: where several would fit, one of these is meant
     */
    public static WorkloadMatch match(
            Inspection inspection, List<KernelLoad> loads, Census census, Set<Integer> wanted) {
        if (inspection.isEmpty()) {
            return WorkloadMatch.NONE;
        }
        return new WorkloadMatcher(inspection, loads, census, wanted).match();
    }

    private WorkloadMatch match() {
        List<WorkloadLife> loaded = inspection.workloads().stream()
                .filter(workload -> workload.loaded().isPresent())
                .sorted(Comparator.comparing(
                        workload -> workload.loaded().orElseThrow().at()))
                .toList();
        if (!loaded.isEmpty() && !lives.isEmpty()) {
            match(loaded);
        }
        List<String> told = new ArrayList<>(inspection.notes());
        told.addAll(notes);
        Inspection with = new Inspection(
                inspection.files(),
                inspection.whole(),
                inspection.cut(),
                inspection.workloads(),
                inspection.programs(),
                inspection.livePrograms(),
                inspection.meshes(),
                matched,
                told);
        return new WorkloadMatch(with, byRecord);
    }

    private void match(List<WorkloadLife> loaded) {
        if (!inspection.whole()) {
            refuse(loaded.size(), "records of workloads are missing or cannot be read, so that order tells nothing");
            return;
        }
        Optional<WorkloadLife> unborn =
                loaded.stream().filter(workload -> workload.created().isEmpty()).findFirst();
        if (unborn.isPresent()) {
            // The files begin with the process, so that the record of its birth was there.
            refuse(
                    loaded.size(),
                    "no record tells the birth of workload " + unborn.get().id() + ", which was loaded at "
                            + unborn.get().loaded().orElseThrow().at());
            return;
        }
        List<Integer> candidates =
                lives.stream().map(ProcessLife::index).filter(wanted::contains).toList();
        if (loads.stream().noneMatch(load -> candidates.contains(load.life()))) {
            refuse(loaded.size(), "the log has no allocation whose call stack says that it is a kernel binary");
            return;
        }
        List<Integer> possible = candidates.size() == 1
                ? candidates
                : candidates.stream().filter(life -> mayFit(life, loaded)).toList();
        if (possible.size() != 1) {
            String several = possible.isEmpty()
                    ? "no process of the log has as many kernel binaries on each mesh"
                    : possible.size() + " processes of the log may have as many kernel binaries on each mesh; name the"
                            + " one that is meant with --process or --run";
            refuse(loaded.size(), several);
            return;
        }
        matchWith(possible.get(0), loaded);
    }

    /** True unless the log shows that the process loaded another number of kernel binaries than the inspector tells. */
    private boolean mayFit(int life, List<WorkloadLife> loaded) {
        ProcessLife process = lives.get(life);
        boolean complete = process.end() == ProcessLife.End.ORDERLY || process.end() == ProcessLife.End.DIED;
        if (!complete || !isGapless(process)) {
            return true;
        }
        Map<OptionalLong, Integer> wantedCounts = new HashMap<>();
        byMesh(loaded).forEach((mesh, workloads) -> wantedCounts.put(OptionalLong.of(mesh), workloads.size()));
        Map<OptionalLong, Integer> counts = new HashMap<>();
        loadsOf(life).forEach((mesh, made) -> counts.put(mesh, made.size()));
        return counts.equals(wantedCounts) || counts.containsKey(OptionalLong.empty());
    }

    private void matchWith(int life, List<WorkloadLife> loaded) {
        if (!isGapless(lives.get(life))) {
            refuse(loaded.size(), "the log has lost events, so that order tells nothing");
            return;
        }
        if (endsInLoad(lives.get(life))) {
            refuse(
                    loaded.size(),
                    "the log ends at " + lives.get(life).last()
                            + " in a kernel binary whose call stack may lack frames");
            return;
        }
        Map<OptionalLong, List<KernelLoad>> made = loadsOf(life);
        List<KernelLoad> homeless = made.getOrDefault(OptionalLong.empty(), List.of());
        if (!homeless.isEmpty()) {
            refuse(
                    loaded.size(),
                    "the log does not say on which mesh the kernel binary at "
                            + homeless.get(0).at().get(0) + " is");
            return;
        }
        Map<Long, List<WorkloadLife>> workloads = byMesh(loaded);
        workloads.forEach((mesh, there) -> matchOn(mesh, there, made.getOrDefault(OptionalLong.of(mesh), List.of())));
        made.keySet().stream()
                .map(OptionalLong::getAsLong)
                .filter(mesh -> !workloads.containsKey(mesh))
                .sorted()
                .forEach(mesh -> notes.add("The log has "
                        + counted(made.get(OptionalLong.of(mesh)).size(), "kernel binary", "kernel binaries")
                        + " on mesh " + mesh + ", where no workload of the inspector loaded one."));
    }

    private void matchOn(long mesh, List<WorkloadLife> workloads, List<KernelLoad> made) {
        Optional<String> against = against(workloads, made);
        if (against.isPresent()) {
            refuse(workloads.size(), "on mesh " + mesh + " " + against.get());
            return;
        }
        for (int place = 0; place < made.size(); place++) {
            WorkloadLife workload = workloads.get(place);
            boolean outlived = workload.destroyed().isPresent() && loadedBehind(workload, workloads);
            Matched match = new Matched(workload, place + 1, made.size(), outlived);
            made.get(place).at().forEach(at -> byRecord.put(at, match));
        }
        matched += workloads.size();
        notes.add("Mesh " + mesh + ": "
                + counted(workloads.size(), "workload is the kernel binary", "workloads are the kernel binaries")
                + " that the log has there, one by one in their order.");
    }

    /** What speaks against pairing these in their order; empty if nothing does. */
    private Optional<String> against(List<WorkloadLife> workloads, List<KernelLoad> made) {
        if (workloads.size() != made.size()) {
            return Optional.of("the log has " + counted(made.size(), "kernel binary", "kernel binaries")
                    + " and the inspector "
                    + counted(workloads.size(), "workload that loaded one", "workloads that loaded one"));
        }
        for (int place = 0; place < made.size(); place++) {
            KernelLoad load = made.get(place);
            WorkloadLife workload = workloads.get(place);
            if (OperationNames.contradict(workload.name(), load.stack())) {
                return Optional.of("the call stack at " + load.at().get(0) + " is of another operation than '"
                        + workload.name() + "', the workload that it would be");
            }
            boolean freed = load.at().stream().noneMatch(live::contains);
            // Where the file breaks off, the end of the workload may be what it lacks.
            if (freed && workload.isHeld() && !inspection.cut()) {
                return Optional.of("the kernel binary at " + load.at().get(0)
                        + " was freed, and the workload that it would be at "
                        + workload.loaded().orElseThrow().at() + " lives on");
            }
        }
        return Optional.empty();
    }

    /**
     * True if the log shows a kernel binary that was made when the workload was gone. Nothing else tells where in a log the
     * end of a workload is: what a process destroys last of all, it destroys behind the end of its log.
     */
    private static boolean loadedBehind(WorkloadLife gone, List<WorkloadLife> workloads) {
        LogPosition end = gone.destroyed().orElseThrow().at();
        return workloads.stream()
                .anyMatch(later -> later.loaded().orElseThrow().at().compareTo(end) > 0);
    }

    /** A text that breaks off has all that came before; what is missing elsewhere shifts everything behind it. */
    private boolean isGapless(ProcessLife life) {
        long allowed = life.end() == ProcessLife.End.CUT ? 1 : 0;
        return life.lostEventsAtLeast() <= allowed && !damagedSomewhere;
    }

    /** What ends in the middle of its call stack may be a view of a kernel binary as well. */
    private boolean endsInLoad(ProcessLife life) {
        return life.end() != ProcessLife.End.ORDERLY
                && loads.stream()
                        .filter(load -> load.life() == life.index())
                        .anyMatch(load -> load.at().contains(life.last()));
    }

    private void refuse(int count, String why) {
        notes.add(counted(count, "workload was", "workloads were") + " matched with no kernel binary: " + why + ".");
    }

    private static Map<Long, List<WorkloadLife>> byMesh(List<WorkloadLife> loaded) {
        return loaded.stream()
                .collect(Collectors.groupingBy(
                        workload -> workload.mesh().orElseThrow(), TreeMap::new, Collectors.toList()));
    }

    /** The kernel binaries of a process by mesh; those whose mesh nothing tells have none. */
    private Map<OptionalLong, List<KernelLoad>> loadsOf(int life) {
        return loads.stream().filter(load -> load.life() == life).collect(Collectors.groupingBy(this::mesh));
    }

    /** The mesh of a kernel binary: as the log says, else the only one that there is, or that has its devices. */
    private OptionalLong mesh(KernelLoad load) {
        if (load.mesh().isPresent()) {
            return load.mesh();
        }
        Set<Long> used = new TreeSet<>();
        inspection.workloads().forEach(workload -> workload.mesh().ifPresent(used::add));
        if (used.size() == 1) {
            return OptionalLong.of(used.iterator().next());
        }
        List<Long> fitting = inspection.meshes().stream()
                .filter(mesh -> used.contains(mesh.id()))
                .filter(mesh -> mesh.devices().stream().sorted().toList().equals(load.devices()))
                .map(MeshLife::id)
                .distinct()
                .toList();
        return fitting.size() == 1 ? OptionalLong.of(fitting.get(0)) : OptionalLong.empty();
    }

    private static String counted(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
