package dev.leaktriage.cli;

import dev.leaktriage.model.NearestWord;
import dev.leaktriage.recorder.InspectorFile;
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
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The logs of a recorded run besides the one that was asked for, and the files that they go to.
 *
 * @param files one for each format
 * @param inspector the folder of an inspector, if one is wanted
 */
record AlsoLogs(Map<LogFormat, Path> files, Optional<Path> inspector) {
    private static final String INSPECTOR = "inspector";

    AlsoLogs {
        files = Map.copyOf(files);
    }

    /** Writes something to all logs at once. */
    @FunctionalInterface
    interface Writing {
        void writeTo(Map<LogFormat, OutputStream> others, Map<InspectorFile, OutputStream> inspector)
                throws IOException;
    }

    /**
     * Reads {@code FORMAT=FILE}, and {@code inspector=DIRECTORY}.
     *
     * @param taken files that something else is written to
     * @throws IllegalArgumentException if one names no format or no file, or what is written already; the message is one
     *     line
     */
    static AlsoLogs parse(List<String> arguments, LogFormat main, List<Path> taken) {
        Map<LogFormat, Path> files = new EnumMap<>(LogFormat.class);
        Optional<Path> inspector = Optional.empty();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 1 || equals == argument.length() - 1) {
                throw new IllegalArgumentException(
                        "--also " + argument + ": expected FORMAT=FILE, such as server=server.log");
            }
            Path file = Path.of(argument.substring(equals + 1));
            if (argument.substring(0, equals).equals(INSPECTOR)) {
                if (inspector.isPresent()) {
                    throw new IllegalArgumentException("--also " + argument + ": the folder " + inspector.get()
                            + " is written already; name one folder of an inspector");
                }
                inspector = Optional.of(file);
                continue;
            }
            LogFormat format = format(argument.substring(0, equals), List.of(INSPECTOR));
            boolean twice = format == main || files.containsKey(format);
            if (twice || isTaken(file, taken) || isTaken(file, List.copyOf(files.values()))) {
                throw new IllegalArgumentException("--also " + argument + ": "
                        + (twice ? "the " + format.label() + " format" : file.toString())
                        + " is written already; name another one");
            }
            files.put(format, file);
        }
        return new AlsoLogs(files, inspector);
    }

    /**
     * The format with that name.
     *
     * @throws IllegalArgumentException if there is none; the message is one line that names those that are there
     */
    static LogFormat format(String name) {
        return format(name, List.of());
    }

    private static LogFormat format(String name, List<String> others) {
        List<String> names = Stream.concat(Arrays.stream(LogFormat.values()).map(LogFormat::label), others.stream())
                .toList();
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
        Map<InspectorFile, Path> folder = new EnumMap<>(InspectorFile.class);
        if (inspector.isPresent()) {
            OutputFile.makeFolder(inspector.get());
            for (InspectorFile file : InspectorFile.values()) {
                folder.put(file, inspector.get().resolve(file.fileName()));
            }
        }
        write(
                files,
                LogFormat.class,
                force,
                logs -> write(folder, InspectorFile.class, force, opened -> {
                    writing.writeTo(logs, opened);
                }));
    }

    /** Writes to streams that are open all at once. */
    private interface ToStreams<K> {
        void writeTo(Map<K, OutputStream> streams) throws IOException;
    }

    private static <K extends Enum<K>> void write(
            Map<K, Path> paths, Class<K> keys, boolean force, ToStreams<K> writing) throws IOException {
        write(paths.entrySet().iterator(), new EnumMap<>(keys), force, writing);
    }

    private static <K extends Enum<K>> void write(
            Iterator<Map.Entry<K, Path>> left, Map<K, OutputStream> open, boolean force, ToStreams<K> writing)
            throws IOException {
        if (!left.hasNext()) {
            writing.writeTo(open);
            return;
        }
        Map.Entry<K, Path> next = left.next();
        OutputFile.writeBytes(next.getValue(), force, out -> {
            open.put(next.getKey(), out);
            write(left, open, force, writing);
        });
    }
}
