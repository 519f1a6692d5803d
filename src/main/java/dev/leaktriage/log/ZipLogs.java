package dev.leaktriage.log;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** The logs in a zip archive. */
final class ZipLogs {
    private ZipLogs() {}

    /**
     * Their names in the order of the run, in which numbers count by their value.
     *
     * @throws IOException with one line that names the path, if it has none or cannot be read
     */
    static List<String> names(Path path) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(path))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    names.add(entry.getName());
                }
            }
        } catch (ZipException | EOFException damaged) {
            // The entry that breaks off is among the names; what can be read of it is read.
            if (names.isEmpty()) {
                throw new IOException(path + ": damaged zip archive, nothing in it can be read", damaged);
            }
        }
        if (names.isEmpty()) {
            throw new IOException(path + ": the archive holds no file");
        }
        List<String> logs = JobLogs.inOrder(names);
        return logs.isEmpty() ? names : logs;
    }

    /** The bytes of one, which may be compressed once more. */
    static InputStream open(Path path, String wanted) throws IOException {
        ZipInputStream zip = new ZipInputStream(Files.newInputStream(path));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().equals(wanted)) {
                return zip;
            }
        }
        zip.close();
        throw new IOException(path + ": entry " + wanted + " is gone");
    }
}
