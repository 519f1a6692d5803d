package dev.leaktriage.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes several files into a folder, all of them or none. */
final class FileSet {
    private FileSet() {}

    /**
     * Writes the files; none of them is touched before all are complete.
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
        for (String name : contents.keySet()) {
            Overwriting.check(directory.resolve(name), force);
        }
        OutputFile.makeFolder(directory);
        List<StagedFile> staged = new ArrayList<>();
        try {
            for (Map.Entry<String, OutputFile.Content> file : contents.entrySet()) {
                staged.add(StagedFile.write(
                        directory.resolve(file.getKey()), file.getValue().encoded()));
            }
            for (StagedFile file : staged) {
                file.move();
            }
        } finally {
            for (StagedFile file : staged) {
                file.close();
            }
        }
        return contents.keySet().stream().map(directory::resolve).toList();
    }
}
