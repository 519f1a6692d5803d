package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSetTest {
    @TempDir
    private Path directory;

    private final Map<String, OutputFile.Content> contents = new LinkedHashMap<>();

    FileSetTest() {
        for (String name : List.of("d", "c", "b", "a")) {
            contents.put(name, out -> out.write("this is " + name));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 9})
    void allFilesAreWritten(int atOnce) throws IOException {
        List<Path> written = FileSet.write(directory, contents, atOnce, false);

        assertThat(written).extracting(path -> path.getFileName().toString()).containsExactly("d", "c", "b", "a");
        assertThat(written).allSatisfy(path -> assertThat(path).hasContent("this is " + path.getFileName()));
        assertThat(names()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 9})
    void ofSeveralFailuresTheFirstFilesIsToldAndNothingIsLeft(int atOnce) throws IOException {
        contents.put("c", out -> {
            out.write("half");
            throw new IOException("no space left on device");
        });
        contents.put("a", out -> {
            throw new IOException("too late");
        });

        assertThatThrownBy(() -> FileSet.write(directory, contents, atOnce, false))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot write " + directory.resolve("c") + ": no space left on device");
        assertThat(names()).isEmpty();
    }

    @Test
    void afterAFailureNoFileIsBegun() {
        List<String> begun = new ArrayList<>();
        contents.replaceAll((name, content) -> out -> {
            begun.add(name);
            throw new IOException("no space left on device");
        });

        assertThatThrownBy(() -> FileSet.write(directory, contents, 1, false)).isInstanceOf(IOException.class);
        assertThat(begun).containsExactly("d");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 9})
    void aFaultOfTheProgramComesOutAndNothingIsLeft(int atOnce) throws IOException {
        contents.put("a", out -> {
            throw new UncheckedIOException(new IOException("a fault"));
        });

        assertThatThrownBy(() -> FileSet.write(directory, contents, atOnce, false))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(names()).isEmpty();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
