package dev.leaktriage.report;

import dev.leaktriage.model.JoinedSource;
import dev.leaktriage.model.Joining;
import dev.leaktriage.report.Section.Column;
import dev.leaktriage.report.Section.Row;
import java.util.ArrayList;
import java.util.List;

/** How the files of a run were joined; empty where there was nothing to join. */
final class JoinSection {
    private JoinSection() {}

    static Section of(Digest digest) {
        Joining joining = digest.analysis().joining();
        if (joining.isEmpty()) {
            return new Section("Joined", List.of(), List.of(), List.of());
        }
        List<String> notes = new ArrayList<>();
        joining.sources().forEach(source -> notes.addAll(remarks(source)));
        joining.devicesOfMesh()
                .forEach((mesh, devices) -> notes.add("Mesh " + mesh + " is device" + (devices.size() == 1 ? " " : "s ")
                        + Units.devices(devices) + "."));
        return new Section(
                "Joined " + Units.count(joining.sources().size(), "source", "sources"),
                List.of(
                        Column.text("file"),
                        Column.text("format"),
                        Column.text("part"),
                        Column.number("allocations"),
                        Column.number("matched")),
                joining.sources().stream().map(JoinSection::row).toList(),
                notes);
    }

    private static Row row(JoinedSource source) {
        boolean counted = !source.stream().isEmpty() && source.part() != JoinedSource.Part.CHECKS;
        return Row.of(
                source.name(),
                source.stream(),
                source.part().label(),
                counted ? Units.grouped(source.allocations()) : "",
                counted ? Units.grouped(source.matched()) : "");
    }

    /** Without dispatch, a capture has no addresses; when an operation was aborted is not known. */
    private static boolean isCapture(JoinedSource source) {
        return source.stream().equals("graph-capture");
    }

    private static List<String> remarks(JoinedSource source) {
        List<String> remarks = new ArrayList<>();
        boolean lends = source.part() == JoinedSource.Part.LENDS;
        if (lends) {
            remarks.add(Units.grouped(source.matched()) + " of "
                    + Units.count(source.allocations(), "allocation", "allocations") + " in " + source.name()
                    + " matched.");
        }
        if (lends && source.matched() * 2 < source.allocations()) {
            remarks.add("Most of " + source.name() + " is not of this run, as far as the rows tell.");
        }
        if (source.uncertain() > 0) {
            remarks.add(Units.count(source.uncertain(), "of them", "of them")
                    + " may be another allocation of the rows than the one it was matched with.");
        }
        if (source.missing() > 0) {
            remarks.add(Units.count(source.missing(), "allocation", "allocations") + " in " + source.name()
                    + " stand among matched ones, and the rows lack them.");
        }
        if (source.passedOver() > 0) {
            remarks.add(Units.count(source.passedOver(), "record", "records") + " in " + source.name()
                    + " were not used: "
                    + (isCapture(source)
                            ? "they have no address, or tell that an operation was aborted."
                            : "nothing tells when in the course of the rows they were written."));
        }
        return remarks;
    }
}
