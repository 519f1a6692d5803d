package dev.leaktriage.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code leaktriage batch} in a JVM of its own. */
final class BatchRun {
    private static final int PATIENCE_SECONDS = 120;

    private BatchRun() {}

    /** The exit code. */
    static int of(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.leaktriage.cli.Main",
                "batch"));
        command.addAll(Arrays.asList(arguments));
        Process batch = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!batch.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            batch.destroyForcibly();
        }
        return batch.waitFor();
    }
}
