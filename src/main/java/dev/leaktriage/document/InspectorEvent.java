package dev.leaktriage.document;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The records that an inspector writes, and the fields without which each says nothing. */
enum InspectorEvent {
    STARTUP_TIME(Family.STARTUP, "system_clock_ns", "high_resolution_clock_ns"),
    PROGRAM_CREATED(Family.PROGRAMS, "id"),
    PROGRAM_KERNEL_COMPILE_FINISHED(Family.PROGRAMS, "id"),
    PROGRAM_DESTROYED(Family.PROGRAMS, "id"),
    PROGRAM_COMPILE_STARTED(Family.PROGRAMS),
    PROGRAM_COMPILE_ALREADY_EXISTS(Family.PROGRAMS),
    PROGRAM_COMPILE_FINISHED(Family.PROGRAMS),
    PROGRAM_BINARY_STATUS_CHANGE(Family.PROGRAMS),
    KERNEL(Family.KERNELS, "program_id"),
    MESH_DEVICE_CREATED(Family.MESH_DEVICES, "mesh_id"),
    MESH_DEVICE_INITIALIZED(Family.MESH_DEVICES),
    MESH_DEVICE_DESTROYED(Family.MESH_DEVICES, "mesh_id"),
    MESH_WORKLOAD_CREATED(Family.MESH_WORKLOADS, "mesh_workload_id"),
    MESH_WORKLOAD_ADD_PROGRAM(Family.MESH_WORKLOADS, "mesh_workload_id", "program_id"),
    MESH_WORKLOAD_SET_METADATA(Family.MESH_WORKLOADS, "mesh_workload_id"),
    MESH_WORKLOAD_SET_PROGRAM_BINARY_STATUS(Family.MESH_WORKLOADS, "mesh_workload_id", "mesh_id", "status"),
    MESH_WORKLOAD_DESTROYED(Family.MESH_WORKLOADS, "mesh_workload_id");

    /** The files of an inspector. Nothing is told from these names but what an empty file is. */
    enum Family {
        STARTUP("startup.yaml"),
        PROGRAMS("programs_log.yaml"),
        KERNELS("kernels.yaml"),
        MESH_DEVICES("mesh_devices_log.yaml"),
        MESH_WORKLOADS("mesh_workloads_log.yaml");

        private final String fileName;

        Family(String fileName) {
            this.fileName = fileName;
        }

        String fileName() {
            return fileName;
        }
    }

    private static final String SOURCE = "source";

    private final Family family;
    private final List<String> needs;

    InspectorEvent(Family family, String... needs) {
        this.family = family;
        this.needs = List.of(needs);
    }

    Family family() {
        return family;
    }

    /** The fields that must be there. */
    List<String> needs() {
        return needs;
    }

    /** The fields that must be there in a record that breaks off: what a kernel is compiled from stands at its end. */
    List<String> needsWhereCut() {
        return switch (this) {
            case KERNEL -> List.of("program_id", SOURCE);
            case PROGRAM_KERNEL_COMPILE_FINISHED -> List.of("id", SOURCE);
            default -> needs;
        };
    }

    static boolean isNumber(String field) {
        return !field.equals("status") && !field.equals(SOURCE);
    }

    /** The name that the record begins with. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<InspectorEvent> ofLabel(String label) {
        return Stream.of(values()).filter(event -> event.label().equals(label)).findFirst();
    }
}
