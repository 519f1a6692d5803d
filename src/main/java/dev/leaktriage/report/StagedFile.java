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

    private StagedFile(Path target, Path place, Path temporary) {
        this.target = target;
        this.place = place;
        this.temporary = temporary;
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
    }

    private static StagedFile beside(Path target) throws IOException {
        // What a link points to is replaced, not the link.
        Path place = Files.isSymbolicLink(target) && Files.exists(target) ? target.toRealPath() : target;
        String name = "." + place.getFileName() + "." + ProcessHandle.current().pid() + ".tmp";
        Path temporary = place.resolveSibling(name);
        // For a program that is interrupted while it writes.
        temporary.toFile().deleteOnExit();
        return new StagedFile(target, place, temporary);
    }

    private void fill(OutputFile.Bytes content) throws IOException {
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            content.writeTo(out);
        }
    }
}
