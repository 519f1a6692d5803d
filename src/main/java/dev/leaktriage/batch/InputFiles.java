package dev.leaktriage.batch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that arguments stand for, sorted by name.
 *
 * <p>A file is called by its path below the root, so that it has the same name in every batch; one that lies elsewhere by
 * its path from the argument on. Folders are searched for regular files; hidden files and links to folders are passed
 * over.
 */
public final class InputFiles {
    private final Path root;
    private final NameFilter filter;
    private final Optional<Path> excluded;
    private final SortedMap<String, InputFile> files = new TreeMap<>();

    private InputFiles(Path root, NameFilter filter, Optional<Path> excluded) {
        this.root = absolute(root);
        this.filter = filter;
        this.excluded = excluded.map(InputFiles::absolute);
    }

    /**
     * Finds the files. One that is not there is among them: reading it says so.
     *
     * @param excluded a folder that is not searched, such as that of the results
     * @throws IllegalArgumentException if two files have the same name; the message is one line
     */
    public static List<InputFile> find(List<Path> arguments, Path root, NameFilter filter, Optional<Path> excluded) {
        InputFiles found = new InputFiles(root, filter, excluded);
        arguments.forEach(found::add);
        return List.copyOf(found.files.values());
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private void add(Path argument) {
        Path path = absolute(argument);
        if (!Files.isDirectory(path)) {
            add(path, path, sizeBytes(path), true);
            return;
        }
        try {
            Files.walkFileTree(path, new Search(path));
        } catch (IOException impossible) {
            // The search passes over what it cannot read.
            throw new IllegalStateException(impossible);
        }
    }

    private static long sizeBytes(Path path) {
        try {
            return Files.size(path);
        } catch (IOException unreadable) {
            return 0;
        }
    }

    private void add(Path path, Path argument, long bytes, boolean named) {
        String name = name(path, argument);
        if (filter.isExcluded(name)) {
            return;
        }
        InputFile known = files.putIfAbsent(name, new InputFile(path, name, bytes, named));
        if (known != null && !known.path().equals(path)) {
            throw new IllegalArgumentException("two files are called '" + name + "': " + known.path() + " and " + path
                    + "; --root names a folder above both");
        }
    }

    private String name(Path path, Path argument) {
        Path above = path.startsWith(root) ? root : argument.getParent();
        Path name = above == null ? path : above.relativize(path);
        return name.toString().replace(name.getFileSystem().getSeparator(), "/");
    }

    /** Searches a folder. */
    private final class Search extends SimpleFileVisitor<Path> {
        private final Path top;

        Search(Path top) {
            this.top = top;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skipped = !folder.equals(top) && (isHidden(folder) || excluded.equals(Optional.of(folder)));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isHidden(file) && Files.isRegularFile(file)) {
                add(file, top, sizeBytes(file), false);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            // A folder that cannot be read is among the files, so that it is told like one.
            add(file, top, 0, false);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        private boolean isHidden(Path path) {
            return path.getFileName().toString().startsWith(".");
        }
    }

    /**
     * The paths in a list.
     *
     * @param text one path a line, or with a NUL behind each, as {@code find -print0} writes them
     */
    public static List<Path> listed(String text) {
        List<Path> paths = new ArrayList<>();
        for (String line : text.split(text.indexOf('\0') < 0 ? "\r?\n" : "\0")) {
            if (!line.isBlank()) {
                paths.add(Path.of(line));
            }
        }
        return paths;
    }
}
