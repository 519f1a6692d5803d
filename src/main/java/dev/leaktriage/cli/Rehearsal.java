package dev.leaktriage.cli;

import dev.leaktriage.analysis.Preparation;
import dev.leaktriage.log.CompressedCopies;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs once what most starts run, so that an archive that a JVM makes of this run holds the classes that they need.
 *
 * <p>Classes that few starts need would cost all of them: a JVM takes all of an archive into memory.
 */
public final class Rehearsal {
    /** A log of so many bytes is read by several threads, however many there are. */
    private static final int LARGE_BYTES = 1 << 23;

    private static final String NOISE = "a line of another program\n";

    private Rehearsal() {}

    /**
     * Exits with the first code that is not 0.
     *
     * @param arguments a folder that is created for what is written, and logs of several kinds, the first with a bit of
     *     everything
     * @throws IOException if the folder cannot be written to
     */
    public static void main(String[] arguments) throws IOException {
        Preparation.begin();
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        String log = arguments[1];
        List<String[]> starts = new ArrayList<>();
        starts.add(new String[] {"--help"});
        starts.add(new String[] {"analyze", "--help"});
        starts.add(new String[] {
            "analyze", "--top", "1", "--reports", folder.resolve("reports").toString(), log
        });
        for (int number = 1; number < arguments.length; number++) {
            starts.add(new String[] {"analyze", arguments[number]});
        }
        byte[] text = Files.readAllBytes(Path.of(log));
        starts.add(new String[] {"analyze", large(text, folder).toString()});
        for (Path copy : CompressedCopies.write(text, folder)) {
            starts.add(new String[] {"analyze", copy.toString()});
        }
        for (String[] start : starts) {
            int code = Main.run(Console.ofProcess(), Pipeline.ANALYZER, start);
            if (code != ExitCode.DONE.number()) {
                System.exit(code);
            }
        }
        System.exit(ExitCode.DONE.number());
    }

    /** The same log with noise behind it. */
    private static Path large(byte[] log, Path folder) throws IOException {
        Path large = folder.resolve("large.log");
        try (OutputStream out = Files.newOutputStream(large)) {
            out.write(log);
            out.write(NOISE.repeat(LARGE_BYTES / NOISE.length()).getBytes(StandardCharsets.US_ASCII));
        }
        return large;
    }
}
