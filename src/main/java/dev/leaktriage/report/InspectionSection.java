package dev.leaktriage.report;

import dev.leaktriage.model.CacheEntry;
import dev.leaktriage.model.Inspection;
import dev.leaktriage.model.MeshLife;
import dev.leaktriage.model.WorkloadLife;
import dev.leaktriage.report.Section.Column;
import dev.leaktriage.report.Section.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an inspector wrote of workloads, programs and meshes; empty where there are no files of one. */
final class InspectionSection {
    private InspectionSection() {}

    static Section of(Digest digest) {
        Inspection inspection = digest.analysis().inspection();
        if (inspection.isEmpty()) {
            return new Section("Inspector", List.of(), List.of(), List.of());
        }
        List<WorkloadLife> unseen = unseen(digest);
        List<String> notes =
                new ArrayList<>(digest.leftOut(unseen, "workloads", rest -> Units.grouped(rest.size()) + " of them"));
        if (inspection.programs() > 0) {
            notes.add(Units.count(inspection.programs(), "program", "programs") + " compiled, "
                    + Units.grouped(inspection.livePrograms()) + " of them not destroyed.");
        }
        inspection.meshes().forEach(mesh -> notes.add(mesh(mesh)));
        notes.addAll(inspection.notes());
        if (inspection.cut()) {
            notes.add("The file of workloads ends inside a record: one that is held here may have been destroyed.");
        }
        long loaded = inspection.workloads().stream()
                .filter(workload -> workload.loaded().isPresent())
                .count();
        return new Section(
                "Inspector: " + Units.grouped(inspection.held().size()) + " of "
                        + Units.count(loaded, "workload that was loaded is held", "workloads that were loaded are held")
                        + " at the end",
                List.of(
                        Column.text("held workload"),
                        Column.number("programs"),
                        Column.number("mesh"),
                        Column.position("loaded at")),
                digest.top(unseen).stream().map(InspectionSection::row).toList(),
                notes);
    }

    /** Those that stand with no entry of the program cache. */
    private static List<WorkloadLife> unseen(Digest digest) {
        Set<WorkloadLife> seen = digest.analysis().cacheEntries().stream()
                .map(CacheEntry::workload)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        return digest.analysis().inspection().held().stream()
                .filter(workload -> !seen.contains(workload))
                .toList();
    }

    private static Row row(WorkloadLife workload) {
        Row cells = Row.of(
                Lifespan.name(workload),
                Units.grouped(workload.programs().size()),
                Long.toString(workload.mesh().orElseThrow()),
                workload.loaded().orElseThrow().at().toString());
        String sources = Lifespan.sources(workload);
        List<String> below = new ArrayList<>(List.of(Lifespan.of(workload.created(), workload.destroyed())));
        if (!sources.isEmpty()) {
            below.add("kernels: " + sources);
        }
        return new Row(cells.cells(), below, "");
    }

    private static String mesh(MeshLife mesh) {
        String parent =
                mesh.parent().isPresent() ? ", a part of mesh " + mesh.parent().getAsLong() : "";
        String devices = mesh.devices().isEmpty()
                ? ""
                : " (" + (mesh.devices().size() == 1 ? "device " : "devices ") + Units.devices(mesh.devices()) + ")";
        return "Mesh " + mesh.id() + devices + parent + ": " + Lifespan.of(mesh.created(), mesh.destroyed()) + ".";
    }
}
