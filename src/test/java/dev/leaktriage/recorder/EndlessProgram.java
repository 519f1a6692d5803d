package dev.leaktriage.recorder;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Records in bursts until it is killed. */
final class EndlessProgram {
    private static final int EVENTS_PER_PAUSE = 20;
    private static final long PAUSE_NANOS = 500_000;

    private EndlessProgram() {}

    public static void main(String[] arguments) throws IOException {
        LogWriter log = LogWriter.batched(Files.newOutputStream(Path.of(arguments[0])), LogWriter.PAGE_BYTES);
        Recorder recorder = Recorder.into(log, 1);
        CallStack stack = new CallStack(List.of(new Frame("leaf()", ""), new Frame("root()", "")), true);
        for (long event = 0; ; event++) {
            recorder.allocated(0, Memory.DRAM, event, 32, stack);
            recorder.freed(0, event, 32);
            if (event % EVENTS_PER_PAUSE == 0) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
