package dev.leaktriage.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.runtime.HostProcess;
import dev.leaktriage.runtime.MeshDevice;
import dev.leaktriage.runtime.StackStyle;
import dev.leaktriage.runtime.Tensor;
import dev.leaktriage.runtime.TensorSpec;
import dev.leaktriage.runtime.Ttnn;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
    @Test
    void aProgramDrivesTheRuntimeAndRecordsIt() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Recorder recorder = Recorder.into(LogWriter.unbuffered(out), 42);
        HostProcess process = new HostProcess(42, StackStyle.SHORT, recorder);
        try (MeshDevice mesh = MeshDevice.open(process, Profiles.shipped("n300"))) {
            Tensor left = Ttnn.toDevice(mesh, TensorSpec.of(64, 64));
            Tensor right = Ttnn.toDevice(mesh, TensorSpec.of(64, 64));
            Tensor sum = Ttnn.add(left, right);
            process.checkpoint("added");
            List.of(left, right, sum).forEach(Tensor::free);
        }
        process.end();
        List<TrackerLogReader.Entry> entries = TrackerLogReader.read(out.toString(StandardCharsets.UTF_8));
        assertThat(entries)
                .extracting(TrackerLogReader.Entry::event)
                .startsWith("Opening mesh device 1 devices=0,1 shape=1x2 arch=wormhole_b0")
                .contains("Checkpoint name=\"added\"", "Clearing program cache on mesh device 1 entries=1")
                .endsWith("Closed mesh device 1", "Recording ended events=" + (entries.size() - 1));
        long made = entries.stream()
                .filter(entry -> entry.event().startsWith("Tracking"))
                .count();
        long freed = entries.stream()
                .filter(entry -> entry.event().startsWith("Untracking"))
                .count();
        assertThat(made).isEqualTo(freed).isEqualTo(15);
    }
}
