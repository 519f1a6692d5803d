package dev.leaktriage.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
    private static final long KILLS = Long.getLong("leaktriage.kills", 12);
    private static final int FIRST_BYTES = 100_000;
    private static final int MOST_NANOS = 20_000_000;

    @TempDir
    private Path folder;

    @Test
    void aProgramThatIsKilledAtFullSpeedLeavesItsFirstRecordsWhole() throws IOException, InterruptedException {
        for (long seed = 0; seed < KILLS; seed++) {
            String mode = seed % 2 == 0 ? "page" : "record";
            byte[] log = killed(mode, seed);
            List<String> left = ReadRecords.of(log);
            List<String> recorded = recorded(seed, left.size());
            assertThat(left.size()).isGreaterThan(10);
            for (int record = 0; record < left.size(); record++) {
                assertThat(left.get(record)).as("%s, seed %d", mode, seed).isEqualTo(recorded.get(record));
            }
        }
    }

    private byte[] killed(String mode, long seed) throws IOException, InterruptedException {
        Path log = folder.resolve(seed + ".log");
        Process program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessProgram.class.getName(),
                        log.toString(),
                        mode,
                        Long.toString(seed))
                .inheritIO()
                .start();
        while (!Files.exists(log) || Files.size(log) < FIRST_BYTES) {
            assertThat(program.isAlive()).isTrue();
            Thread.sleep(1);
        }
        TimeUnit.NANOSECONDS.sleep(new Random(seed).nextInt(MOST_NANOS));
        program.destroyForcibly();
        assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
        byte[] left = Files.readAllBytes(log);
        Files.delete(log);
        return left;
    }

    private static List<String> recorded(long seed, int events) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Recorder recorder = Recorder.into(LogWriter.batched(out, LogWriter.PAGE_BYTES), 1);
        SeededEvents.record(recorder, new Random(seed), events);
        recorder.flush();
        return ReadRecords.of(out.toByteArray());
    }
}
