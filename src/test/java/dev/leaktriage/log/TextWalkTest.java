package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in files and archives, and which of them are refused. */
class TextWalkTest {
    private static final byte[] LOG = Archives.bytes("🔍 DEBUG: Untracking buffer at 0x20 size=32 device=0\n");

    @TempDir
    private Path folder;

    private Optional<String> through(byte[] file, Limits limits, List<String> found) throws IOException {
        Path path = Files.write(folder.resolve("file"), file);
        return TextWalk.through(path, "file", limits, (member, text) -> found.add(member + "=" + read(text)));
    }

    private List<String> found(byte[] file) throws IOException {
        List<String> found = new ArrayList<>();
        assertThat(through(file, Limits.CAREFUL, found)).isEmpty();
        return found;
    }

    private static String read(Source text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] piece = new byte[100];
        try (Feed feed = text.open()) {
            for (int read = feed.read(piece, 0, 100); read >= 0; read = feed.read(piece, 0, 100)) {
                bytes.write(piece, 0, read);
            }
            return bytes.size() + feed.cutBecause();
        }
    }

    private static Map<String, byte[]> files(String... names) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : names) {
            files.put(name, Archives.bytes(name.repeat(1 + name.length() % 3)));
        }
        return files;
    }

    @Test
    void aFileThatIsNoArchiveIsItsOnlyText() throws IOException {
        assertThat(found(LOG)).containsExactly("=" + LOG.length);
        assertThat(found(Archives.gz(LOG))).containsExactly("=" + LOG.length);
        assertThat(found(new byte[0])).containsExactly("=0");
    }

    @Test
    void zipAndTarGiveTheirFilesInOrder() throws IOException {
        Map<String, byte[]> files = files("b/2.log", "a.log", "empty/", "x".repeat(200));
        List<String> expected = List.of("b/2.log=14", "a.log=15", "x".repeat(200) + "=600");

        assertThat(found(Archives.zip(files))).isEqualTo(expected);
        assertThat(found(Archives.tar(files))).isEqualTo(expected);
        assertThat(found(Archives.tarGz(files))).isEqualTo(expected);
    }

    @Test
    void anArchiveInAnArchiveIsOpenedAndACompressedLogInItIsDecompressed() throws IOException {
        byte[] inner = Archives.tarGz(files("a.log"));
        byte[] outer = Archives.zip(Map.of("job.tar.gz", inner));

        assertThat(found(outer)).containsExactly("job.tar.gz/a.log=15");
        assertThat(found(Archives.tar(Map.of("a.log.gz", Archives.gz(LOG))))).containsExactly("a.log.gz=" + LOG.length);
    }

    @Test
    void linksAndDevicesInATarArePassedOver() throws IOException {
        byte[] tar = Archives.made(out -> {
            Archives.entry(out, Archives.bytes("link"), '2', new byte[0]);
            Archives.entry(out, Archives.bytes("device"), '3', new byte[0]);
            Archives.entry(out, Archives.bytes("a.log"), '0', LOG);
        });

        assertThat(found(tar)).containsExactly("a.log=" + LOG.length);
    }

    @Test
    void namesInPaxHeadersReplaceThoseInTheEntry() throws IOException {
        byte[] tar = Archives.made(out -> {
            Archives.entry(out, Archives.bytes("pax"), 'x', Archives.bytes("18 path=übung.log\n"));
            Archives.entry(out, Archives.bytes("bung.log"), '0', LOG);
        });

        assertThat(found(tar)).containsExactly("übung.log=" + LOG.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a.log", "a/../../b.log", "/etc/passwd", "..\\a.log", "C:\\a.log", "\\a.log", "a/.."})
    void aNameThatPointsOutOfTheArchiveIsRefused(String name) {
        for (byte[] archive : List.of(Archives.zip(files("good.log", name)), Archives.tarGz(files("good.log", name)))) {
            assertThatThrownBy(() -> through(archive, Limits.CAREFUL, new ArrayList<>()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("file: refused: its entry '" + name + "' points out of the archive");
        }
    }

    @Test
    void theSameNameTwiceIsRefused() {
        byte[] tar = Archives.made(out -> {
            Archives.entry(out, Archives.bytes("a.log"), '0', LOG);
            Archives.entry(out, Archives.bytes("a.log"), '0', LOG);
        });

        assertThatThrownBy(() -> found(tar)).hasMessage("file: refused: its entry 'a.log' is there twice");
    }

    @Test
    void aBombIsRefusedBeforeItIsDecompressed() {
        byte[] zeros = new byte[3_000_000];
        Limits limits = Limits.CAREFUL.with("text-bytes=1000000");
        List<byte[]> bombs = List.of(
                Archives.zip(Map.of("a", zeros)),
                Archives.tarGz(Map.of("a", zeros)),
                Archives.zip(Map.of("a.zip", Archives.zip(Map.of("a", zeros)))),
                Archives.gz(zeros));
        for (byte[] bomb : bombs) {
            assertThatThrownBy(() -> through(bomb, limits, new ArrayList<>()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("file: more than 1000000 bytes after decompression; --limit text-bytes=N takes more");
        }
    }

    @Test
    void tooManyEntriesAndTooDeepArchivesAreRefused() {
        byte[] nested = Archives.zip(Map.of("b.zip", Archives.zip(Map.of("c.zip", Archives.zip(files("a"))))));

        assertThatThrownBy(() -> found(nested))
                .hasMessage("file: more than 2 archives in each other; --limit nesting=N takes more");
        assertThatThrownBy(() -> through(
                        Archives.zip(files("a", "b", "c")), Limits.CAREFUL.with("entries=2"), new ArrayList<>()))
                .hasMessage("file: more than 2 files in an archive; --limit entries=N takes more");
    }

    @Test
    void anArchiveThatBreaksOffGivesWhatIsThereAndSaysSo() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>(files("a.log", "b.log"));
        files.put(
                "c.log",
                new java.util.Random(1)
                        .ints(5000)
                        .boxed()
                        .map(String::valueOf)
                        .reduce("", String::concat)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (byte[] whole : List.of(Archives.zip(files), Archives.tarGz(files), Archives.tar(files))) {
            List<String> found = new ArrayList<>();
            Optional<String> cut = through(Arrays.copyOf(whole, whole.length - 12_000), Limits.CAREFUL, found);

            assertThat(cut).hasValueSatisfying(because -> assertThat(because).startsWith("the archive breaks off"));
            assertThat(found).hasSize(3).startsWith("a.log=15", "b.log=15");
            assertThat(found.get(2)).contains("breaks off");
        }
    }

    @Test
    void aZipThatWasCutBetweenTwoEntriesSaysSo() throws IOException {
        byte[] whole = Archives.zip(files("a.log", "b.log"));
        List<String> found = new ArrayList<>();

        assertThat(through(Arrays.copyOf(whole, whole.length - 22), Limits.CAREFUL, found))
                .isPresent();
        assertThat(found).hasSize(2);
    }

    @Test
    void aMemberThatCannotBeDecompressedStopsNoOther() throws IOException {
        List<String> found = new ArrayList<>();
        Map<String, byte[]> files = files("a.log");
        files.put("bad.gz", new byte[] {0x1f, (byte) 0x8b, 0x7f, 0, 0, 0, 0});
        files.put("c.log", LOG);
        Path path = Files.write(folder.resolve("file"), Archives.zip(files));

        TextWalk.through(path, "file", Limits.CAREFUL, (member, text) -> {
            try {
                found.add(member + read(text));
            } catch (IOException unreadable) {
                found.add(unreadable.getMessage());
            }
        });

        assertThat(found).hasSize(3).contains("c.log" + LOG.length);
        assertThat(found.get(1)).startsWith("file/bad.gz: cannot be decompressed");
    }
}
