package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.ServerEvents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events of a stream, which are handed on many at a time and by two threads, are those that one thread hands on singly. */
class HandoverFeedTest {
    private static final int ROUNDS = 60;

    /** Writes down what it gets; of many at once it counts how many came so. */
    private static final class Written implements EventSink {
        private final LogReader reader;
        private final List<String> events = new ArrayList<>();
        private int together;

        Written(LogReader reader) {
            this.reader = reader;
        }

        @Override
        public boolean accept(LogEvent event) {
            events.add(EventText.describe(event, reader));
            return true;
        }

        @Override
        public boolean accept(ServerEvents served) {
            together += served.count();
            return EventSink.super.accept(served);
        }
    }

    /** Gives a text in pieces of any length; the reader would wait for every third one. */
    private static final class Pieces implements Feed {
        private final byte[] text;
        private final Random random;
        private final int longest;
        private int at;

        Pieces(byte[] text, Random random, int longest) {
            this.text = text;
            this.random = random;
            this.longest = longest;
        }

        @Override
        public int read(byte[] target, int from, int length) {
            int count = Math.min(1 + random.nextInt(longest), Math.min(length, text.length - at));
            System.arraycopy(text, at, target, from, count);
            at += count;
            return count == 0 ? -1 : count;
        }

        @Override
        public boolean wouldWait() {
            return random.nextInt(3) == 0;
        }

        @Override
        public void close() {}
    }

    private static String server(Random random, int lines) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < lines; line++) {
            long id = random.nextInt(1 << 12);
            text.append(
                    random.nextBoolean()
                            ? "✓ [PID 7] Allocated 2048 bytes of DRAM on device 1 (buffer_id=" + id + ")\n"
                            : "✗ [PID 7] Freed buffer " + id + " on device 1 (2048 bytes, FINAL)\n");
        }
        return text.toString();
    }

    /** Now and then something else stands between a server's lines. */
    private static byte[] text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int part = 0; part < 1 + random.nextInt(6); part++) {
            text.append(server(random, random.nextInt(4000)));
            text.append(
                    switch (random.nextInt(5)) {
                        case 0 -> "noise\n".repeat(random.nextInt(3000));
                        case 1 ->
                            "DEBUG: Tracking buffer at 0x20 size=64 device=0\n  Call stack:\n    1. f" + part
                                    + "()\n    2. main()\n";
                        case 2 -> "tests/test_a.py::test_" + part + " PASSED\n";
                        case 3 -> "✓ [PID 7] Allocated 2048 bytes of DRAM on dev\n";
                        default -> "";
                    });
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void eachEventIsHandedOnOnceAndInOrder() throws IOException {
        int together = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(round * 0x9e3779b97f4a7c15L);
            byte[] text = text(random);
            int longest = 1 + random.nextInt(random.nextBoolean() ? 500_000 : 3000);
            LogReader single = new LogReader();
            Written singly = new Written(single);
            single.read(Source.of("text", new ByteArrayInputStream(text)), singly);
            LogReader several = new LogReader(2);
            Written handed = new Written(several);
            several.read(Source.fed("text", () -> new Pieces(text, random, longest)), handed);

            assertThat(handed.events).as("round %d", round).isEqualTo(singly.events);
            assertThat(several.recognition()).as("round %d", round).isEqualTo(single.recognition());
            assertThat(several.malformations()).as("round %d", round).isEqualTo(single.malformations());
            together += handed.together;
        }
        assertThat(together).isPositive();
    }

    /** To replay them one by one takes several times as long. */
    @Test
    void eventsOfAServerComeManyAtATime() throws IOException {
        byte[] text = server(new Random(3), 50_000).getBytes(StandardCharsets.UTF_8);
        LogReader reader = new LogReader(2);
        int[] calls = new int[2];

        reader.read(Source.of("text", new ByteArrayInputStream(text)), new EventSink() {
            @Override
            public boolean accept(LogEvent event) {
                calls[0]++;
                return true;
            }

            @Override
            public boolean accept(ServerEvents events) {
                calls[1]++;
                return true;
            }
        });

        assertThat(calls[0]).isZero();
        assertThat(calls[1]).isBetween(1, 1000);
    }

    /** The replay may look at stacks, and to look at them while others are made is not safe. */
    @Test
    void nobodyButTheReaderHandsOnOnceThereAreStacks() throws IOException {
        String stack = "DEBUG: Tracking buffer at 0x20 size=64 device=0\n  Call stack:\n    1. f()\n    2. main()\n";
        String served = server(new Random(3), 50_000);

        assertThat(threads(served)).hasSize(2);
        assertThat(threads(stack + served)).containsExactly(Thread.currentThread());
        assertThat(threads(served + stack + served))
                .contains(Thread.currentThread())
                .hasSize(2);
    }

    private static Set<Thread> threads(String text) throws IOException {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        new LogReader(2).read(Source.of("text", new ByteArrayInputStream(bytes)), new EventSink() {
            @Override
            public boolean accept(LogEvent event) {
                return true;
            }

            @Override
            public boolean accept(ServerEvents events) {
                threads.add(Thread.currentThread());
                return true;
            }
        });
        return threads;
    }

    @Test
    @Timeout(60)
    void whatTheReceiverThrowsIsThrownToTheReader() {
        byte[] text = server(new Random(3), 100_000).getBytes(StandardCharsets.UTF_8);
        for (Throwable thrown : List.of(new IllegalStateException("no"), new OutOfMemoryError("no memory"))) {
            EventSink failing = event -> {
                if (event.line > 50_000) {
                    sneak(thrown);
                }
                return true;
            };

            assertThatThrownBy(() -> new LogReader(2).read(Source.of("text", new ByteArrayInputStream(text)), failing))
                    .isSameAs(thrown);
        }
    }

    private static void sneak(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    @Test
    @Timeout(60)
    void aTextWithoutAnEndIsReadUntilTheReceiverWantsNoMore() throws IOException {
        byte[] lines = server(new Random(3), 1000).getBytes(StandardCharsets.UTF_8);
        Feed endless = new Feed() {
            private long given;

            @Override
            public int read(byte[] target, int from, int length) {
                for (int i = 0; i < length; i++) {
                    target[from + i] = lines[(int) (given++ % lines.length)];
                }
                return length;
            }

            @Override
            public void close() {}
        };

        assertThat(new LogReader(2).read(Source.fed("text", () -> endless), event -> event.line < 50_000))
                .isFalse();
    }
}
