package dev.leaktriage.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** What a process wrote and how it ended. */
record Started(String out, String err, int code) {
    /** Waits for the end, a minute at most; both outputs must be short, since they are read afterwards. */
    static Started await(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("the launcher did not end");
        }
        return new Started(
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
                new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8),
                process.exitValue());
    }
}
