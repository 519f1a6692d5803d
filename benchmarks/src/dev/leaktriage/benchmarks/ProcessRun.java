package dev.leaktriage.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one run of a command took, as a whole process and all that it started.
 *
 * @param wallSeconds from before its start until after its end
 * @param cpuSeconds user and system time of all its processes, in steps of 10 ms
 * @param peakKib the largest resident memory of one of its processes
 */
record ProcessRun(double wallSeconds, double cpuSeconds, long peakKib) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Path GNU_TIME = Path.of("/usr/bin/time");

    /**
     * Runs a command. Its output goes to a file, since {@code grep} looks for no second line where nobody reads it.
     *
     * @throws IOException if it cannot be started, or ends with another exit code than 0
     */
    static ProcessRun of(List<String> command) throws IOException, InterruptedException {
        if (!Files.isExecutable(GNU_TIME)) {
            throw new IOException("there is no GNU time at " + GNU_TIME + "; install it (a package such as time)");
        }
        Path figures = Files.createTempFile("figures", ".txt");
        Path output = Files.createTempFile("output", ".txt");
        Path errors = Files.createTempFile("errors", ".txt");
        try {
            return timed(command, figures, output, errors);
        } finally {
            Files.delete(figures);
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static ProcessRun timed(List<String> command, Path figures, Path output, Path errors)
            throws IOException, InterruptedException {
        List<String> timed = new ArrayList<>(List.of(GNU_TIME.toString(), "-o", figures.toString(), "-f", "%U %S %M"));
        timed.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(timed).redirectOutput(output.toFile()).redirectError(errors.toFile());
        long begin = System.nanoTime();
        int code = builder.start().waitFor();
        double wallSeconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + code + ": " + Files.readString(errors));
        }
        String[] told = Files.readString(figures).strip().split(" ");
        return new ProcessRun(
                wallSeconds, Double.parseDouble(told[0]) + Double.parseDouble(told[1]), Long.parseLong(told[2]));
    }
}
