package dev.leaktriage.recorder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** Records at full speed until it is killed. */
final class EndlessProgram {
    private EndlessProgram() {}

    /** The arguments are a file, {@code page} or {@code record}, and a seed. */
    public static void main(String[] arguments) throws IOException {
        LogFile file = LogFile.create(Path.of(arguments[0]));
        LogWriter log = arguments[1].equals("page") ? LogWriter.batched(file) : LogWriter.unbuffered(file);
        Random random = new Random(Long.parseLong(arguments[2]));
        SeededEvents.record(Recorder.into(log, 1), random, Long.MAX_VALUE);
    }
}
