package dev.leaktriage.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files a batch reads, and what it calls them. */
class InputFilesTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void fill() throws IOException {
        for (String name : List.of("a/run.log", "a/deep/run.txt", "b/run.log", "b/.hidden", ".git/run.log", "out/x")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), name);
        }
    }

    private List<String> names(Path root, NameFilter filter, Path... arguments) {
        return InputFiles.find(List.of(arguments), root, filter, Optional.of(folder.resolve("out"))).stream()
                .map(InputFile::name)
                .toList();
    }

    @Test
    void foldersAreSearchedWithoutHiddenFilesAndResults() {
        assertThat(names(folder, NameFilter.ALL, folder)).containsExactly("a/deep/run.txt", "a/run.log", "b/run.log");
    }

    @Test
    void aFileThatIsNamedTwiceIsReadOnce() {
        assertThat(names(folder, NameFilter.ALL, folder.resolve("a"), folder.resolve("a/run.log")))
                .containsExactly("a/deep/run.txt", "a/run.log");
    }

    @Test
    void namesOutsideOfTheRootBeginWithTheArgument() {
        assertThat(names(folder.resolve("b"), NameFilter.ALL, folder.resolve("a")))
                .containsExactly("a/deep/run.txt", "a/run.log");
    }

    @Test
    void twoFilesOfOneNameAreAMistake() {
        Path elsewhere = folder.resolve("elsewhere");

        assertThatThrownBy(() ->
                        names(elsewhere, NameFilter.ALL, folder.resolve("a/run.log"), folder.resolve("b/run.log")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("two files are called 'run.log': ")
                .hasMessageEndingWith("; --root names a folder above both");
    }

    @Test
    void excludesApplyToFilesAndIncludesToLogs() {
        NameFilter filter = NameFilter.of(List.of("*.log"), List.of("b/**"));

        assertThat(names(folder, filter, folder)).containsExactly("a/deep/run.txt", "a/run.log");
        assertThat(filter.wants("a/run.log")).isTrue();
        assertThat(filter.wants("a/deep/run.txt")).isFalse();
        assertThat(filter.wants("b/run.log")).isFalse();
        assertThat(filter.wants("logs.zip/0_build.log")).isTrue();
        assertThatThrownBy(() -> NameFilter.of(List.of("[a"), List.of())).hasMessageStartingWith("'[a' is no glob: ");
    }

    @Test
    void listsHoldOnePathALineOrBetweenNuls() {
        assertThat(InputFiles.listed("a b.log\r\n\nc.log")).containsExactly(Path.of("a b.log"), Path.of("c.log"));
        assertThat(InputFiles.listed("a\nb\0c\0")).containsExactly(Path.of("a\nb"), Path.of("c"));
    }
}
