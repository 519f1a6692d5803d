package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Recognition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that several threads read in ranges says what it says when one thread reads it from beginning to end. */
class RangeLawsTest {
    private static final int WHOLE = Integer.MAX_VALUE;

    @TempDir
    private Path folder;

    /**
     * What a reading told.
     *
     * @param stacks for each event which of the distinct stacks it has, in the order of their first events
     */
    private record Told(
            List<String> events, Recognition recognition, List<Malformation> malformations, List<Integer> stacks) {}

    private static Told read(Path file, int threads, int rangeBytes) throws IOException {
        LogReader reader = new LogReader(Dialects.all(), true, threads, rangeBytes);
        List<String> events = new ArrayList<>();
        List<Integer> stacks = new ArrayList<>();
        List<Integer> distinct = new ArrayList<>();
        // Twice, since the second file of a run finds plans and stacks.
        for (int time = 0; time < 2; time++) {
            for (Source source : Source.of(file)) {
                reader.read(source, event -> {
                    if (!distinct.contains(event.stack)) {
                        distinct.add(event.stack);
                    }
                    stacks.add(distinct.indexOf(event.stack));
                    return events.add(described(event, reader));
                });
            }
        }
        return new Told(events, reader.recognition(), reader.malformations(), stacks);
    }

    private static String described(LogEvent event, LogReader reader) {
        return event.file + " " + event.form + " " + event.prefixed + " " + EventText.describe(event, reader);
    }

    private void assertSame(String as, byte[] text, int threads, int rangeBytes) throws IOException {
        Path file = Files.write(folder.resolve("run.log"), text);
        Told alone = read(file, 1, WHOLE);
        Told together = read(file, threads, rangeBytes);

        String about = as + ", ranges of " + rangeBytes + " bytes";
        assertThat(together.events()).as(about).isEqualTo(alone.events());
        assertThat(together.recognition()).as(about).isEqualTo(alone.recognition());
        assertThat(together.malformations()).as(about).isEqualTo(alone.malformations());
        assertThat(together.stacks()).as(about).isEqualTo(alone.stacks());
    }

    @Test
    void whereRangesBeginMakesNoDifferenceInAnyText() throws IOException {
        Random random = new Random(17);
        for (Path path : Texts.all()) {
            byte[] all = Texts.bytes(path);
            for (int round = 0; round < 3; round++) {
                int most = Math.min(all.length, 40_000);
                int from = all.length == most ? 0 : random.nextInt(all.length - most);
                byte[] text = Arrays.copyOfRange(all, from, from + (round == 0 ? most : random.nextInt(most + 1)));
                assertSame(path.getFileName() + " round " + round, text, 3, rangeBytes(random));
            }
        }
    }

    @Test
    void whereRangesBeginMakesNoDifferenceInMixturesOfAnything() throws IOException {
        Random random = new Random(18);
        List<byte[]> texts = Texts.all().stream().map(Texts::bytes).toList();
        for (int round = 0; round < 40; round++) {
            byte[] text = mixed(random, texts);
            assertSame("round " + round, text, 2 + random.nextInt(2), rangeBytes(random));
        }
    }

    private static int rangeBytes(Random random) {
        return random.nextInt(8) == 0 ? 64 + random.nextInt(64) : 500 + random.nextInt(1 << random.nextInt(14));
    }

    /** Pieces of texts, cut anywhere, with line ends of two kinds, colours, garbled characters and long lines. */
    private static byte[] mixed(Random random, List<byte[]> texts) {
        StringBuilder mixed = new StringBuilder();
        for (int piece = 2 + random.nextInt(30); piece > 0; piece--) {
            byte[] text = texts.get(random.nextInt(texts.size()));
            int from = random.nextInt(text.length);
            int length = Math.min(text.length - from, random.nextInt(3000));
            String part = new String(text, from, length, StandardCharsets.ISO_8859_1);
            mixed.append(
                    switch (random.nextInt(8)) {
                        case 0 -> part.replace("\n", "\r\n");
                        case 1 -> part.replace(" ", "\u001b[3" + random.nextInt(8) + "m ");
                        case 2 -> part.replace("\n", random.nextBoolean() ? " " : "\u001b[0m\n");
                        case 3 -> part.replaceAll("(?m)^", "2026-01-01T00:00:00.0001237Z ");
                        case 4 -> "x".repeat(random.nextInt(random.nextInt(10) == 0 ? 150_000 : 3000)) + part;
                        case 5 -> "========== test session starts ==========\n" + part;
                        default -> part;
                    });
            mixed.append(random.nextBoolean() ? "\n" : "");
        }
        return mixed.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aRecordMayBeLongerThanManyRanges() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int record = 0; record < 40; record++) {
            text.append("DEBUG: Tracking buffer at 0x").append(Integer.toHexString(64 * record));
            text.append(" size=64 device=0\n  Call stack:\n");
            for (int frame = 1; frame < 60; frame++) {
                text.append("    ").append(frame).append(". f").append(record % 3 * frame);
                text.append("() DEBUG: Checkpoint name=never\n");
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);

        for (int rangeBytes = 100; rangeBytes < 3000; rangeBytes += 317) {
            assertSame("stacks", bytes, 2, rangeBytes);
        }
    }

    /** They go from their lines to where they wait for their turn without being made. */
    @Test
    void aServersLinesSayTheSameInRangesHoweverLargeTheirNumbersAre() throws IOException {
        Random random = new Random(19);
        for (int round = 0; round < 12; round++) {
            StringBuilder text = new StringBuilder();
            for (int line = 0; line < 400; line++) {
                text.append(random.nextInt(90) == 0 ? "noise " : "").append(ofServer(random));
                text.append(random.nextInt(60) == 0 ? " and more" : "");
                text.append(random.nextInt(50) == 0 ? "\r\n" : "\n");
            }
            if (random.nextInt(3) == 0) {
                text.setLength(text.length() - random.nextInt(60));
            }
            assertSame("round " + round, text.toString().getBytes(StandardCharsets.UTF_8), 2, rangeBytes(random));
        }
    }

    private static String ofServer(Random random) {
        String process = number(random, 1 << 23);
        String device = number(random, 8);
        String size = number(random, 1 << 20);
        String address =
                random.nextBoolean() ? "0x" + Long.toHexString(random.nextLong() >>> random.nextInt(64)) : size;
        String references = number(random, 4);
        return switch (random.nextInt(6)) {
            case 0 ->
                "\u2713 [PID %s] Allocated %s bytes of L1 on device %s (buffer_id=%s, ref_count=%s)"
                        .formatted(process, size, device, address, references);
            case 1, 2 ->
                "\u2713 [PID %s] Allocated %s bytes of DRAM on device %s (buffer_id=%s)"
                        .formatted(process, size, device, address);
            case 3 ->
                "\u2717 [PID %s] Freed buffer %s on device %s (%s bytes, ref_count=%s remaining)"
                        .formatted(process, address, device, size, references);
            case 4 ->
                "\u2717 [PID %s] Freed buffer %s on device %s (%s bytes)".formatted(process, address, device, size);
            default ->
                "\u2717 [PID %s] Freed buffer %s on device %s (%s bytes, FINAL)"
                        .formatted(process, address, device, size);
        };
    }

    private static String number(Random random, int ordinary) {
        return switch (random.nextInt(60)) {
            case 0 -> Long.toString(random.nextLong() >>> 1 + random.nextInt(60));
            case 1 -> "99999999999999999999";
            case 2 -> "000" + random.nextInt(ordinary);
            default -> Integer.toString(random.nextInt(ordinary));
        };
    }

    /** Ranges behind the first word of a test runner are under way when it is read. */
    @Test
    void whatATestRunnerSaysIsHeardFromItsFirstWordOn() throws IOException {
        for (int round = 0; round < 30; round++) {
            String text = "noise, nothing but noise\n".repeat(2000 + 31 * round)
                    + "========== test session starts ==========\n"
                    + "PASSED\n".repeat(2000);
            assertSame("round " + round, text.getBytes(StandardCharsets.UTF_8), 3, 700);
        }
    }

    @Test
    void aSinkThatWantsNoMoreGetsNoMore() throws IOException {
        String record = "DEBUG: Tracking buffer at 0x20 size=64 device=0\n";
        Path file = Files.writeString(folder.resolve("run.log"), record.repeat(5000));
        LogReader reader = new LogReader(Dialects.all(), true, 2, 1000);
        int[] events = new int[1];

        assertThat(reader.read(Source.of(file).get(0), event -> ++events[0] < 777))
                .isFalse();
        assertThat(events[0]).isEqualTo(777);
    }

    @Test
    void whatTheSinkThrowsComesOutOfTheReading() throws IOException {
        String record = "DEBUG: Tracking buffer at 0x20 size=64 device=0\n";
        Path file = Files.writeString(folder.resolve("run.log"), record.repeat(5000));
        LogReader reader = new LogReader(Dialects.all(), true, 2, 1000);

        assertThatThrownBy(() -> reader.read(Source.of(file).get(0), event -> {
                    throw new IllegalStateException("at line " + event.line);
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("at line 1");
    }

    @Test
    void aFileThatBecomesShorterIsAnErrorThatNamesIt() throws IOException {
        byte[] text = "DEBUG: Tracking buffer at 0x20 size=64 device=0\n"
                .repeat(20_000)
                .getBytes(StandardCharsets.UTF_8);
        for (int threads = 1; threads < 3; threads++) {
            Path file = Files.write(folder.resolve("run.log"), text);
            LogReader reader = new LogReader(Dialects.all(), true, threads, 10_000);
            assertThatThrownBy(() -> reader.read(Source.of(file).get(0), event -> {
                        if (event.line == 1) {
                            shorten(file);
                        }
                        return true;
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("run.log: became shorter while it was read, from 960000 to ");
        }
    }

    private static void shorten(Path file) {
        try {
            Files.writeString(file, "short\n");
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
