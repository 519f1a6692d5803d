package dev.leaktriage.report;

import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Writes one file so that it is there as a whole or not at all. */
public final class OutputFile {
    private OutputFile() {}

    /** Writes text that belongs into a file. */
    public interface Content {
        void writeTo(Writer out) throws IOException;

        /** The same as bytes, in UTF-8. */
        default Bytes encoded() {
            return out -> {
                // Only closing a writer makes it give up on half a character.
                try (Writer writer =
                        new BufferedWriter(new OutputStreamWriter(new Unclosed(out), StandardCharsets.UTF_8))) {
                    writeTo(writer);
                }
            };
        }
    }

    /** Leaves a stream open that is not its own. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }

    /** Writes bytes that belong into a file. */
    public interface Bytes {
        void writeTo(OutputStream out) throws IOException;
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
        writeBytes(target, force, content.encoded());
    }

    /** Writes a file of bytes; otherwise like {@link #write}. */
    public static void writeBytes(Path target, boolean force, Bytes content) throws IOException {
        writeBytes(target, force, head -> false, content);
    }

    /**
     * Writes a file of bytes in a format that only the caller knows; otherwise like {@link #write}.
     *
     * @param own true for the first bytes of a file that this program wrote in that format
     */
    public static void writeBytes(Path target, boolean force, Predicate<byte[]> own, Bytes content) throws IOException {
        Overwriting.check(target, force, own);
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            try (OutputStream out = Files.newOutputStream(target)) {
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

    /**
     * Makes a folder for several files, if it is not there.
     *
     * @throws IOException if it cannot be made; the message is one line that names it and the reason
     */
    public static void makeFolder(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        if (Files.exists(directory)) {
            throw new IOException("cannot write into " + directory + ": it is not a directory");
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException failure) {
            throw new IOException("cannot make " + directory + ": " + reason(failure), failure);
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
