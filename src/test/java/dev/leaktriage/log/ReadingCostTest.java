package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reading costs, in counts that are the same on every machine: a slip in them is a slip in speed. */
class ReadingCostTest {
    private static final int EVENTS = 20_000;

    /**
     * What reading a text once more costs a reader that has read it before.
     *
     * @param parses lines that were given to ANTLR, the first time included
     * @param readBytes bytes that were asked of the source and came
     * @param searchedBytes bytes in which colour codes were looked for
     */
    private record Cost(long parses, long events, long readBytes, long searchedBytes, long allocatedBytes) {}

    private static Cost cost(byte[] text) throws IOException {
        LogReader reader = new LogReader();
        reader.read(source(text, new long[1]), event -> true);
        long[] readBytes = new long[1];
        long[] events = new long[1];
        Source source = source(text, readBytes);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long searched = reader.searchedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        reader.read(source, event -> ++events[0] > 0);
        long allocatedBytes = threads.getCurrentThreadAllocatedBytes() - before;
        return new Cost(reader.parses(), events[0], readBytes[0], reader.searchedBytes() - searched, allocatedBytes);
    }

    private static Source source(byte[] text, long[] readBytes) {
        return Source.of("text", new FilterInputStream(new ByteArrayInputStream(text)) {
            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                int read = super.read(target, from, length);
                readBytes[0] += Math.max(0, read);
                return read;
            }
        });
    }

    private static byte[] text(IntFunction<String> record) {
        return Archives.bytes(IntStream.range(0, EVENTS).mapToObj(record).collect(Collectors.joining()));
    }

    private static String stamp(int number) {
        return "2026-01-01T00:00:%02d.%07dZ ".formatted(number % 60, number);
    }

    private static String stacked(int number, Random random) {
        String stamp = stamp(number);
        StringBuilder record = new StringBuilder(stamp);
        record.append("🔍 DEBUG: Tracking buffer at 0x").append(Integer.toHexString(64 * number));
        record.append(" size=")
                .append(random.nextInt(1 << 20))
                .append(" device=")
                .append(number % 8);
        record.append(" type=DRAM pid=4711 seq=").append(number + 1).append('\n');
        record.append(stamp).append("  Call stack:\n");
        for (int frame = 1; frame < 8; frame++) {
            String function = "ttnn::operations::step_" + random.nextInt(frame < 4 ? 3 : 1);
            record.append(stamp).append("    ").append(frame).append(". ").append(function);
            record.append("(tt::tt_metal::DataType)\n");
        }
        return record.toString();
    }

    /** Costs that are those of any text; gives the others. */
    private static Cost assertCheap(byte[] text, long events, long parses) throws IOException {
        Cost cost = cost(text);

        assertThat(cost.events()).isEqualTo(events);
        assertThat(cost.parses()).isLessThanOrEqualTo(parses);
        assertThat(cost.readBytes()).isEqualTo(text.length);
        // The smallest object for each event would be twice as much.
        assertThat(cost.allocatedBytes()).isLessThan(8 * EVENTS);
        return cost;
    }

    @Test
    void recordsWithStacksCostNoParseAndNoObjectEach() throws IOException {
        Random random = new Random(1);
        byte[] text = text(number -> stacked(number, random));
        Cost cost = assertCheap(text, EVENTS, 2);

        // What is known to the last byte is compared, and looked at no second time.
        assertThat(cost.searchedBytes()).isLessThan(text.length / 10);
    }

    @Test
    void severalThreadsReadEachByteOnce(@TempDir Path folder) throws IOException {
        Path processCounts = Path.of("/proc/self/io");
        assumeTrue(Files.isReadable(processCounts), "nothing counts what this process reads");
        Random random = new Random(4);
        Path file = Files.write(folder.resolve("run.log"), text(number -> stacked(number, random)));
        read(file);
        long before = bytesRead(processCounts);
        read(file);
        long read = bytesRead(processCounts) - before;

        // A range goes on into the next one as far as its last line may.
        assertThat(read).isBetween(Files.size(file), Files.size(file) * 5 / 4);
    }

    private static void read(Path file) throws IOException {
        LogReader reader = new LogReader(2);
        for (Source source : Source.of(file)) {
            reader.read(source, event -> true);
        }
    }

    private static long bytesRead(Path processCounts) throws IOException {
        return Files.readAllLines(processCounts).stream()
                .filter(line -> line.startsWith("rchar: "))
                .mapToLong(line -> Long.parseLong(line.substring("rchar: ".length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void recordsOfOneLineCostNoParseAndNoObjectEach() throws IOException {
        assertCheap(
                text(number -> number % 2 == 0
                        ? "✓ [PID 4711] Allocated 79872 bytes of DRAM on device 5 (buffer_id=0x" + number + ")\n"
                        : "✗ [PID 4711] Freed buffer 0x" + number + " on device 5 (79872 bytes, FINAL)\n"),
                EVENTS,
                4);
    }

    @Test
    void noiseCostsNoParseAndNoObjectEach() throws IOException {
        Random random = new Random(2);
        assertCheap(
                text(number -> stamp(number) + "\u001b[36;1m+ export " + random.nextLong() + "=" + random.nextLong()
                        + "\u001b[0m\nDEBUG: took " + random.nextInt() + " us, buffer 0x"
                        + Long.toHexString(random.nextLong()) + "\n"),
                0,
                0);
    }

    @Test
    void recordsAmidNoiseCostNoParseAndNoObjectEach() throws IOException {
        Random random = new Random(3);
        assertCheap(
                text(number -> stamp(number) + "Collecting package " + random.nextLong() + "\n"
                        + (number % 10 == 0 ? stacked(number, random) : "")),
                EVENTS / 10,
                4);
    }
}
