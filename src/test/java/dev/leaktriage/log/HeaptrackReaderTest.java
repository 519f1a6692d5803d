package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leaktriage.model.CountedEvents;
import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.LogEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeaptrackReaderTest {
    private static final Path SAMPLE = Path.of("samples/host-heap.log");
    private static final int MUTATIONS = 300;

    /** Three kinds of which the first has no stack, inlined calls, an allocator at the leaf. */
    private static final String SMALL = String.join(
            "\n",
            "v 10400 3",
            "X /app/server --port 80",
            "I 1000 5e2990",
            "s b /app/server",
            "s 4 main",
            "s c /app/main.cc",
            "s 1b operator new(unsigned long)",
            "s 5 serve",
            "s 4 read",
            "i 1000 1 2 3 14",
            "i 2000 1 4",
            "i 3000 1 6 3 2a 5 3 1e",
            "i 4000 1",
            "i 5000 0",
            "t 1 0",
            "t 3 1",
            "t 2 2",
            "t 4 1",
            "t 5 4",
            "a 10 0",
            "+ 0",
            "a 20 3",
            "+ 1",
            "- 1",
            "c a",
            "a 1000 5",
            "+ 2",
            "R 10",
            "# strings: 6",
            "# ips: 5",
            "");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Every event of a text, counted ones line by line, and what is malformed. */
    private static List<String> events(InputStream text, boolean remembers) throws IOException {
        LogReader reader = new LogReader(Dialects.all(), remembers);
        List<String> events = new ArrayList<>();
        reader.read(Source.of("text", text), new EventSink() {
            @Override
            public boolean accept(LogEvent event) {
                return events.add(event.form + " " + EventText.describe(event, reader));
            }

            @Override
            public boolean accept(CountedEvents batch) {
                for (int i = 0; i < batch.count; i++) {
                    int kind = batch.kinds[i];
                    events.add(batch.line + i + (kind < 0 ? " - " + ~kind : " + " + kind));
                }
                return true;
            }
        });
        reader.malformations()
                .forEach(malformed -> events.add(
                        "malformed " + malformed.line() + ":" + malformed.column() + " " + malformed.message()));
        events.add(reader.recognition().toString());
        return events;
    }

    private static List<String> events(String text) throws IOException {
        return events(new ByteArrayInputStream(bytes(text)), true);
    }

    @Test
    void linesBecomeEventsAndStacks() throws IOException {
        assertThat(events(SMALL))
                .containsExactly(
                        "COUNTED 1+1 recording_started text=\"/app/server --port 80\"",
                        "COUNTED 20+1 kind_defined size=16",
                        "21 + 0",
                        "COUNTED 22+1 kind_defined size=32 stack=[read at /app/main.cc:42, serve at /app/main.cc:30,"
                                + " main at /app/main.cc:20]",
                        "23 + 1",
                        "24 - 1",
                        "COUNTED 26+1 kind_defined size=4096 stack=[(unresolved), , main at /app/main.cc:20]",
                        "27 + 2",
                        "COUNTED 30+1 recording_whole",
                        "Recognition[bytes=" + SMALL.length()
                                + ", lines=30, recordsByDialect={heaptrack=30}, malformed=0, prefixed=0]");
    }

    @Test
    void theWordThatOpensARecordingIsTheGrammars() {
        assertThat(HeaptrackDialect.OPENING).isEqualTo(LiteralsTest.inGrammar(HeaptrackDialect.dialect(), "VERSION"));
    }

    @Test
    void theOldVersionsHaveStringsWithoutALength() throws IOException {
        String text = SMALL.replace("v 10400 3", "v 10000 2").replaceAll("\ns [0-9a-f]+ ", "\ns ");
        assertThat(events(text))
                .hasSize(events(SMALL).size())
                .containsAll(events(SMALL).subList(0, 9));
        assertThat(events(text.replace("v 10000 2", "v 10200")))
                .containsAll(events(SMALL).subList(0, 9));
    }

    @Test
    void anotherVersionIsRefused() {
        assertThatThrownBy(() -> events(SMALL.replace("v 10400 3", "v 10500 4")))
                .isInstanceOf(IOException.class)
                .hasMessage("text: a heaptrack recording of version 4, the versions 1 to 3 can be read");
        assertThatThrownBy(() -> events(SMALL.replace("v 10400 3", "v 10100")))
                .hasMessageContaining("text: a heaptrack recording of version 0");
    }

    @Test
    void aRawRecordingIsRefusedWithTheNextStep() {
        assertThatThrownBy(() -> events("v 10400 3\nx 15 /usr/bin/app\nm 1 -\n"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("text: a raw heaptrack recording")
                .hasMessageContaining("heaptrack_interpret < RAW > RECORDING");
    }

    @Test
    void aLineOfARawRecordingBetweenEventsIsBroken() throws IOException {
        assertThat(events(SMALL.replace("R 10", "x 10")))
                .contains("malformed 28:1 an interpreted recording has no such line");
    }

    @Test
    void anyOtherTextIsReadAsALog() throws IOException {
        String tracked = "DEBUG: Tracking buffer at 0x20 size=64 device=0\n";
        for (String first : List.of("v 1 3", "version 10400 3", "v 10400 3 5", "v 10400 x", "+ 0", " v 10400 3")) {
            assertThat(events(first + "\n" + tracked)).as(first).anyMatch(event -> event.startsWith("TRACKER 2+1"));
        }
        assertThat(events("v 10400 3\n" + tracked)).noneMatch(event -> event.startsWith("TRACKER"));
    }

    @Test
    void plansAndTheParserMeanTheSame() throws IOException {
        byte[] sample = Texts.bytes(SAMPLE);
        assertThat(events(new ByteArrayInputStream(sample), true))
                .isEqualTo(events(new ByteArrayInputStream(sample), false));
        Random random = new Random(20_261_128);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] text = mutated(random, sample.clone());
            List<String> parsed = eventsOrFailure(text, false);
            List<String> planned = eventsOrFailure(text, true);
            assertThat(planned).as("mutation %d", i).hasSameSizeAs(parsed);
            for (int event = 0; event < parsed.size(); event++) {
                assertThat(planned.get(event)).as("mutation %d", i).isEqualTo(parsed.get(event));
            }
        }
    }

    private static List<String> eventsOrFailure(byte[] text, boolean remembers) {
        try {
            return events(new ByteArrayInputStream(text), remembers);
        } catch (IOException refused) {
            return List.of(refused.getMessage());
        }
    }

    /** Changes a few bytes behind the first line, mostly into what means something. */
    private static byte[] mutated(Random random, byte[] text) {
        String likely = "\n +-0123456789abcdefitsaRcA#";
        for (int change = 0; change < 6; change++) {
            int at = 12 + random.nextInt(text.length - 12);
            boolean wild = random.nextInt(8) == 0;
            text[at] = (byte) (wild ? random.nextInt(256) : likely.charAt(random.nextInt(likely.length())));
        }
        return java.util.Arrays.copyOf(
                text, random.nextInt(4) == 0 ? 12 + random.nextInt(text.length - 12) : text.length);
    }

    @Test
    void itMakesNoDifferenceInWhichPiecesTheTextComes() throws IOException {
        byte[] sample = Texts.bytes(SAMPLE);
        List<String> whole = events(new ByteArrayInputStream(sample), true);
        for (int seed = 0; seed < 20; seed++) {
            assertThat(events(new Pieces(sample, new Random(seed)), true)).isEqualTo(whole);
        }
    }

    /** Gives a text a few bytes at a time. */
    private static final class Pieces extends ByteArrayInputStream {
        private final Random random;

        Pieces(byte[] text, Random random) {
            super(text);
            this.random = random;
        }

        @Override
        public int read(byte[] target, int from, int length) {
            return super.read(target, from, Math.min(length, 1 + random.nextInt(40)));
        }
    }

    @Test
    void aLineLongerThanTheBufferIsRead() throws IOException {
        String name = "f".repeat(1_500_000);
        String text = SMALL.replace("s 5 serve", "s " + Integer.toHexString(name.length()) + " " + name);
        assertThat(events(text)).anyMatch(event -> event.contains("read at /app/main.cc:42, " + name + " at "));
    }

    @Test
    void aLineThatDoesNotParseIsTold() throws IOException {
        assertThat(events(SMALL.replace("- 1\n", "- g\n")))
                .contains(
                        "COUNTED 24+1 malformed", "malformed 24:3 found 'g', expected a hexadecimal number such as 1f");
        assertThat(events(SMALL.replace("- 1\n", "- 7\n")))
                .contains("malformed 24:3 the number 7 is defined by no line before it");
        assertThat(events(SMALL.replace("s 4 main", "s 5 main")))
                .contains("malformed 5:3 the length is not that of the text, which has 4 bytes");
        assertThat(events(SMALL.replace("# strings: 6", "# strings: 7")))
                .contains("malformed 29:12 the recording should have 7 strings and has 6")
                .noneMatch(event -> event.contains("recording_whole"));
    }

    @Test
    void aCommentDoesNotHideTheFooter() throws IOException {
        assertThat(events(SMALL.replace("R 10\n", "# a remark\n# another one\nR 10\n")))
                .contains("COUNTED 32+1 recording_whole");
    }

    @Test
    void aTextThatEndsInALineIsCut() throws IOException {
        String cut = SMALL.substring(0, SMALL.indexOf("+ 2") + 3);
        assertThat(events(cut)).contains("COUNTED 27+1 note cut").noneMatch(event -> event.startsWith("27 +"));
    }
}
