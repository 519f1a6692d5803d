package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.LogEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
    private static final int CAPACITY = 1 << 19;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 5_000})
    void eventsDoNotDependOnHowManyBytesArriveAtOnce(int most) throws IOException {
        byte[] text = excerpts();
        assertThat(events(new Trickle(new ByteArrayInputStream(text), most), 0))
                .isEqualTo(events(new ByteArrayInputStream(text), 0));
    }

    @Test
    void eventsDoNotDependOnWhereTheWindowEnds() throws IOException {
        byte[] text = excerpts();
        List<String> expected = events(new ByteArrayInputStream(text), 0);
        Random random = new Random(7);
        for (int round = 0; round < 150; round++) {
            int padding = CAPACITY - random.nextInt(text.length + (1 << 16));
            assertThat(events(new ByteArrayInputStream(padded(text, padding)), 1))
                    .as("padding %d", padding)
                    .isEqualTo(expected);
        }
    }

    @Test
    void aLineOfManyMegabytesIsReadInBoundedMemoryAndTime() throws IOException {
        String records = "✓ [PID 4711] Allocated 24576 bytes of DRAM on device 0 (buffer_id=0x3ffff800)"
                + "✗ [PID 4711] Freed buffer 0x3ffff800 on device 0 (24576 bytes, FINAL) "
                + "🔍 DEBUG: Tracking buffer at 0x20 size=1048576 device=0 type=DRAM pid=4711 seq=2\r"
                + "noise, noise, noise ";
        int times = 32 * (1 << 20) / records.length();
        LogReader reader = new LogReader();
        long[] counts = new long[3];
        reader.read(Source.of("line", new Repeated(records.getBytes(StandardCharsets.UTF_8), times)), event -> {
            counts[event.kind.ordinal()]++;
            return true;
        });

        assertThat(counts).startsWith(2L * times, times);
        assertThat(reader.parses()).isLessThan(100);
        assertThat(reader.recognition().lines()).isEqualTo(1);
    }

    @Test
    void noiseOfManyMegabytesWithoutALineEndHoldsNothing() throws IOException {
        LogReader reader = new LogReader();
        byte[] noise = "[PID DEBUG: Tracking buffer BUFFER ALLOCATE Out of Memory ".getBytes(StandardCharsets.UTF_8);
        reader.read(Source.of("line", new Repeated(noise, 32 * (1 << 20) / noise.length)), event -> true);

        assertThat(reader.recognition().records()).isZero();
        assertThat(reader.recognition().malformed()).isZero();
    }

    private static byte[] excerpts() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Path text : Texts.excerpts()) {
            all.writeBytes(Texts.bytes(text));
            all.write('\n');
        }
        return all.toByteArray();
    }

    private static byte[] padded(byte[] text, int padding) {
        byte[] padded = new byte[padding + text.length];
        Arrays.fill(padded, 0, padding, (byte) 'x');
        padded[padding - 1] = '\n';
        System.arraycopy(text, 0, padded, padding, text.length);
        return padded;
    }

    private static List<String> events(InputStream stream, int linesBefore) throws IOException {
        List<String> events = new ArrayList<>();
        LogReader reader = new LogReader();
        reader.read(Source.of("text", stream), event -> {
            event.line -= linesBefore;
            return events.add(describe(event, reader));
        });
        reader.malformations()
                .forEach(malformed -> events.add("malformed " + (malformed.line() - linesBefore) + ":"
                        + malformed.column() + " " + malformed.message()));
        return events;
    }

    private static String describe(LogEvent event, LogReader reader) {
        return event.form + " " + event.prefixed + " " + EventText.describe(event, reader);
    }

    /** Gives few bytes at a time. */
    private static final class Trickle extends java.io.FilterInputStream {
        private final Random random = new Random(5);
        private final int most;

        Trickle(InputStream stream, int most) {
            super(stream);
            this.most = most;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            return in.read(target, from, Math.min(length, 1 + random.nextInt(most)));
        }
    }

    /** Gives the same text many times. */
    private static final class Repeated extends InputStream {
        private final byte[] text;
        private int times;
        private int at;

        Repeated(byte[] text, int times) {
            this.text = text;
            this.times = times;
        }

        @Override
        public int read() {
            if (at == text.length) {
                at = 0;
                times--;
            }
            return times == 0 ? -1 : text[at++] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) {
            if (at == text.length) {
                at = 0;
                times--;
            }
            if (times == 0) {
                return -1;
            }
            int count = Math.min(length, text.length - at);
            System.arraycopy(text, at, target, from, count);
            at += count;
            return count;
        }
    }
}
