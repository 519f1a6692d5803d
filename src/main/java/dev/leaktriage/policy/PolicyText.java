package dev.leaktriage.policy;

import dev.leaktriage.model.Diagnostic;
import dev.leaktriage.model.LogPosition;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The lines of a file that people write, and what is found wrong with them. */
final class PolicyText {
    private final String path;
    private final String name;
    private final List<String> lines;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    /**
     * Takes a text.
     *
     * @param path the file as messages name it
     * @param name the file as reports cite it
     */
    PolicyText(String path, String name, String text) {
        this.path = path;
        this.name = name;
        this.lines = text.lines().toList();
    }

    /**
     * Reads a file.
     *
     * @param what what it holds, for the message
     * @throws IOException if it cannot be read; the message is one line
     */
    static PolicyText read(Path file, String name, String what) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("cannot read " + what + " from " + file + ": it is a directory");
        }
        try {
            return new PolicyText(file.toString(), name, Files.readString(file));
        } catch (IOException e) {
            throw new IOException("cannot read " + what + " from " + file + ": " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return e instanceof CharacterCodingException ? "it is not UTF-8" : "access failed";
    }

    List<String> lines() {
        return lines;
    }

    /** A line as reports cite it; 1-based. */
    LogPosition position(int line) {
        return new LogPosition(name, line);
    }

    /** Tells what is wrong at a place; 1-based, columns in characters. */
    void complain(int line, int column, String message) {
        String source = line <= lines.size() ? lines.get(line - 1) : "";
        diagnostics.add(new Diagnostic(path, line, column, message, source));
    }

    boolean hasComplaints() {
        return !diagnostics.isEmpty();
    }

    /** Everything that is wrong, in the order of the file. */
    List<Diagnostic> diagnostics() {
        return diagnostics.stream()
                .sorted(Comparator.comparingInt(Diagnostic::line).thenComparingInt(Diagnostic::column))
                .toList();
    }

    /**
     * Refuses a text with something wrong.
     *
     * @throws PolicyException with all of it
     */
    void check() {
        if (hasComplaints()) {
            throw new PolicyException(diagnostics());
        }
    }
}
