package dev.leaktriage.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Memory;
import dev.leaktriage.runtime.JavaCaller;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
    private static final int THREADS = 8;
    private static final int EVENTS_PER_THREAD = 2_000;

    private static CallStack stack(String... symbols) {
        List<Frame> frames = new ArrayList<>();
        for (String symbol : symbols) {
            frames.add(new Frame(symbol, ""));
        }
        return new CallStack(frames, true);
    }

    @Test
    void anAllocationIsAHeaderWithItsStack() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Recorder recorder = Recorder.into(LogWriter.unbuffered(out), 4711);
        recorder.allocated(3, Memory.L1, 0x16d800, 131_072, stack("leaf()", "root()"));
        recorder.freed(3, 0x16d800, 131_072);
        recorder.ended();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                        🔍 DEBUG: Tracking buffer at 0x16d800 size=131072 device=3 type=L1 pid=4711 seq=1
                          Call stack:
                            1. leaf()
                            2. root()
                        🔍 DEBUG: Untracking buffer at 0x16d800 size=131072 device=3 pid=4711 seq=2
                        🔍 DEBUG: Recording ended events=2 pid=4711 seq=3
                        """);
    }

    @Test
    void withoutAStackOfItsOwnAProgramGetsItsJavaStack() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Recorder recorder = Recorder.into(LogWriter.unbuffered(out), 1);
        for (int event = 0; event < 2; event++) {
            JavaCaller.call(() -> recorder.allocated(0, Memory.DRAM, 32, 64));
        }
        JavaCaller.callFromElsewhere(() -> recorder.allocated(0, Memory.DRAM, 32, 64));
        List<List<String>> stacks = TrackerLogReader.read(out.toString(StandardCharsets.UTF_8)).stream()
                .map(TrackerLogReader.Entry::frames)
                .toList();
        String caller = "dev.leaktriage.runtime.JavaCaller.";
        assertThat(stacks.get(0).get(0)).startsWith(caller + "call(JavaCaller.java:");
        assertThat(stacks.get(0).get(1)).startsWith("dev.leaktriage.recorder.RecorderTest.withoutAStack");
        assertThat(stacks.get(1)).isEqualTo(stacks.get(0));
        assertThat(stacks.get(2).get(0)).startsWith(caller + "callFromElsewhere(JavaCaller.java:");
    }

    @Test
    void eightThreadsMixNoRecordsAndCountWithoutGaps() throws InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Recorder recorder = Recorder.into(LogWriter.batched(out, 1 << 12), 1);
        List<Thread> threads = new ArrayList<>();
        for (int index = 0; index < THREADS; index++) {
            int device = index;
            Thread thread = new Thread(() -> allocateAndFree(recorder, device));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        recorder.ended();
        List<TrackerLogReader.Entry> entries = TrackerLogReader.read(out.toString(StandardCharsets.UTF_8));
        assertThat(entries).hasSize(2 * THREADS * EVENTS_PER_THREAD + 1);
        for (int index = 0; index < entries.size(); index++) {
            assertThat(entries.get(index).seq()).isEqualTo(index + 1);
        }
        assertThat(entries)
                .filteredOn(entry -> entry.event().startsWith("Tracking"))
                .allSatisfy(entry -> {
                    String device = entry.event().replaceAll(".*device=(\\d+).*", "$1");
                    assertThat(entry.frames()).containsExactly("thread" + device + "()", "main()");
                });
    }

    private static void allocateAndFree(Recorder recorder, int device) {
        CallStack stack = stack("thread" + device + "()", "main()");
        for (int event = 0; event < EVENTS_PER_THREAD; event++) {
            recorder.allocated(device, Memory.DRAM, 32L * event, 32, stack);
            recorder.freed(device, 32L * event, 32);
        }
    }

    @Test
    void aStreamGetsOnlyWholeRecordsSoThatAnAbandonedLogHasNoPieces() {
        List<String> writes = new ArrayList<>();
        OutputStream out = new OutputStream() {
            @Override
            public void write(int one) {
                throw new AssertionError("a record must be written at once");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                writes.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
            }
        };
        Recorder recorder = Recorder.into(LogWriter.batched(out, 1_000), 1);
        for (int event = 0; event < 100; event++) {
            recorder.allocated(0, Memory.DRAM, event, 32, stack("a()", "b()"));
        }
        assertThat(writes).hasSizeGreaterThan(5).allSatisfy(write -> {
            assertThat(write).startsWith("🔍").endsWith("    2. b()\n");
            assertThat(write.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1_000);
            assertThat(TrackerLogReader.read(write)).isNotEmpty();
        });
    }

    @Test
    void anExistingLogIsNotOverwritten(@TempDir Path folder) throws IOException {
        Path log = Files.writeString(folder.resolve("mine.log"), "mine");
        assertThatThrownBy(() -> Recorder.toFile(log)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(log).hasContent("mine");
    }

    @Test
    void aNameOfACheckpointCannotBreakItsLine() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Recorder.into(LogWriter.unbuffered(out), 1).checkpoint("a \"b\"\nc");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("🔍 DEBUG: Checkpoint name=\"a 'b' c\" pid=1 seq=1\n");
    }

    @Test
    void numbersAreWrittenWhole() {
        LineBuffer line = new LineBuffer();
        line.decimal(0).text(" ").decimal(9).text(" ").decimal(10).text(" ").decimal(Long.MAX_VALUE);
        line.text(" ").hex(0).text(" ").hex(0xff).text(" ").hex(-1).text(" ✓");
        assertThat(new String(line.copy(), StandardCharsets.UTF_8))
                .isEqualTo("0 9 10 9223372036854775807 0x0 0xff 0xffffffffffffffff ✓");
    }
}
