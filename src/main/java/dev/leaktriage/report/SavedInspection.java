package dev.leaktriage.report;

import dev.leaktriage.model.Inspection;
import dev.leaktriage.model.KernelSource;
import dev.leaktriage.model.MeshLife;
import dev.leaktriage.model.ProgramLife;
import dev.leaktriage.model.Stamp;
import dev.leaktriage.model.WorkloadLife;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an inspector wrote, read back from what {@link JsonInspection} wrote. */
final class SavedInspection {
    private SavedInspection() {}

    static Inspection read(JsonObject json, List<WorkloadLife> workloads) throws IOException {
        List<MeshLife> meshes = new ArrayList<>();
        for (JsonObject mesh : json.objects("meshes")) {
            meshes.add(new MeshLife(
                    mesh.number("mesh"),
                    mesh.numberIfAny("parent"),
                    mesh.indices("devices"),
                    stamp(mesh, "created"),
                    stamp(mesh, "destroyed")));
        }
        return new Inspection(
                json.texts("files"),
                json.flag("whole"),
                json.flag("cut"),
                workloads,
                json.number("programs"),
                json.number("live_programs"),
                meshes,
                json.number("matched"),
                json.texts("notes"));
    }

    static WorkloadLife workload(JsonObject json) throws IOException {
        List<ProgramLife> programs = new ArrayList<>();
        for (JsonObject program : json.objects("programs")) {
            programs.add(program(program));
        }
        return new WorkloadLife(
                json.number("workload"),
                json.textOrEmpty("name"),
                json.numberIfAny("mesh"),
                programs,
                stamp(json, "created"),
                stamp(json, "loaded"),
                stamp(json, "destroyed"));
    }

    private static ProgramLife program(JsonObject json) throws IOException {
        List<KernelSource> kernels = new ArrayList<>();
        for (JsonObject kernel : json.objects("kernels")) {
            kernels.add(
                    new KernelSource(kernel.textOrEmpty("name"), kernel.textOrEmpty("source"), kernel.position("at")));
        }
        return new ProgramLife(json.number("program"), kernels, stamp(json, "created"), stamp(json, "destroyed"));
    }

    private static Optional<Stamp> stamp(JsonObject json, String name) throws IOException {
        if (!json.has(name)) {
            return Optional.empty();
        }
        JsonObject stamp = json.object(name);
        return Optional.of(new Stamp(stamp.numberIfAny("clock_ns"), time(stamp), stamp.position("at")));
    }

    private static Optional<Instant> time(JsonObject json) throws IOException {
        String text = json.textOrEmpty("time");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException none) {
            throw json.wrong("time", "'" + text + "' is no time; expected one such as 2026-01-01T00:00:00Z");
        }
    }
}
