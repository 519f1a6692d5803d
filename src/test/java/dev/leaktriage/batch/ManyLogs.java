package dev.leaktriage.batch;

import com.github.luben.zstd.Zstd;
import dev.leaktriage.log.Archives;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.recorder.RandomWorkloads;
import dev.leaktriage.recorder.RecordedRun;
import dev.leaktriage.recorder.Recording;
import dev.leaktriage.recorder.RecordingOptions;
import dev.leaktriage.recorder.TruthRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Logs of random workloads in a folder: plain, compressed and in archives, of mixed sizes, one in twenty damaged. */
final class ManyLogs {
    private static final int DAMAGED_EACH = 20;
    private static final int LARGE_EACH = 100;
    private static final String NOISE =
            "2026-01-01T00:00:00.0000000Z a line of a job that says nothing about buffers\n";

    /** What is really alive at the end of each undamaged log, by verdict. */
    final SortedMap<String, SortedMap<Verdict, Long>> truth = new TreeMap<>();

    private final Path folder;

    ManyLogs(Path folder, int count) throws IOException {
        this.folder = folder;
        for (int seed = 0; seed < count; seed += 10) {
            tenOf(seed);
        }
    }

    /** Six plain logs in folders, one for each compression, and an archive for the last one. */
    private void tenOf(int seed) throws IOException {
        for (int log = seed; log < seed + 6; log++) {
            write(log, "job-" + log % 7 + "/" + log + ".log", bytes -> bytes);
        }
        write(seed + 6, "gz/" + (seed + 6) + ".log.gz", Archives::gz);
        write(seed + 7, "zst/" + (seed + 7) + ".log.zst", Zstd::compress);
        write(seed + 8, "xz/" + (seed + 8) + ".log.xz", ManyLogs::xz);
        archive(seed + 9);
    }

    private interface Wrapping {
        byte[] of(byte[] log) throws IOException;
    }

    private void write(int seed, String name, Wrapping wrapping) throws IOException {
        boolean damaged = isDamaged(seed);
        byte[] file = wrapping.of(log(seed, name));
        boolean cut = damaged && !name.endsWith(".log");
        put(name, cut ? Arrays.copyOf(file, file.length / 2) : file);
    }

    private void archive(int seed) throws IOException {
        String member = "0_test " + seed + ".txt";
        String name = "ci/logs_" + seed + (seed % 3 == 0 ? ".tar.gz" : ".zip");
        byte[] log = log(seed, name + "/" + member);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(member, log);
        files.put("test " + seed + "/3_Run.txt", log);
        put(name, seed % 3 == 0 ? Archives.tarGz(files) : Archives.zip(files));
    }

    private void put(String name, byte[] bytes) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(folder.resolve(name), bytes);
    }

    private static boolean isDamaged(int seed) {
        return seed % DAMAGED_EACH == 3 || seed % (5 * DAMAGED_EACH) == 6;
    }

    private byte[] log(int seed, String name) {
        boolean damaged = isDamaged(seed);
        RecordedRun run = Recording.record(
                damaged ? RandomWorkloads.damaged(seed) : RandomWorkloads.of(seed),
                RecordingOptions.TRACKER.withSeed(seed));
        if (!damaged) {
            truth.put(name, byVerdict(run.truth()));
        }
        if (seed % LARGE_EACH != 0) {
            return run.log();
        }
        byte[] noise = NOISE.repeat(1 + seed * 100).getBytes(StandardCharsets.UTF_8);
        byte[] large = Arrays.copyOf(noise, noise.length + run.log().length);
        System.arraycopy(run.log(), 0, large, noise.length, run.log().length);
        return large;
    }

    private static SortedMap<Verdict, Long> byVerdict(List<TruthRow> rows) {
        SortedMap<Verdict, Long> counts = new TreeMap<>();
        rows.forEach(row -> counts.merge(row.what(), 1L, Long::sum));
        return counts;
    }

    private static byte[] xz(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options(0))) {
            xz.write(bytes);
        }
        return out.toByteArray();
    }
}
