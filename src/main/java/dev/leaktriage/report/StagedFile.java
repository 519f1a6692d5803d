package dev.leaktriage.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A complete file that waits beside its target; closing it removes it unless it was moved there. */
final class StagedFile implements AutoCloseable {
    private final Path target;
    private final Path place;
    private final Path temporary;
    /** For a program that is interrupted while it writes. */
    private final Thread removal;

    private StagedFile(Path target, Path place, Path temporary) {
        this.target = target;
        this.place = place;
        this.temporary = temporary;
        this.removal = new Thread(() -> temporary.toFile().delete());
    }

    /**
     * Writes the content beside its target.
     *
     * @throws IOException if it cannot be written, with a message that names the target; nothing is left behind
     */
    static StagedFile write(Path target, OutputFile.Bytes content) throws IOException {
        StagedFile staged = beside(target);
        boolean complete = false;
        try {
            staged.fill(content);
            complete = true;
        } catch (IOException failure) {
            throw OutputFile.failed(target, failure);
        } finally {
            if (!complete) {
                staged.close();
            }
        }
        return staged;
    }

    /** Puts the file in its place, over whatever is there. */
    void move() throws IOException {
        try {
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw OutputFile.failed(target, failure);
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(temporary);
        try {
            // Files that are marked for deletion at exit are remembered forever, and a batch writes millions.
            Runtime.getRuntime().removeShutdownHook(removal);
        } catch (IllegalStateException interrupted) {
            // The hook is running, and finds nothing to remove.
            return;
        }
    }

    private static StagedFile beside(Path target) throws IOException {
        // What a link points to is replaced, not the link.
        Path place = Files.isSymbolicLink(target) && Files.exists(target) ? target.toRealPath() : target;
        String name = "." + place.getFileName() + "." + ProcessHandle.current().pid() + ".tmp";
        Path temporary = place.resolveSibling(name);
        StagedFile staged = new StagedFile(target, place, temporary);
        try {
            Runtime.getRuntime().addShutdownHook(staged.removal);
        } catch (IllegalStateException ending) {
            throw new IOException("cannot write " + target + ": the program was told to end", ending);
        }
        return staged;
    }

    private void fill(OutputFile.Bytes content) throws IOException {
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            content.writeTo(out);
        }
    }
}
