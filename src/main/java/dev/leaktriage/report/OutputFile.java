package dev.leaktriage.report;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Writes one file so that it is there as a whole or not at all. */
public final class OutputFile {
    private OutputFile() {}

    /** Writes what belongs into a file. */
    public interface Content {
        void writeTo(Writer out) throws IOException;
    }

    /**
     * Writes a file in UTF-8.
     *
     * <p>A device or a pipe, such as {@code /dev/stdout}, is written to as it is.
     *
     * @param force true to overwrite a file that this program did not write
     * @throws IOException if the file may not be overwritten or cannot be written; the message is one line that
     *     names it and the reason
     */
    public static void write(Path target, boolean force, Content content) throws IOException {
        Overwriting.check(target, force);
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            try (Writer out = new OutputStreamWriter(Files.newOutputStream(target), StandardCharsets.UTF_8)) {
                content.writeTo(out);
            } catch (IOException failure) {
                throw failed(target, failure);
            }
            return;
        }
        try (StagedFile staged = StagedFile.write(target, content)) {
            staged.move();
        }
    }

    static IOException failed(Path target, IOException failure) {
        return new IOException("cannot write " + target + ": " + reason(failure), failure);
    }

    /** What went wrong, without the name of the file. */
    static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such directory";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        String message = failure instanceof FileSystemException onFile ? onFile.getReason() : failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
