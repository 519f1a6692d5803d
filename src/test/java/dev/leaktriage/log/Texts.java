package dev.leaktriage.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The texts that the reader is tried on: the samples, the excerpts, and what stands next to the checkout. */
final class Texts {
    static final Path EXCERPTS = Path.of("src/test/resources/excerpts");
    /** Where larger texts may stand that are no part of the project. */
    static final Path SHARED = Path.of(System.getProperty("shared", "../shared"));

    private Texts() {}

    static List<Path> excerpts() {
        return ending(EXCERPTS, ".txt");
    }

    static List<Path> all() {
        List<Path> texts = new ArrayList<>(excerpts());
        texts.addAll(ending(Path.of("samples"), ".log"));
        texts.addAll(ending(SHARED.resolve("scenarios"), ".log"));
        texts.addAll(ending(SHARED.resolve("data/tt-metal"), ".txt"));
        return texts;
    }

    static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> ending(Path folder, String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
