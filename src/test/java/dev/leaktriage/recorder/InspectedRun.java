package dev.leaktriage.recorder;

import dev.leaktriage.runtime.DeviceBuffer;
import dev.leaktriage.runtime.KernelProgram;
import dev.leaktriage.runtime.MeshDescription;
import dev.leaktriage.runtime.MeshWorkload;
import dev.leaktriage.runtime.RuntimeObserver;
import dev.leaktriage.runtime.StackStyle;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A recorded run with the folder of its inspector, and which workload each kernel binary of the last process really is.
 *
 * @param process the last process
 * @param truth by the number of the binary's allocation on each device among the records of that process
 */
public record InspectedRun(byte[] log, Map<InspectorFile, byte[]> inspector, long process, Map<Long, Compiled> truth) {
    /** What is really compiled. */
    public record Compiled(long workload, List<String> sources) {}

    /** Runs a workload. */
    public static InspectedRun of(Workload workload, long seed) {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        Map<InspectorFile, OutputStream> files = new EnumMap<>(InspectorFile.class);
        for (InspectorFile file : InspectorFile.values()) {
            files.put(file, new ByteArrayOutputStream());
        }
        Recording.write(workload, RecordingOptions.TRACKER.withSeed(seed), log, Map.of(), files);
        Map<InspectorFile, byte[]> inspector = new EnumMap<>(InspectorFile.class);
        files.forEach((file, out) -> inspector.put(file, ((ByteArrayOutputStream) out).toByteArray()));
        Workload.ProcessPlan last =
                workload.processes().get(workload.processes().size() - 1);
        Watcher watcher = new Watcher();
        ProcessRun again = new ProcessRun(last, Profiles.shipped(workload.profile()), StackStyle.SHORT, false, watcher);
        while (!again.over()) {
            again.advance();
        }
        return new InspectedRun(log.toByteArray(), inspector, last.pid(), watcher.truth);
    }

    /** The files as texts. */
    public String text(InspectorFile file) {
        return new String(inspector.get(file), StandardCharsets.UTF_8);
    }

    /** Counts records as the tracker does. */
    private static final class Watcher implements RuntimeObserver {
        private final Map<Long, Long> numbers = new HashMap<>();
        private final Map<Long, Compiled> truth = new HashMap<>();
        private long number;

        @Override
        public void allocated(DeviceBuffer part) {
            numbers.put(part.id(), ++number);
        }

        @Override
        public void loaded(MeshWorkload workload) {
            Compiled compiled = new Compiled(
                    workload.id(),
                    workload.programs().stream()
                            .flatMap(program -> program.kernels().stream())
                            .map(KernelProgram.Kernel::source)
                            .distinct()
                            .toList());
            workload.binaries().orElseThrow().parts().forEach(part -> truth.put(numbers.get(part.id()), compiled));
        }

        @Override
        public void freed(DeviceBuffer part) {
            number++;
        }

        @Override
        public void opening(MeshDescription mesh) {
            number++;
        }

        @Override
        public void opened(MeshDescription mesh) {
            number++;
        }

        @Override
        public void checkpoint(String name) {
            number++;
        }

        @Override
        public void clearingCache(int mesh, int entries) {
            number++;
        }

        @Override
        public void clearedCache(int mesh) {
            number++;
        }

        @Override
        public void closing(int mesh) {
            number++;
        }

        @Override
        public void closed(int mesh) {
            number++;
        }
    }
}
