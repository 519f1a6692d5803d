package dev.leaktriage.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that are measured; each is made when it is first asked for, and kept.
 *
 * @param folder where they lie
 * @param scale 1 for the sizes that the table states; less for a first look
 */
record Inputs(Path folder, double scale) {
    private static final int CHURN_ALLOCATIONS_PER_EVENT = 2;

    /** A generated log of so many million bytes. */
    Path log(GeneratedLog.Kind kind, int megabytes) throws IOException {
        Path file = folder.resolve(kind.name().toLowerCase(Locale.ROOT) + "-" + megabytes + "m.log");
        if (Files.notExists(file)) {
            GeneratedLog.write(kind, (long) (megabytes * 1_000_000L * scale), file);
        }
        return file;
    }

    /** The same as .gz. */
    Path gzip(Path log) throws IOException {
        Path file = Path.of(log + ".gz");
        if (Files.notExists(file)) {
            Compress.gzip(log, file);
        }
        return file;
    }

    /** The same as .zst. */
    Path zstd(Path log) throws IOException {
        Path file = Path.of(log + ".zst");
        if (Files.notExists(file)) {
            Compress.zstd(log, file);
        }
        return file;
    }

    /**
     * A heaptrack recording of a program that allocates and frees.
     *
     * @return nothing where heaptrack or a C compiler is not installed
     */
    Optional<Path> recording(int millionEvents) throws IOException, InterruptedException {
        Path made = folder.resolve("heaptrack-" + millionEvents + "m.gz");
        Path plain = folder.resolve("heaptrack-" + millionEvents + "m.txt");
        if (Files.exists(plain)) {
            return Optional.of(plain);
        }
        if (!isInstalled("heaptrack") || !isInstalled("cc")) {
            return Optional.empty();
        }
        Path program = folder.resolve("churn");
        run("cc", "-g", "-O0", "-o", program.toString(), "benchmarks/peers/churn.c");
        long allocations = (long) (millionEvents * 1_000_000L * scale / CHURN_ALLOCATIONS_PER_EVENT);
        run(
                "heaptrack",
                "-o",
                folder.resolve("heaptrack-" + millionEvents + "m").toString(),
                program.toString(),
                Long.toString(allocations));
        unpack(made, plain);
        return Optional.of(plain);
    }

    /** Which of its compressions heaptrack was built with decides the name of what it writes. */
    private void unpack(Path gzip, Path plain) throws IOException, InterruptedException {
        Path zstd = Path.of(gzip.toString().replace(".gz", ".zst"));
        Path packed = Files.exists(zstd) ? zstd : gzip;
        try (var out = Files.newOutputStream(plain)) {
            Decompress.copy(packed, out);
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(List.of(command))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + code);
        }
    }
}
