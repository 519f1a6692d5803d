package dev.leaktriage.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LayoutTest {
    @Test
    void theFilesOfARotatedLogAreReadOldestFirst() {
        assertThat(order(
                        file("run.log", Stream.SERVER),
                        file("run.log.10.gz", Stream.SERVER),
                        file("run.log.9", Stream.SERVER)))
                .containsExactly("run.log.10.gz", "run.log.9", "run.log");
    }

    @Test
    void numbersOfRecordsSayMoreThanNames() {
        assertThat(order(numbered("b.log", 1), numbered("a.log", 400))).containsExactly("b.log", "a.log");
    }

    @Test
    void theRowsComeFirstAndWhatLendsIsReadFirst() {
        List<Layout.File> files = List.of(
                file("blocks.log", Stream.BUFFER_DEBUG),
                new Layout.File(1, "ci.log", Optional.empty(), OptionalLong.empty(), true),
                file("server.log", Stream.SERVER),
                file("made.log", Stream.CREATION_LOG));

        Layout layout = new Layout(files);

        assertThat(layout.files())
                .extracting(Layout.File::name)
                .containsExactly("server.log", "blocks.log", "made.log", "ci.log");
        assertThat(layout.reading()).containsExactly(1, 2, 3, 0);
        assertThat(layout.isOneLog()).isFalse();
    }

    @Test
    void theOrderOfTheArgumentsIsNotTheOrderOfTheFiles() {
        List<Layout.File> files = new ArrayList<>(List.of(
                file("a.log", Stream.TRACKER), file("b.log", Stream.BUFFER_DEBUG), file("c.log", Stream.SERVER)));
        List<String> first = order(files.toArray(new Layout.File[0]));
        Collections.reverse(files);
        assertThat(order(files.toArray(new Layout.File[0]))).isEqualTo(first);
    }

    private static List<String> order(Layout.File... files) {
        return new Layout(List.of(files))
                .files().stream().map(Layout.File::name).toList();
    }

    private static Layout.File file(String name, Stream stream) {
        return new Layout.File(0, name, Optional.of(stream), OptionalLong.empty(), false);
    }

    private static Layout.File numbered(String name, long sequence) {
        return new Layout.File(0, name, Optional.of(Stream.TRACKER), OptionalLong.of(sequence), false);
    }
}
