package dev.leaktriage.report;

import dev.leaktriage.model.Inspection;
import dev.leaktriage.model.MeshLife;
import dev.leaktriage.model.ProgramLife;
import dev.leaktriage.model.Stamp;
import dev.leaktriage.model.WorkloadLife;
import java.io.IOException;
import java.util.Optional;

/** What an inspector wrote beside a log, as JSON. */
final class JsonInspection {
    private JsonInspection() {}

    /** Left out where there is no such file. */
    static void write(JsonOutput json, Inspection inspection) throws IOException {
        if (inspection.isEmpty()) {
            return;
        }
        json.object("inspector", object -> {
            object.texts("files", inspection.files());
            object.flag("whole", inspection.whole());
            object.flag("cut", inspection.cut());
            object.number("matched", inspection.matched());
            object.number("programs", inspection.programs());
            object.number("live_programs", inspection.livePrograms());
            object.texts("notes", inspection.notes());
            object.objects("meshes", inspection.meshes(), JsonInspection::mesh);
        });
        json.objects("workloads", inspection.workloads(), JsonInspection::workload);
    }

    private static void mesh(JsonOutput json, MeshLife mesh) throws IOException {
        json.number("mesh", mesh.id());
        json.number("parent", mesh.parent());
        json.numbers("devices", mesh.devices());
        stamp(json, "created", mesh.created());
        stamp(json, "destroyed", mesh.destroyed());
    }

    static void workload(JsonOutput json, WorkloadLife workload) throws IOException {
        json.number("workload", workload.id());
        json.textUnlessEmpty("name", workload.name());
        json.number("mesh", workload.mesh());
        stamp(json, "created", workload.created());
        stamp(json, "loaded", workload.loaded());
        stamp(json, "destroyed", workload.destroyed());
        json.objects("programs", workload.programs(), JsonInspection::program);
    }

    private static void program(JsonOutput json, ProgramLife program) throws IOException {
        json.number("program", program.id());
        stamp(json, "created", program.created());
        stamp(json, "destroyed", program.destroyed());
        json.objects("kernels", program.kernels(), (entry, kernel) -> {
            entry.textUnlessEmpty("name", kernel.name());
            entry.textUnlessEmpty("source", kernel.source());
            entry.position("at", kernel.at());
        });
    }

    private static void stamp(JsonOutput json, String name, Optional<Stamp> stamp) throws IOException {
        if (stamp.isEmpty()) {
            return;
        }
        json.object(name, object -> {
            object.number("clock_ns", stamp.get().clockNanoseconds());
            object.textUnlessEmpty("time", Lifespan.time(stamp.get()));
            object.position("at", stamp.get().at());
        });
    }
}
