package dev.leaktriage.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogFileTest {
    private static final int SMALL_PAGE_BYTES = 131;
    private static final List<String> WORKLOADS =
            List.of("out-of-memory", "iteration-leak-then-crash", "two-processes", "dangling-view");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {7, 61, 512, LogFile.PAGE_BYTES})
    void whereverAKillFallsTheLogHoldsTheFirstRecordsWhole(int pageBytes) {
        for (boolean byPage : List.of(true, false)) {
            Random random = new Random(pageBytes);
            PageWrites writes = new PageWrites(pageBytes, noise(random.nextInt(3 * pageBytes)));
            LogFile file = new LogFile(writes, pageBytes, writes.at(0).length);
            LogWriter log = byPage ? LogWriter.batched(file) : LogWriter.unbuffered(file);
            SeededEvents.record(Recorder.into(log, 1), random, Math.min(120, 10 + pageBytes / 2));
            log.flush();
            assertPrefixes("by page " + byPage, writes);
        }
    }

    @ParameterizedTest
    @EnumSource(LogFormat.class)
    void everyFormatIsWholeWhereverAKillFalls(LogFormat format) throws IOException {
        for (String name : WORKLOADS) {
            Workload workload = Workload.read(Path.of("samples/workloads", name + ".json"));
            RecordingOptions plain =
                    RecordingOptions.TRACKER.as(format).with(ServerOptions.USUAL.withStatisticsEvery(5));
            for (RecordingOptions options : List.of(plain, plain.withGithubNoise())) {
                PageWrites writes = new PageWrites(SMALL_PAGE_BYTES, noise(0));
                Recording.write(workload, options, new LogFile(writes, SMALL_PAGE_BYTES, 0));
                assertPrefixes(name + " " + options, writes);
            }
        }
    }

    /** What a kill leaves are records that the finished log begins with, and never fewer than a moment before. */
    private static void assertPrefixes(String description, PageWrites writes) {
        int last = writes.moments() - 1;
        List<String> all = ReadRecords.of(writes.at(last));
        int before = 0;
        for (int moment = 0; moment <= last; moment++) {
            List<String> left = ReadRecords.of(writes.at(moment));
            assertThat(left.size()).isGreaterThanOrEqualTo(before);
            assertThat(left.size()).as(description).isLessThanOrEqualTo(all.size());
            for (int record = 0; record < left.size(); record++) {
                assertThat(left.get(record))
                        .as("%s, moment %d of %d, record %d", description, moment, last, record)
                        .isEqualTo(all.get(record));
            }
            before = left.size();
        }
        assertThat(last).as("pages of %s", description).isGreaterThan(10);
    }

    @Test
    void anExistingFileGrowsAtItsEnd() throws IOException {
        Path path = Files.writeString(folder.resolve("old.log"), "what was there\n");
        try (Recorder recorder = Recorder.into(LogWriter.batched(LogFile.append(path)), 1)) {
            SeededEvents.record(recorder, new Random(3), 200);
        }
        byte[] log = Files.readAllBytes(path);
        assertThat(new String(log, StandardCharsets.UTF_8)).startsWith("what was there\n🔍 DEBUG: ");
        assertThat(ReadRecords.of(log)).hasSize(201);
    }

    @Test
    void theFileHasTheBytesOfTheStream() throws IOException {
        Path byPage = folder.resolve("page.log");
        Path byRecord = folder.resolve("record.log");
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (LogWriter log : List.of(
                LogWriter.batched(LogFile.create(byPage)),
                LogWriter.unbuffered(LogFile.create(byRecord)),
                LogWriter.unbuffered(stream))) {
            try (Recorder recorder = Recorder.into(log, 1)) {
                SeededEvents.record(recorder, new Random(5), 500);
            }
        }
        assertThat(byPage).hasBinaryContent(stream.toByteArray());
        assertThat(byRecord).hasBinaryContent(stream.toByteArray());
    }

    @Test
    void whatTheSystemRefusesLeavesNoPieceOfARecord() throws IOException {
        List<String> written = new ArrayList<>();
        PositionedBytes full = new PositionedBytes() {
            @Override
            public void write(long position, byte[] bytes, int from, int length) throws IOException {
                if (position + length > 10_040) {
                    throw new IOException("no space left");
                }
                written.add(position + "+" + length);
            }

            @Override
            public void truncate(long lengthBytes) {
                written.add("cut at " + lengthBytes);
            }

            @Override
            public void close() {}
        };
        Recorder recorder = Recorder.into(LogWriter.unbuffered(new LogFile(full, LogFile.PAGE_BYTES, 9_900)), 1);
        recorder.freed(0, 32, 64);
        assertThatThrownBy(() -> recorder.checkpoint("x".repeat(100)))
                .hasMessage("the log cannot be written: no space left");
        recorder.freed(0, 32, 64);
        assertThat(written).containsExactly("9900+67", "cut at 9967", "9967+67");
    }

    @Test
    void twoRecordersDoNotShareAFile() throws IOException {
        Path path = folder.resolve("shared.log");
        LogFile first = LogFile.create(path);
        assertThatThrownBy(() -> LogFile.append(path))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("another recorder writes this log; give each process a log of its own");
        first.close();
        LogFile.append(path).close();
    }

    @Test
    void anInterruptedThreadDoesNotCloseTheLog() throws IOException {
        Path path = folder.resolve("interrupted.log");
        Recorder recorder = Recorder.toFile(path);
        Thread.currentThread().interrupt();
        recorder.freed(0, 32, 64);
        recorder.flush();
        assertThat(Thread.interrupted()).isTrue();
        recorder.close();
        assertThat(ReadRecords.of(Files.readAllBytes(path))).hasSize(2);
    }

    private static byte[] noise(int length) {
        return "noise\n".repeat(length / 6 + 1).substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }
}
