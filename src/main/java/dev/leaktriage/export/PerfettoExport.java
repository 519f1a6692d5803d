package dev.leaktriage.export;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Timeline;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A trace in the JSON trace-event format: what every device held over the run, with its barriers and checkpoints.
 *
 * <p>A log has no clock: an allocation or deallocation is one microsecond, counted as in {@link Timeline.Sample}.
 */
public final class PerfettoExport {
    private static final int RUN = 1;
    private static final int FIRST_DEVICE = 2;
    private static final String OWN_NAME = "leaktriage: ";
    private static final String CLOCK =
            "none in the log: one microsecond is one allocation or deallocation, in the order of the log";

    /** How every such trace begins: older readers take nothing for JSON that begins otherwise. */
    static final String HEAD = "{\"traceEvents\":[\n{\"name\":\"process_name\",\"ph\":\"M\",\"pid\":" + RUN
            + ",\"args\":{\"name\":\"" + OWN_NAME;

    private final TraceOutput trace;
    private final Analysis analysis;
    private final ByteKind bytes;
    private final Optional<String> damage;

    private PerfettoExport(TraceOutput trace, Analysis analysis, ByteKind bytes) {
        this.trace = trace;
        this.analysis = analysis;
        this.bytes = bytes;
        this.damage = DamageNote.of(analysis.integrity());
    }

    /**
     * Writes a trace; the writer stays open.
     *
     * @param analysis one with a history
     */
    public static void write(Analysis analysis, ByteKind bytes, Writer out) throws IOException {
        try (TraceOutput trace = new TraceOutput(out)) {
            new PerfettoExport(trace, analysis, bytes).write();
        }
    }

    private void write() throws IOException {
        List<DeviceCounter> counters = DeviceCounters.of(analysis.timeline().history(), bytes);
        Map<Integer, Integer> processes = processes(counters);
        trace.process(RUN, OWN_NAME + named(String.join(", ", analysis.sources())));
        for (Map.Entry<Integer, Integer> process : processes.entrySet()) {
            int device = process.getKey();
            trace.process(process.getValue(), device < 0 ? "no device or other devices" : "device " + device);
        }
        totals();
        for (DeviceCounter counter : counters) {
            counters(processes.get(counter.device()), counter);
        }
        instants();
        trace.endEvents();
        metadata();
    }

    /** Viewers show names first, so it is a name that tells of damage. */
    private String named(String sources) {
        return ExportText.wellFormed(sources) + ", 1 event = 1 us"
                + damage.map(note -> " (" + note + ")").orElse("");
    }

    /** A process of the trace for each device. */
    private static Map<Integer, Integer> processes(List<DeviceCounter> counters) {
        List<Integer> devices = List.copyOf(
                new TreeSet<>(counters.stream().map(DeviceCounter::device).toList()));
        Map<Integer, Integer> processes = new LinkedHashMap<>();
        IntStream.range(0, devices.size()).forEach(i -> processes.put(devices.get(i), FIRST_DEVICE + i));
        return processes;
    }

    private void totals() throws IOException {
        for (Timeline.Sample sample : analysis.timeline().samples()) {
            trace.counter(RUN, "all devices", sample.event(), "live handles", sample.liveHandles());
            trace.counter(RUN, "all devices", sample.event(), "size bytes", sample.liveBytes());
            trace.counter(RUN, "all devices", sample.event(), "occupied bytes", sample.occupiedBytes());
        }
    }

    private void counters(int process, DeviceCounter counter) throws IOException {
        String unit = bytes.label() + " bytes";
        for (DeviceCounter.Value value : counter.values()) {
            trace.counter(process, counter.name(), value.event(), unit, value.bytes());
        }
    }

    private void instants() throws IOException {
        if (damage.isPresent()) {
            trace.instant(RUN, damage.get(), "damage", 0, Map.of());
        }
        Timeline.Peak peak = analysis.timeline().peak();
        if (peak.at().isPresent()) {
            trace.instant(
                    RUN,
                    "peak",
                    "peak",
                    peak.event(),
                    arguments(peak.at().get().toString(), peak.liveHandles(), peak.liveBytes(), peak.occupiedBytes()));
        }
        for (Timeline.Mark mark : analysis.timeline().marks()) {
            trace.instant(
                    RUN,
                    ExportText.wellFormed(mark.what()),
                    category(mark),
                    mark.event(),
                    arguments(mark.at().toString(), mark.liveHandles(), mark.liveBytes(), mark.occupiedBytes()));
        }
    }

    private static String category(Timeline.Mark mark) {
        if (mark.isCheckpoint()) {
            return "checkpoint";
        }
        return mark.what().equals("out of memory") ? "out-of-memory" : "barrier";
    }

    private static Map<String, Object> arguments(String at, long handles, long sizeBytes, long occupiedBytes) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("at", ExportText.wellFormed(at));
        arguments.put("live_handles", handles);
        arguments.put("size_bytes", sizeBytes);
        arguments.put("occupied_bytes", occupiedBytes);
        return arguments;
    }

    private void metadata() throws IOException {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("exporter", "leaktriage");
        metadata.put("logs", ExportText.wellFormed(String.join(", ", analysis.sources())));
        metadata.put("clock", CLOCK);
        metadata.put("counters", bytes.label() + " bytes");
        metadata.put("left_out_marks", analysis.timeline().droppedMarks());
        damage.ifPresent(note -> metadata.put("damage", note));
        trace.metadata(metadata);
    }
}
