package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.Recognition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text that is read while it grows, in pieces cut anywhere, says what it says when it is finished. */
class FollowLawsTest {
    private record Told(List<String> events, Recognition recognition, List<Malformation> malformations, int cuts) {}

    /** Gives a text piece by piece; at the end of each one the reader would wait. */
    private static final class Pieces implements Feed {
        private final byte[] text;
        private final int[] ends;
        private final Runnable waiting;
        private int piece;
        private int at;

        Pieces(byte[] text, int[] ends, Runnable waiting) {
            this.text = text;
            this.ends = ends;
            this.waiting = waiting;
        }

        @Override
        public int read(byte[] target, int from, int length) {
            while (at == ends[piece] && piece + 1 < ends.length) {
                waiting.run();
                piece++;
            }
            int count = Math.min(length, ends[piece] - at);
            System.arraycopy(text, at, target, from, count);
            at += count;
            return count == 0 ? -1 : count;
        }

        @Override
        public boolean wouldWait() {
            return at == ends[piece];
        }

        int fed() {
            return at;
        }

        @Override
        public void close() {}
    }

    private static Told read(Source source, int threads) throws IOException {
        LogReader reader = new LogReader(threads);
        List<String> events = new ArrayList<>();
        reader.read(source, event -> events.add(EventText.describe(event, reader)));
        return new Told(
                events,
                reader.recognition(),
                reader.malformations(),
                reader.cuts().size());
    }

    private static int[] cuts(Random random, int length) {
        int most = random.nextBoolean() ? 300 : 20;
        return java.util.stream.IntStream.concat(
                        random.ints(1 + random.nextInt(most), 0, length + 1), java.util.stream.IntStream.of(length))
                .sorted()
                .toArray();
    }

    @Test
    void whereTheTextWasCutWhileItGrewMakesNoDifference() throws IOException {
        Random random = new Random(11);
        for (Path path : Texts.all()) {
            byte[] all = Texts.bytes(path);
            for (int round = 0; round < 3; round++) {
                int from = all.length < 100_000 ? 0 : random.nextInt(all.length - 100_000);
                int most = Math.min(all.length - from, 100_000);
                byte[] text = Arrays.copyOfRange(all, from, from + (round == 0 ? most : random.nextInt(most + 1)));
                int[] ends = cuts(random, text.length);

                Told whole = read(Source.of("text", new ByteArrayInputStream(text)), 1);
                for (int threads = 1; threads <= 2; threads++) {
                    assertThat(read(Source.fed("text", () -> new Pieces(text, ends, () -> {})), threads))
                            .as("%s, round %d, %d threads", path.getFileName(), round, threads)
                            .isEqualTo(whole);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aReaderThatWaitsIsOneRecordBehindAtMost(int threads) throws IOException {
        String log = "noise\n".repeat(20_000)
                + ("🔍 DEBUG: Tracking buffer at 0x20 size=64 device=0\n  Call stack:\n    1. a()\n    2. main()\nnoise\n"
                                + "🔍 DEBUG: Untracking buffer at 0x20 size=64 device=0\n")
                        .repeat(2_000);
        byte[] text = log.getBytes(StandardCharsets.UTF_8);
        int[] ends = cuts(new Random(5), text.length);
        int[] events = new int[1];
        Pieces[] pieces = new Pieces[1];
        pieces[0] = new Pieces(text, ends, () -> {
            String fed = new String(text, 0, pieces[0].fed(), StandardCharsets.UTF_8);
            int headers = fed.substring(0, fed.lastIndexOf('\n') + 1).split("racking buffer", -1).length - 1;
            assertThat(events[0]).isBetween(headers - 1, headers);
        });

        new LogReader(threads).read(Source.fed("text", () -> pieces[0]), event -> ++events[0] > 0);

        assertThat(events[0]).isEqualTo(4_000);
    }

    @Test
    void theLastLineOfALogIsReadWhenItIsWholeIfNothingCanFollowInItsRecord() throws IOException {
        byte[] text = "🔍 DEBUG: Recording ended events=0 pid=1 seq=1\n".getBytes(StandardCharsets.UTF_8);
        int[] events = new int[1];
        List<Integer> whileWaiting = new ArrayList<>();
        Pieces pieces = new Pieces(
                text, new int[] {text.length - 1, text.length, text.length}, () -> whileWaiting.add(events[0]));

        new LogReader().read(Source.fed("text", () -> pieces), event -> ++events[0] > 0);

        assertThat(whileWaiting).containsExactly(0, 1);
    }
}
