package dev.leaktriage.recorder;

import dev.leaktriage.runtime.DeviceProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Runs workloads and writes their logs. */
public final class Recording {

    private Recording() {}

    /** Runs a workload and keeps its log in memory. */
    public static RecordedRun record(Workload workload, RecordingOptions options) {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        List<TruthRow> truth = write(workload, options, log);
        return new RecordedRun(log.toByteArray(), truth);
    }

    /**
     * Runs a workload and writes its log to a stream, which stays open.
     *
     * @return what is really alive at the end, in report order
     * @throws WorkloadException if the workload asks for something that cannot be done
     * @throws UncheckedIOException if the stream cannot be written
     */
    public static List<TruthRow> write(Workload workload, RecordingOptions options, OutputStream out) {
        return write(workload, options, new StreamSink(out, LogWriter.PAGE_BYTES));
    }

    /**
     * Runs a workload and writes its log to a file, which stays open and holds whole records at any moment;
     * otherwise as {@link #write(Workload, RecordingOptions, OutputStream)}.
     */
    public static List<TruthRow> write(Workload workload, RecordingOptions options, LogFile file) {
        return write(workload, options, new FileSink(file, true));
    }

    private static List<TruthRow> write(Workload workload, RecordingOptions options, RecordSink sink) {
        DeviceProfile profile = profile(workload.profile());
        LogWriter writer = new LogWriter(options.githubNoise() ? new CiDecoration(sink, options.seed()) : sink);
        RunLog log = log(options, writer, profile);
        List<ProcessRun> runs = run(workload, options, profile, log);
        log.finish();
        return runs.stream()
                .flatMap(run -> run.truth().stream())
                .sorted(TruthRow.ORDER)
                .toList();
    }

    /** The truth file: CSV with a header line. */
    public static String truthCsv(List<TruthRow> truth) {
        StringBuilder csv = new StringBuilder(TruthRow.HEADER).append('\n');
        truth.forEach(row -> csv.append(row.csv()).append('\n'));
        return csv.toString();
    }

    private static DeviceProfile profile(String name) {
        if (!name.endsWith(".json")) {
            return Profiles.shipped(name);
        }
        try {
            return Profiles.read(Path.of(name));
        } catch (NoSuchFileException missing) {
            throw new WorkloadException("profile file " + name + " cannot be read: no such file", missing);
        } catch (IOException unreadable) {
            throw new WorkloadException(
                    "profile file " + name + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static RunLog log(RecordingOptions options, LogWriter writer, DeviceProfile profile) {
        return switch (options.format()) {
            case TRACKER -> new TrackerLog(writer);
            case SERVER -> new AllocationServer(new ServerText(writer, options.server()), profile);
            case BUFFER_DEBUG -> new BufferDebugFile(writer);
        };
    }

    private static List<ProcessRun> run(
            Workload workload, RecordingOptions options, DeviceProfile profile, RunLog log) {
        boolean wholes = options.format() == LogFormat.BUFFER_DEBUG;
        List<ProcessRun> runs = new ArrayList<>();
        for (Workload.ProcessPlan plan : workload.processes()) {
            runs.add(new ProcessRun(plan, profile, options.stacks(), wholes, log.observe(plan)));
        }
        Random turns = new Random(options.seed());
        List<ProcessRun> waiting = new ArrayList<>(runs);
        while (!waiting.isEmpty()) {
            ProcessRun run = waiting.get(workload.interleaved() ? turns.nextInt(waiting.size()) : 0);
            run.advance();
            if (run.over()) {
                waiting.remove(run);
                boolean lastWaitsForTheDump = waiting.isEmpty() && !run.died();
                if (!lastWaitsForTheDump) {
                    log.gone(run.pid());
                }
            }
        }
        return runs;
    }
}
