package dev.leaktriage.report;

import dev.leaktriage.model.Stamp;
import dev.leaktriage.model.WorkloadLife;
import java.util.List;
import java.util.Optional;

/** Words for the lives that an inspector tells of. */
final class Lifespan {
    private static final int SOURCES_NAMED = 6;

    private Lifespan() {}

    /** The time of a stamp in UTC; empty if nothing tells it. */
    static String time(Stamp stamp) {
        return stamp.time().map(Object::toString).orElse("");
    }

    /** When something happened, as exactly as is known, and the record that says so. */
    static String when(Stamp stamp) {
        if (stamp.time().isPresent()) {
            return time(stamp) + " (" + stamp.at() + ")";
        }
        return stamp.clockNanoseconds().isPresent()
                ? "at " + Units.grouped(stamp.clockNanoseconds().getAsLong()) + " ns of the clock (" + stamp.at() + ")"
                : stamp.at().toString();
    }

    /** Birth and death as a clause. */
    static String of(Optional<Stamp> created, Optional<Stamp> destroyed) {
        String birth = created.map(stamp -> "born " + when(stamp)).orElse("of unknown birth");
        return birth + destroyed.map(stamp -> ", destroyed " + when(stamp)).orElse(", not destroyed");
    }

    /** A workload's number and the operation that it was compiled for. */
    static String name(WorkloadLife workload) {
        return "workload " + workload.id() + (workload.name().isEmpty() ? "" : " (" + workload.name() + ")");
    }

    /** What it was compiled from; empty if no file tells. */
    static String sources(WorkloadLife workload) {
        List<String> sources = workload.sources();
        if (sources.size() <= SOURCES_NAMED) {
            return String.join(", ", sources);
        }
        return String.join(", ", sources.subList(0, SOURCES_NAMED)) + " and "
                + Units.grouped(sources.size() - (long) SOURCES_NAMED) + " more";
    }

    /** Everything that a person wants to know of a cache entry's workload, as one sentence. */
    static String sentence(WorkloadLife workload) {
        String sources = sources(workload);
        return name(workload) + ", "
                + Units.count(workload.programs().size(), "program", "programs") + ", "
                + of(workload.created(), workload.destroyed())
                + (sources.isEmpty() ? "" : "; kernels: " + sources);
    }
}
