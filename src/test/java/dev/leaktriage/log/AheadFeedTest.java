package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AheadFeedTest {
    @TempDir
    private Path folder;

    private static List<String> read(List<Source> sources, int threads) throws IOException {
        LogReader reader = new LogReader(threads);
        List<String> events = new ArrayList<>();
        for (Source source : sources) {
            reader.read(source, event -> events.add(EventText.describe(event, reader)));
        }
        events.add(reader.recognition() + " " + reader.malformations() + " " + reader.cuts());
        return events;
    }

    /** Members of a gzip file that end anywhere, as appending to one makes them. */
    private static byte[] members(byte[] text, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < text.length; ) {
            int to = Math.min(text.length, from + 1 + random.nextInt(60_000));
            out.writeBytes(Archives.gz(Arrays.copyOfRange(text, from, to)));
            from = to;
        }
        return out.toByteArray();
    }

    /** Short ones, and one that takes many pieces. */
    private static List<byte[]> texts() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<byte[]> texts = new ArrayList<>();
        for (Path path : Texts.all()) {
            byte[] text = Texts.bytes(path);
            byte[] beginning = Arrays.copyOf(text, Math.min(text.length, 50_000));
            texts.add(beginning);
            all.writeBytes(beginning);
        }
        texts.add(all.toByteArray());
        return texts;
    }

    @Test
    void aCompressedTextSaysTheSameWhoeverDecompressesIt() throws IOException {
        Random random = new Random(5);
        for (byte[] text : texts()) {
            byte[] packed = members(text, random);
            byte[] cut = Arrays.copyOf(packed, packed.length - random.nextInt(packed.length / 2 + 1));
            for (byte[] bytes : List.of(packed, cut)) {
                Path file = Files.write(folder.resolve("run.log.gz"), bytes);
                assertThat(read(Source.of(file), 2))
                        .as("text of %d bytes", text.length)
                        .isEqualTo(read(Source.of(file), 1));
            }
            assertThat(read(List.of(Source.of("text", new ByteArrayInputStream(packed))), 2))
                    .as("text of %d bytes", text.length)
                    .isEqualTo(read(List.of(Source.of("text", new ByteArrayInputStream(text))), 1));
        }
    }

    @Test
    void aFailureComesBehindWhatWasReadBefore() {
        byte[] record = Archives.bytes("DEBUG: Tracking buffer at 0x20 size=64 device=0\n");
        InputStream failing = new InputStream() {
            private int given;

            @Override
            public int read() throws IOException {
                if (given == record.length * 100_000) {
                    throw new IOException("the pipe is broken");
                }
                return record[given++ % record.length];
            }
        };
        int[] events = new int[1];

        assertThatThrownBy(() -> new LogReader(2).read(Source.of("text", failing), event -> ++events[0] > 0))
                .isInstanceOf(IOException.class)
                .hasMessage("the pipe is broken");
        assertThat(events[0]).isGreaterThan(90_000);
    }

    @Test
    void aReaderThatWantsNoMoreLeavesNoThreadBehind() throws IOException {
        InputStream endless = new InputStream() {
            private final byte[] record = Archives.bytes("DEBUG: Tracking buffer at 0x20 size=64 device=0\n");
            private int given;

            @Override
            public int read() {
                given = (given + 1) % record.length;
                return record[given];
            }
        };

        assertThat(new LogReader(2).read(Source.of("text", endless), event -> event.line < 1000))
                .isFalse();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("log-decompressor"));
    }
}
