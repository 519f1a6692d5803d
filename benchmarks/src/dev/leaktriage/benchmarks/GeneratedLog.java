package dev.leaktriage.benchmarks;

import dev.leaktriage.model.Memory;
import dev.leaktriage.recorder.LogWriter;
import dev.leaktriage.recorder.Recorder;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * Logs of any size for measuring, always the same for the same arguments.
 *
 * <p>Two of five events are frees, so that what is live grows with the log.
 */
public final class GeneratedLog {
    private static final int DEVICES = 8;
    private static final int PID = 4711;
    private static final int BATCH_BYTES = 1 << 20;
    private static final double SHARE_OF_FREES = 0.4;
    private static final double SHARE_OF_NOISE = 0.95;
    private static final long PAGE_BYTES = 2048;
    private static final int MOST_CHURNED = 5000;

    private final Random random = new Random(20);
    private final LiveBuffers live = new LiveBuffers();

    private GeneratedLog() {}

    /** The shapes of logs that are measured. */
    enum Kind {
        /** Tracker records with call stacks. */
        TRACKER,
        /** The same with a time stamp before every line, as GitHub writes them. */
        GITHUB,
        /** The same among nineteen times as much of what builds and tests print. */
        NOISE,
        /** Lines of the allocation server, without call stacks. */
        SERVER,
        /** The same, of a program that never has more than some thousand buffers. */
        CHURN
    }

    /**
     * Writes a log to standard output.
     *
     * @param arguments the kind, and how many bytes it has at least
     * @throws IOException if it cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("expected KIND BYTES, KIND one of " + Arrays.asList(Kind.values()));
        }
        Kind kind = Kind.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        write(kind, Long.parseLong(arguments[1]), new FileOutputStream(FileDescriptor.out));
    }

    static void write(Kind kind, long bytes, Path file) throws IOException {
        write(kind, bytes, Files.newOutputStream(file));
    }

    private static void write(Kind kind, long bytes, OutputStream target) throws IOException {
        try (CountedStream out = new CountedStream(new BufferedOutputStream(target, BATCH_BYTES))) {
            new GeneratedLog().write(kind, bytes, out);
        }
    }

    private void write(Kind kind, long bytes, CountedStream out) throws IOException {
        switch (kind) {
            case TRACKER -> tracker(out, out, bytes, 0);
            case GITHUB -> tracker(new StampedStream(out), out, bytes, 0);
            case NOISE -> tracker(new StampedStream(out), out, bytes, SHARE_OF_NOISE);
            case SERVER -> server(out, bytes, Integer.MAX_VALUE);
            case CHURN -> server(out, bytes, MOST_CHURNED);
        }
    }

    private void tracker(OutputStream target, CountedStream counted, long bytes, double noise) throws IOException {
        GeneratedStacks stacks = new GeneratedStacks(random);
        BuildNoise build = new BuildNoise(random);
        LogWriter log = LogWriter.batched(target, 1);
        try (Recorder recorder = Recorder.into(log, PID)) {
            while (counted.bytes() < bytes) {
                long before = counted.bytes();
                event(recorder, stacks);
                long until = before + (long) ((counted.bytes() - before) / (1 - noise));
                while (counted.bytes() < until) {
                    target.write(build.line());
                }
            }
        }
    }

    private void event(Recorder recorder, GeneratedStacks stacks) {
        if (live.count() > 0 && random.nextDouble() < SHARE_OF_FREES) {
            live.free(random.nextInt(live.count()));
            recorder.freed(live.device(), live.address(), live.sizeBytes());
            return;
        }
        live.allocate(random.nextInt(DEVICES), PAGE_BYTES * (1 + random.nextInt(64)));
        recorder.allocated(live.device(), Memory.DRAM, live.address(), live.sizeBytes(), stacks.draw(random));
    }

    private void server(CountedStream out, long bytes, int mostLive) throws IOException {
        while (out.bytes() < bytes) {
            String line;
            boolean frees = live.count() > mostLive || random.nextDouble() < SHARE_OF_FREES;
            if (live.count() > 0 && frees) {
                live.free(random.nextInt(live.count()));
                line = "✗ [PID " + PID + "] Freed buffer 0x" + Long.toHexString(live.address()) + " on device "
                        + live.device() + " (" + live.sizeBytes() + " bytes, FINAL)\n";
            } else {
                live.allocate(random.nextInt(DEVICES), PAGE_BYTES * (1 + random.nextInt(64)));
                line = "✓ [PID " + PID + "] Allocated " + live.sizeBytes() + " bytes of DRAM on device " + live.device()
                        + " (buffer_id=0x" + Long.toHexString(live.address()) + ")\n";
            }
            out.write(line.getBytes(StandardCharsets.UTF_8));
        }
    }
}
