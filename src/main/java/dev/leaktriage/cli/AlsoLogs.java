package dev.leaktriage.cli;

import dev.leaktriage.model.NearestWord;
import dev.leaktriage.recorder.LogFormat;
import dev.leaktriage.report.OutputFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The logs of a recorded run besides the one that was asked for, and the files that they go to.
 *
 * @param files one for each format
 */
record AlsoLogs(Map<LogFormat, Path> files) {
    AlsoLogs {
        files = Map.copyOf(files);
    }

    /** Writes something to all logs at once. */
    @FunctionalInterface
    interface Writing {
        void writeTo(Map<LogFormat, OutputStream> others) throws IOException;
    }

    /**
     * Reads {@code FORMAT=FILE}.
     *
     * @param taken files that something else is written to
     * @throws IllegalArgumentException if one names no format or no file, or what is written already; the message is one
     *     line
     */
    static AlsoLogs parse(List<String> arguments, LogFormat main, List<Path> taken) {
        Map<LogFormat, Path> files = new EnumMap<>(LogFormat.class);
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 1 || equals == argument.length() - 1) {
                throw new IllegalArgumentException(
                        "--also " + argument + ": expected FORMAT=FILE, such as server=server.log");
            }
            LogFormat format = format(argument.substring(0, equals));
            Path file = Path.of(argument.substring(equals + 1));
            boolean twice = format == main || files.containsKey(format);
            if (twice || isTaken(file, taken) || isTaken(file, List.copyOf(files.values()))) {
                throw new IllegalArgumentException("--also " + argument + ": "
                        + (twice ? "the " + format.label() + " format" : file.toString())
                        + " is written already; name another one");
            }
            files.put(format, file);
        }
        return new AlsoLogs(files);
    }

    /**
     * The format with that name.
     *
     * @throws IllegalArgumentException if there is none; the message is one line that names those that are there
     */
    static LogFormat format(String name) {
        List<String> names =
                Arrays.stream(LogFormat.values()).map(LogFormat::label).toList();
        return LogFormat.ofLabel(name)
                .orElseThrow(() -> new IllegalArgumentException("format '" + name + "' is unknown"
                        + NearestWord.hint(name, names) + " (one of " + String.join(", ", names) + ")"));
    }

    private static boolean isTaken(Path file, List<Path> taken) {
        Path named = file.toAbsolutePath().normalize();
        return taken.stream()
                .anyMatch(other -> other.toAbsolutePath().normalize().equals(named));
    }

    /**
     * Writes all files, each of which is there as a whole or not at all.
     *
     * @throws IOException if one may not be overwritten or cannot be written; the message is one line
     */
    void write(boolean force, Writing writing) throws IOException {
        write(files.entrySet().iterator(), new EnumMap<>(LogFormat.class), force, writing);
    }

    private static void write(
            Iterator<Map.Entry<LogFormat, Path>> left,
            Map<LogFormat, OutputStream> open,
            boolean force,
            Writing writing)
            throws IOException {
        if (!left.hasNext()) {
            writing.writeTo(open);
            return;
        }
        Map.Entry<LogFormat, Path> next = left.next();
        OutputFile.writeBytes(next.getValue(), force, out -> {
            open.put(next.getKey(), out);
            write(left, open, force, writing);
        });
    }
}
