package dev.leaktriage.policy;

import java.nio.file.Path;
import java.util.List;

/** What reports call the files that a user names: without folders, where that tells them apart. */
final class FileNames {
    private FileNames() {}

    static List<String> of(List<Path> files) {
        List<String> names =
                files.stream().map(file -> file.getFileName().toString()).toList();
        return files.stream()
                .map(file -> {
                    String name = file.getFileName().toString();
                    boolean shared = names.indexOf(name) != names.lastIndexOf(name);
                    return shared ? file.toString().replace('\\', '/') : name;
                })
                .toList();
    }
}
