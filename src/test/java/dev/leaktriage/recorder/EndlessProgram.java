package dev.leaktriage.recorder;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Records until it is killed, each record in a write of its own. */
final class EndlessProgram {
    private EndlessProgram() {}

    public static void main(String[] arguments) throws IOException {
        LogWriter log = LogWriter.unbuffered(Files.newOutputStream(Path.of(arguments[0])));
        Recorder recorder = Recorder.into(log, 1);
        CallStack stack = new CallStack(List.of(new Frame("leaf()", ""), new Frame("root()", "")), true);
        for (long event = 0; ; event++) {
            recorder.allocated(0, Memory.DRAM, event, 32, stack);
            recorder.freed(0, event, 32);
        }
    }
}
