package dev.leaktriage.analysis;

import dev.leaktriage.log.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Turns what a user calls logs into sources whose names are told apart: a file's own name, with as many of the
 * folders above it as that takes.
 */
final class LogNames {
    static final String STANDARD_INPUT = "-";

    private LogNames() {}

    /**
     * The sources of the logs, in their order.
     *
     * @throws IOException if one of them cannot be read
     * @throws IllegalArgumentException if one is named twice
     */
    static List<Source> sources(List<String> logs, InputStream standardInput) throws IOException {
        Set<Path> seen = new HashSet<>();
        Map<Source, Path> paths = new LinkedHashMap<>();
        for (String log : logsOf(logs)) {
            Path path = Path.of(log).toAbsolutePath().normalize();
            if (!seen.add(path)) {
                throw new IllegalArgumentException(
                        "the log '" + log + "' is named twice; its events would count twice");
            }
            if (log.equals(STANDARD_INPUT)) {
                paths.put(Source.of("stdin", standardInput), Path.of(log));
                continue;
            }
            for (Source source : Source.of(Path.of(log))) {
                paths.put(source, path);
            }
        }
        List<Source> named = new ArrayList<>();
        paths.forEach((source, path) -> named.add(source.called(name(source, path, paths))));
        return named;
    }

    /** The logs with every folder replaced by the files in it: a folder holds the files of one run. */
    private static List<String> logsOf(List<String> logs) throws IOException {
        List<String> all = new ArrayList<>();
        for (String log : logs) {
            if (log.equals(STANDARD_INPUT) || !Files.isDirectory(Path.of(log))) {
                all.add(log);
            } else {
                all.addAll(filesIn(log));
            }
        }
        return all;
    }

    private static List<String> filesIn(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            List<String> logs = files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .map(Path::toString)
                    .sorted()
                    .toList();
            if (logs.isEmpty()) {
                throw new IOException(folder + ": the folder holds no file, expected the logs of one run");
            }
            return logs;
        } catch (AccessDeniedException denied) {
            throw new IOException(folder + ": permission denied", denied);
        }
    }

    private static String name(Source source, Path path, Map<Source, Path> paths) {
        String name = source.name();
        Path folder = path.getParent();
        while (folder != null && folder.getFileName() != null && isShared(name, source, paths, path)) {
            name = folder.getFileName() + "/" + name;
            folder = folder.getParent();
        }
        return name;
    }

    /** True if another source has a path that ends like this. */
    private static boolean isShared(String name, Source source, Map<Source, Path> paths, Path path) {
        return paths.entrySet().stream()
                .filter(other -> other.getKey() != source && !other.getValue().equals(path))
                .anyMatch(other -> {
                    String whole =
                            "/" + other.getValue().resolveSibling(other.getKey().name());
                    return whole.replace('\\', '/').endsWith("/" + name);
                });
    }
}
