package dev.leaktriage.recorder;

import dev.leaktriage.runtime.DeviceProfile;
import dev.leaktriage.runtime.StackStyle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

    /** Runs a workload once and keeps its logs in several formats in memory; the truth is that of the first one. */
    public static SeveralLogs record(Workload workload, RecordingOptions options, List<LogFormat> others) {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        Map<LogFormat, OutputStream> logs = new EnumMap<>(LogFormat.class);
        others.forEach(format -> logs.put(format, new ByteArrayOutputStream()));
        List<TruthRow> truth = write(workload, options, log, logs);
        Map<LogFormat, byte[]> written = new EnumMap<>(LogFormat.class);
        logs.forEach((format, out) -> written.put(format, ((ByteArrayOutputStream) out).toByteArray()));
        return new SeveralLogs(new RecordedRun(log.toByteArray(), truth), written);
    }

    /**
     * Runs a workload once and writes its log in the format of the options to a stream, and in others to others; where
     * the buffer-debug file is among them, all stacks are full ones. Otherwise as {@link #write(Workload,
     * RecordingOptions, OutputStream)}.
     *
     * @param others the other logs, which have no noise
     */
    public static List<TruthRow> write(
            Workload workload, RecordingOptions options, OutputStream out, Map<LogFormat, OutputStream> others) {
        return write(workload, options, out, others, Map.of());
    }

    /**
     * Likewise, and writes the folder of an inspector.
     *
     * @param inspector its files; empty if none is wanted
     */
    public static List<TruthRow> write(
            Workload workload,
            RecordingOptions options,
            OutputStream out,
            Map<LogFormat, OutputStream> others,
            Map<InspectorFile, OutputStream> inspector) {
        boolean full = others.containsKey(LogFormat.BUFFER_DEBUG);
        return write(
                workload,
                full ? options.withStacks(StackStyle.FULL) : options,
                new StreamSink(out, LogWriter.PAGE_BYTES),
                others,
                inspector);
    }

    private static List<TruthRow> write(Workload workload, RecordingOptions options, RecordSink sink) {
        return write(workload, options, sink, Map.of(), Map.of());
    }

    private static List<TruthRow> write(
            Workload workload,
            RecordingOptions options,
            RecordSink sink,
            Map<LogFormat, OutputStream> others,
            Map<InspectorFile, OutputStream> inspector) {
        DeviceProfile profile = profile(workload.profile());
        LogWriter writer = new LogWriter(options.githubNoise() ? new CiDecoration(sink, options.seed()) : sink);
        List<RunLog> logs = new ArrayList<>();
        logs.add(log(options, writer, profile));
        others.forEach((format, out) ->
                logs.add(log(options.as(format), LogWriter.batched(out, LogWriter.PAGE_BYTES), profile)));
        if (!inspector.isEmpty()) {
            List<Workload.ProcessPlan> processes = workload.processes();
            logs.add(new InspectorFolder(
                    inspector, processes.get(processes.size() - 1).pid()));
        }
        RunLog log = logs.size() == 1 ? logs.get(0) : new RunLogs(logs);
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
            case CREATION_LOG -> new CreationLog(writer);
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
