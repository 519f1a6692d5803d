package dev.leaktriage.recorder;

import dev.leaktriage.runtime.KernelProgram;
import dev.leaktriage.runtime.MeshDescription;
import dev.leaktriage.runtime.MeshShape;
import dev.leaktriage.runtime.MeshWorkload;
import dev.leaktriage.runtime.RuntimeObserver;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the folder of an inspector: the lives of meshes, workloads and programs, as YAML.
 *
 * <p>Each start of a process writes the folder anew, so that of several processes it holds what the last one did. The clock
 * is counted in records.
 */
final class InspectorFolder implements RunLog {
    private static final String START_ISO = "2025-10-22T14:26:40Z";
    private static final long START_SECONDS = 1_761_143_200L;
    private static final long NANOSECONDS = 1_000_000_000L;
    private static final long START_CLOCK = 4_400 * NANOSECONDS;
    private static final long RECORD_NANOSECONDS = 125_000;
    private static final String CACHE = "kernels/";

    private final Map<InspectorFile, LogWriter> files = new EnumMap<>(InspectorFile.class);
    private final long lastProcess;
    private long clock = START_CLOCK;

    /**
     * Begins a folder.
     *
     * @param files a stream for each file; what goes to others is dropped
     * @param lastProcess the process that starts last
     */
    InspectorFolder(Map<InspectorFile, OutputStream> files, long lastProcess) {
        files.forEach((file, out) -> this.files.put(file, LogWriter.batched(out, LogWriter.PAGE_BYTES)));
        this.lastProcess = lastProcess;
        startup();
    }

    private void startup() {
        List<String> lines = List.of(
                "startup_time:",
                "  system_clock_iso: '" + START_ISO + "'",
                "  system_clock_ns: " + START_SECONDS * NANOSECONDS,
                "  high_resolution_clock_ns: " + START_CLOCK);
        write(InspectorFile.STARTUP, lines);
    }

    @Override
    public RuntimeObserver observe(Workload.ProcessPlan process) {
        return process.pid() == lastProcess ? new Process() : new RuntimeObserver() {};
    }

    @Override
    public void finish() {
        files.values().forEach(LogWriter::flush);
    }

    private void write(InspectorFile file, List<String> lines) {
        LogWriter writer = files.get(file);
        if (writer == null) {
            return;
        }
        LineBuffer out = writer.begin();
        out.deciding(lines.get(0)).newLine();
        lines.stream().skip(1).forEach(line -> out.text(line).newLine());
        writer.commit();
    }

    private void record(InspectorFile file, String event, String... fields) {
        List<String> lines = new ArrayList<>(List.of("- " + event + ":"));
        for (String field : fields) {
            lines.add("    " + field);
        }
        write(file, lines);
    }

    private String now() {
        clock += RECORD_NANOSECONDS;
        return "timestamp_ns: " + clock;
    }

    /** What one process does. */
    private final class Process implements RuntimeObserver {
        private final Map<Integer, MeshShape> shapes = new HashMap<>();

        @Override
        public void opening(MeshDescription mesh) {
            shapes.put(mesh.id(), mesh.shape());
            record(
                    InspectorFile.MESH_DEVICES,
                    "mesh_device_created",
                    "mesh_id: " + mesh.id(),
                    now(),
                    "devices: " + mesh.devices(),
                    "shape: [" + mesh.shape().rows() + ", " + mesh.shape().columns() + "]");
        }

        @Override
        public void opened(MeshDescription mesh) {
            record(InspectorFile.MESH_DEVICES, "mesh_device_initialized", "mesh_id: " + mesh.id(), now());
        }

        @Override
        public void closed(int mesh) {
            record(InspectorFile.MESH_DEVICES, "mesh_device_destroyed", "mesh_id: " + mesh, now());
        }

        @Override
        public void compiled(MeshWorkload workload) {
            String id = "mesh_workload_id: " + workload.id();
            record(InspectorFile.MESH_WORKLOADS, "mesh_workload_created", id, now());
            for (KernelProgram program : workload.programs()) {
                compiled(program);
                List<String> lines = new ArrayList<>(List.of(
                        "- mesh_workload_add_program:",
                        "    " + id,
                        "    program_id: " + program.id(),
                        "    " + now(),
                        "    coordinates:"));
                coordinates(shapes.get(workload.mesh()), lines);
                write(InspectorFile.MESH_WORKLOADS, lines);
            }
            String operation = workload.operation().deviceOperation();
            record(
                    InspectorFile.MESH_WORKLOADS,
                    "mesh_workload_set_metadata",
                    id,
                    "name: " + operation.substring(operation.lastIndexOf(':') + 1),
                    "parameters: '{}'",
                    now());
        }

        private void coordinates(MeshShape shape, List<String> lines) {
            for (int row = 0; row < shape.rows(); row++) {
                for (int column = 0; column < shape.columns(); column++) {
                    lines.add("      - [" + row + ", " + column + "]");
                }
            }
        }

        private void compiled(KernelProgram program) {
            String id = "id: " + program.id();
            record(InspectorFile.PROGRAMS, "program_created", id, now());
            record(InspectorFile.PROGRAMS, "program_compile_started", id, now());
            for (KernelProgram.Kernel kernel : program.kernels()) {
                String number = "watcher_kernel_id: " + kernel.id();
                String name = "name: " + kernel.name();
                String path = "path: " + CACHE + kernel.name() + "/" + kernel.id() + "/";
                String source = "source: " + kernel.source();
                record(
                        InspectorFile.PROGRAMS,
                        "program_kernel_compile_finished",
                        id,
                        now(),
                        "duration_ns: " + RECORD_NANOSECONDS,
                        number,
                        name,
                        path,
                        source);
                record(InspectorFile.KERNELS, "kernel", number, name, path, source, "program_id: " + program.id());
            }
            record(
                    InspectorFile.PROGRAMS,
                    "program_compile_finished",
                    id,
                    now(),
                    "duration_ns: " + (program.kernels().size() + 1) * RECORD_NANOSECONDS);
        }

        @Override
        public void loaded(MeshWorkload workload) {
            status(workload, "InFlight");
            status(workload, "Committed");
        }

        private void status(MeshWorkload workload, String status) {
            record(
                    InspectorFile.MESH_WORKLOADS,
                    "mesh_workload_set_program_binary_status",
                    "mesh_workload_id: " + workload.id(),
                    "mesh_id: " + workload.mesh(),
                    "status: " + status,
                    now());
        }

        @Override
        public void destroyed(MeshWorkload workload) {
            record(
                    InspectorFile.MESH_WORKLOADS,
                    "mesh_workload_destroyed",
                    "mesh_workload_id: " + workload.id(),
                    now());
            workload.programs()
                    .forEach(program ->
                            record(InspectorFile.PROGRAMS, "program_destroyed", "id: " + program.id(), now()));
        }
    }
}
