package dev.leaktriage.report;

import dev.leaktriage.model.Parallel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes several files into a folder, all of them or none. */
final class FileSet implements AutoCloseable {
    private final List<Path> targets = new ArrayList<>();
    private final List<OutputFile.Content> contents = new ArrayList<>();
    private final StagedFile[] staged;
    private final IOException[] failures;
    /** True once a file could not be written; then those that are left need not be begun. */
    private volatile boolean failed;

    private FileSet(Path directory, Map<String, OutputFile.Content> contentByName) {
        contentByName.forEach((name, content) -> {
            targets.add(directory.resolve(name));
            contents.add(content);
        });
        staged = new StagedFile[contents.size()];
        failures = new IOException[contents.size()];
    }

    /**
     * Writes the files, one after the other; none of them is touched before all are complete.
     *
     * @param directory made if it is not there
     * @param contents by file name
     * @param force true to overwrite files that this program did not write
     * @return the paths of the files, in the order of the contents
     * @throws IOException if a file may not be overwritten or cannot be written; the message is one line that
     *     names it and the reason
     */
    static List<Path> write(Path directory, Map<String, OutputFile.Content> contents, boolean force)
            throws IOException {
        return write(directory, contents, 1, force);
    }

    /**
     * As {@link #write(Path, Map, boolean)}.
     *
     * @param atOnce how many files are written at the same time
     */
    static List<Path> write(Path directory, Map<String, OutputFile.Content> contents, int atOnce, boolean force)
            throws IOException {
        try (FileSet files = new FileSet(directory, contents)) {
            for (Path target : files.targets) {
                Overwriting.check(target, force);
            }
            OutputFile.makeFolder(directory);
            files.stage(atOnce);
            files.move();
            return List.copyOf(files.targets);
        }
    }

    /**
     * Of several failures the one of the first file is told, whichever came first: files are begun in their order, and
     * after a failure none is.
     */
    private void stage(int atOnce) throws IOException {
        Parallel.few(staged.length, atOnce, this::stageOne);
        for (IOException failure : failures) {
            if (failure != null) {
                throw failure;
            }
        }
    }

    private void stageOne(int file) {
        if (failed) {
            return;
        }
        try {
            staged[file] =
                    StagedFile.write(targets.get(file), contents.get(file).encoded());
        } catch (IOException failure) {
            failures[file] = failure;
            failed = true;
        }
    }

    private void move() throws IOException {
        for (StagedFile file : staged) {
            file.move();
        }
    }

    @Override
    public void close() throws IOException {
        for (StagedFile file : staged) {
            if (file != null) {
                file.close();
            }
        }
    }
}
