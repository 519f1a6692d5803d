package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a file or a pipe while it is followed. */
@Timeout(10)
class FollowTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String FIRST = "DEBUG: Tracking buffer at 0x20 size=64 device=0\nnoise\n";
    private static final String SECOND = "DEBUG: Untracking buffer at 0x20 size=64 device=0\nnoise\nDEBUG: Checkp";

    @TempDir
    private Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final LogReader reader = new LogReader();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private volatile boolean over;

    private Follow follow(Optional<Duration> idle, Duration settled) {
        Follow.Pace pace = new Follow.Pace(Duration.ofMillis(2), Duration.ofMillis(20), LONG, settled);
        return new Follow(idle, () -> over, told::add, pace);
    }

    private Path file() {
        return folder.resolve("run.log");
    }

    private void append(String text) throws IOException {
        Files.writeString(file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private CompletableFuture<Void> reading(Source source) {
        return CompletableFuture.runAsync(() -> {
            try {
                reader.read(source, event -> events.add(EventText.describe(event, reader)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private CompletableFuture<Void> reading(Follow follow) throws IOException {
        return reading(Source.following(file(), follow));
    }

    private void awaitEvents(int count) throws InterruptedException {
        while (events.size() < count) {
            Thread.sleep(1);
        }
    }

    private void awaitWords(String words) throws InterruptedException {
        while (told.stream().noneMatch(line -> line.contains(words))) {
            Thread.sleep(1);
        }
    }

    private void assertWhole(String text) {
        assertThat(events).isEqualTo(EventText.of(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(reader.recognition().lines()).isEqualTo(text.lines().count());
    }

    @Test
    void aFileIsReadAsItGrowsAndItsTailIsJudgedWhenItIsToEnd() throws Exception {
        append(FIRST);
        Follow follow = follow(Optional.empty(), LONG);
        CompletableFuture<Void> read = reading(follow);
        awaitEvents(1);
        append(SECOND);
        awaitEvents(2);
        assertThat(follow.lines()).isEqualTo(4);

        follow.stop();
        read.join();

        assertWhole(FIRST + SECOND);
        assertThat(events).hasSize(3).last().asString().endsWith("note cut");
        assertThat(told).isEmpty();
    }

    @Test
    void whatIsWrittenShortlyAfterTheEndWasAskedForIsReadToo() throws Exception {
        append(FIRST);
        Follow.Pace pace = new Follow.Pace(Duration.ofMillis(2), Duration.ofMillis(500), LONG, LONG);
        Follow follow = new Follow(Optional.empty(), () -> false, told::add, pace);
        CompletableFuture<Void> read = reading(follow);
        awaitEvents(1);
        follow.stop();
        append(SECOND);
        read.join();

        assertWhole(FIRST + SECOND);
    }

    @Test
    void aFileThatDoesNotExistYetIsWaitedFor() throws Exception {
        Follow follow = follow(Optional.empty(), LONG);
        CompletableFuture<Void> read = reading(follow);
        awaitWords("does not exist yet");
        append(FIRST);
        awaitEvents(1);
        follow.stop();
        read.join();

        assertWhole(FIRST);
        assertThat(told).containsExactly(file() + " does not exist yet; waiting for it");
    }

    @Test
    void aFileThatNeverCameIsAnError() throws Exception {
        Follow idle = follow(Optional.of(Duration.ofMillis(10)), LONG);
        assertThatThrownBy(() -> reader.read(Source.following(file(), idle), event -> true))
                .hasMessage(file() + ": no such file");
        Path nowhere = folder.resolve("logs/run.log");
        assertThatThrownBy(() -> reader.read(Source.following(nowhere, idle), event -> true))
                .hasMessage(nowhere + ": there is no folder in which it could appear; create it first");
        assertThatThrownBy(() -> Source.following(folder, idle))
                .hasMessage(folder + ": is a directory, expected a log; name the file to follow");
    }

    @Test
    void aFileEndsWhenNothingCameForSoLongOrItsLogIsOver() throws Exception {
        append(FIRST);
        reading(follow(Optional.of(Duration.ofMillis(10)), LONG)).join();
        assertWhole(FIRST);

        over = true;
        long begun = System.nanoTime();
        reading(follow(Optional.of(Duration.ofMillis(200)), Duration.ofMillis(1)))
                .join();
        assertThat(System.nanoTime() - begun)
                .isGreaterThan(Duration.ofMillis(200).toNanos());

        reader.read(Source.following(file(), follow(Optional.empty(), Duration.ofMillis(10))), event -> true);
        assertThat(reader.recognition().lines()).isEqualTo(6);
    }

    @Test
    void aFileThatIsTruncatedEndsAndSaysSo() throws Exception {
        append(FIRST);
        CompletableFuture<Void> read = reading(follow(Optional.empty(), LONG));
        awaitEvents(1);
        Files.writeString(file(), "");
        read.join();

        assertWhole(FIRST);
        assertThat(reader.cuts()).containsValue("the file was truncated while it was followed");
        assertThat(told)
                .containsExactly(
                        file() + " was truncated; judged is what was read of it, follow it again for what comes now");
    }

    @Test
    void aFileThatIsDeletedIsReadOnAndAnotherOneInItsPlaceEndsIt() throws Exception {
        append(FIRST);
        CompletableFuture<Void> read = reading(follow(Optional.empty(), Duration.ofMillis(700)));
        awaitEvents(1);
        Path old = folder.resolve("run.log.1");
        Files.move(file(), old, StandardCopyOption.ATOMIC_MOVE);
        awaitWords("renamed or deleted");
        append("DEBUG: Tracking buffer at 0x40 size=64 device=0\n");
        awaitWords("another file now");
        Files.writeString(old, SECOND, StandardOpenOption.APPEND);
        read.join();

        assertWhole(FIRST + SECOND);
        assertThat(reader.cuts()).containsValue("another file took its place while it was followed");
    }

    @Test
    void aPipeEndsWhenItIsClosedOrWhenItIsToEnd() throws Exception {
        for (boolean closes : List.of(true, false)) {
            events.clear();
            Follow follow = follow(Optional.empty(), LONG);
            CompletableFuture<Void> read;
            try (PipedOutputStream out = new PipedOutputStream()) {
                read = reading(Source.following("stdin", new PipedInputStream(out, 1 << 16), follow));
                out.write(FIRST.getBytes(StandardCharsets.UTF_8));
                out.flush();
                awaitEvents(1);
                out.write(SECOND.getBytes(StandardCharsets.UTF_8));
                out.flush();
                awaitEvents(2);
                if (!closes) {
                    follow.stop();
                    read.join();
                }
            }
            read.join();
            assertThat(events).isEqualTo(EventText.of((FIRST + SECOND).getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void aPipeThatBreaksIsAnError() {
        PipedInputStream broken = new PipedInputStream();
        assertThatThrownBy(() ->
                        reader.read(Source.following("stdin", broken, follow(Optional.empty(), LONG)), event -> true))
                .hasMessage("Pipe not connected");
    }

    @Test
    void aCompressedPipeIsDecompressedAndAnArchiveIsRefused() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write((FIRST + SECOND).getBytes(StandardCharsets.UTF_8));
        }
        Follow follow = follow(Optional.empty(), LONG);
        reading(Source.following("stdin", new ByteArrayInputStream(packed.toByteArray()), follow))
                .join();
        assertWhole(FIRST + SECOND);

        Files.write(file(), new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0});
        assertThatThrownBy(() -> reader.read(Source.following(file(), follow), event -> true))
                .hasMessage("run.log: is a zip archive, which has no end while it grows; analyze it without --follow"
                        + " when it is finished");
    }
}
