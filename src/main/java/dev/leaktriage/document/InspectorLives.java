package dev.leaktriage.document;

import dev.leaktriage.model.KernelSource;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.MeshLife;
import dev.leaktriage.model.ProgramLife;
import dev.leaktriage.model.Stamp;
import dev.leaktriage.model.WorkloadLife;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Puts the lives of workloads, programs and meshes together from records, whatever the order of the files.
 *
 * <p>A number that is given again after its end begins another life.
 */
final class InspectorLives {
    private final Lives<Workload> workloads = new Lives<>(Workload::new);
    private final Lives<Program> programs = new Lives<>(Program::new);
    private final Lives<Mesh> meshes = new Lives<>(Mesh::new);
    /** By program: from the file that tells of kernels and of nothing else. */
    private final Map<Long, List<KernelSource>> kernels = new HashMap<>();
    /** What the clock of the records lacks to the time since 1970; empty if nothing tells. */
    private OptionalLong toEpochNanoseconds = OptionalLong.empty();

    /** What a record states of its moment. */
    record Moment(OptionalLong clockNanoseconds, LogPosition at) {}

    /** Something that is made and destroyed, and what is its own. */
    private static final class Life<T> {
        final long id;
        final T own;
        Moment created;
        Moment destroyed;

        Life(long id, T own) {
            this.id = id;
            this.own = own;
        }
    }

    private static final class Workload {
        final List<Added> programs = new ArrayList<>();
        String name = "";
        long mesh;
        Moment loaded;
    }

    private record Added(long program, Moment when) {}

    private static final class Program {
        final List<KernelSource> kernels = new ArrayList<>();
    }

    private static final class Mesh {
        OptionalLong parent = OptionalLong.empty();
        List<Integer> devices = List.of();
    }

    /** The lives of one kind, in the order of their first records. */
    private static final class Lives<T> {
        final List<Life<T>> all = new ArrayList<>();
        final Map<Long, List<Life<T>>> byId = new HashMap<>();
        private final Supplier<T> made;

        Lives(Supplier<T> made) {
            this.made = made;
        }

        List<Life<T>> of(long id) {
            return byId.getOrDefault(id, List.of());
        }

        /** The latest life of that number; one that no record begins if there is none. */
        Life<T> latest(long id) {
            List<Life<T>> known = of(id);
            return known.isEmpty() ? begin(id) : known.get(known.size() - 1);
        }

        private Life<T> begin(long id) {
            Life<T> life = new Life<>(id, made.get());
            all.add(life);
            byId.computeIfAbsent(id, unused -> new ArrayList<>()).add(life);
            return life;
        }

        /** False if the earlier life of that number has no end. */
        boolean created(long id, Moment when) {
            List<Life<T>> known = of(id);
            boolean over = known.isEmpty() || known.get(known.size() - 1).destroyed != null;
            begin(id).created = when;
            return over;
        }

        void destroyed(long id, Moment when) {
            latest(id).destroyed = when;
        }
    }

    /** How many lives are kept. */
    long count() {
        return workloads.all.size() + programs.all.size() + meshes.all.size() + (long) kernels.size();
    }

    void clock(long systemNanoseconds, long clockNanoseconds) {
        long difference = systemNanoseconds - clockNanoseconds;
        toEpochNanoseconds = OptionalLong.of(difference);
    }

    boolean workloadCreated(long id, Moment when) {
        return workloads.created(id, when);
    }

    void workloadNamed(long id, String name) {
        workloads.latest(id).own.name = name;
    }

    void programAdded(long workload, long program, Moment when) {
        workloads.latest(workload).own.programs.add(new Added(program, when));
    }

    /** The kernel binaries of a workload are on a mesh; only the first such record is the loading. */
    void workloadLoaded(long id, long mesh, Moment when) {
        Workload workload = workloads.latest(id).own;
        if (workload.loaded == null) {
            workload.loaded = when;
            workload.mesh = mesh;
        }
    }

    void workloadDestroyed(long id, Moment when) {
        workloads.destroyed(id, when);
    }

    void programCreated(long id, Moment when) {
        programs.created(id, when);
    }

    void programDestroyed(long id, Moment when) {
        programs.destroyed(id, when);
    }

    void kernelOfProgram(long program, KernelSource kernel) {
        programs.latest(program).own.kernels.add(kernel);
    }

    void kernel(long program, KernelSource kernel) {
        kernels.computeIfAbsent(program, unused -> new ArrayList<>()).add(kernel);
    }

    void meshCreated(long id, OptionalLong parent, List<Integer> devices, Moment when) {
        meshes.created(id, when);
        Mesh mesh = meshes.latest(id).own;
        mesh.parent = parent;
        mesh.devices = List.copyOf(devices);
    }

    void meshDestroyed(long id, Moment when) {
        meshes.destroyed(id, when);
    }

    List<WorkloadLife> workloads() {
        return workloads.all.stream().map(this::workload).toList();
    }

    /** How many programs the records of programs tell of. */
    long programs() {
        return programs.all.size();
    }

    /** How many of them no record tells the end of. */
    long livePrograms() {
        return programs.all.stream().filter(life -> life.destroyed == null).count();
    }

    List<MeshLife> meshes() {
        return meshes.all.stream()
                .map(life -> new MeshLife(
                        life.id, life.own.parent, life.own.devices, stamp(life.created), stamp(life.destroyed)))
                .toList();
    }

    private WorkloadLife workload(Life<Workload> life) {
        Workload own = life.own;
        return new WorkloadLife(
                life.id,
                own.name,
                own.loaded == null ? OptionalLong.empty() : OptionalLong.of(own.mesh),
                own.programs.stream().map(this::program).toList(),
                stamp(life.created),
                stamp(own.loaded),
                stamp(life.destroyed));
    }

    private ProgramLife program(Added added) {
        List<Life<Program>> known = programs.of(added.program);
        List<KernelSource> listed = kernels.getOrDefault(added.program, List.of());
        if (known.isEmpty()) {
            return new ProgramLife(added.program, listed, Optional.empty(), Optional.empty());
        }
        if (known.size() == 1) {
            Life<Program> only = known.get(0);
            // Both files tell of the same kernels; one that breaks off has fewer.
            return program(only, only.own.kernels.size() < listed.size() ? listed : only.own.kernels);
        }
        // A number that was given twice: without the clock nobody can say which of the two it is.
        return known.stream()
                .filter(one -> isBefore(one.created, added.when))
                .reduce((earlier, later) -> later)
                .map(one -> program(one, one.own.kernels))
                .orElse(new ProgramLife(added.program, List.of(), Optional.empty(), Optional.empty()));
    }

    private static boolean isBefore(Moment created, Moment added) {
        return created != null
                && created.clockNanoseconds.isPresent()
                && added.clockNanoseconds.isPresent()
                && created.clockNanoseconds.getAsLong() <= added.clockNanoseconds.getAsLong();
    }

    private ProgramLife program(Life<Program> life, List<KernelSource> of) {
        return new ProgramLife(life.id, of, stamp(life.created), stamp(life.destroyed));
    }

    private Optional<Stamp> stamp(Moment when) {
        if (when == null) {
            return Optional.empty();
        }
        Optional<Instant> time = Optional.empty();
        if (toEpochNanoseconds.isPresent() && when.clockNanoseconds.isPresent()) {
            time = Optional.of(Instant.EPOCH
                    .plusNanos(when.clockNanoseconds.getAsLong())
                    .plusNanos(toEpochNanoseconds.getAsLong()));
        }
        return Optional.of(new Stamp(when.clockNanoseconds, time, when.at));
    }
}
