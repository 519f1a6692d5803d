package dev.leaktriage.document;

import dev.leaktriage.document.InspectorEvent.Family;
import dev.leaktriage.document.InspectorRecord.Flaw;
import dev.leaktriage.log.Limits;
import dev.leaktriage.log.Malformation;
import dev.leaktriage.log.ReaderCounts;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Inspection;
import dev.leaktriage.model.KernelSource;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Recognition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the files of TT-Metal's inspector, which tell of workloads, programs and meshes and of no buffer.
 *
 * <p>They are those of one start of one process: each start writes them anew.
 */
public final class InspectorReader {
    /** How often a record of a kind that is not known is told of. */
    private static final int MOST_UNKNOWN = 20;

    private final InspectorLives lives = new InspectorLives();
    private final ReaderCounts counts = new ReaderCounts();
    private final List<String> names = new ArrayList<>();
    private final Map<Family, Integer> fileOfFamily = new EnumMap<>(Family.class);
    private final Map<String, String> texts = new TreeMap<>();
    private final Map<String, Unknown> unknown = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<Integer> cutFiles = new HashSet<>();
    /** Files of which a record may be missing before their end. */
    private final Set<Integer> brokenFiles = new HashSet<>();

    private record Unknown(long count, LogPosition first) {}

    /** True if an empty file of that name is an inspector's which had nothing to tell yet. */
    public static boolean isNameOfFile(String name) {
        String own = name.substring(name.lastIndexOf('/') + 1);
        for (Family family : Family.values()) {
            if (family.fileName().equals(own)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, has no record of an inspector, or tells of what another file told of
     *     already; the message is one line that names the place
     */
    public void read(Source source) throws IOException {
        int file = names.size();
        names.add(source.name());
        long before = records()[0];
        try (CountedText stream = new CountedText(source.stream())) {
            InspectorText text = new InspectorText(stream);
            for (Optional<InspectorText.Piece> piece = text.next(); piece.isPresent(); piece = text.next()) {
                take(file, piece.get());
                Limits limits = source.limits();
                Limits.check(lives.count(), limits.liveBuffers(), source.name(), "lives", "live-buffers");
            }
            counts.text(stream.bytes(), stream.lines());
            if (stream.bytes() > 0 && records()[0] == before) {
                throw new IOException(source.name() + ":1:1: error: no record of an inspector can be read; expected one"
                        + " such as '- program_created:' with its fields below it");
            }
        }
    }

    private long[] records() {
        return counts.records(DocumentKind.INSPECTOR.label());
    }

    private void take(int file, InspectorText.Piece piece) throws IOException {
        InspectorRecord record = InspectorYaml.read(piece);
        Optional<InspectorEvent> event = InspectorEvent.ofLabel(record.event());
        if (piece.cut()) {
            cutFiles.add(file);
            complain(
                    file,
                    new Place(piece.line(), 1),
                    "the file ends inside this record: its process was killed, or still ran; what stands above is"
                            + " used");
        } else {
            record.flaw().ifPresent(flaw -> complain(file, flaw.at(), told(flaw)));
        }
        if (record.flaw().map(Flaw::hidesRecord).orElse(false)) {
            brokenFiles.add(file);
        }
        if (event.isEmpty()) {
            unknown(file, piece, record);
            return;
        }
        ofOneFile(event.get().family(), file, record.line());
        Optional<String> missing = missing(event.get(), record, piece.cut());
        if (missing.isEmpty()) {
            records()[0]++;
            apply(event.get(), record, new LogPosition(names.get(file), record.line()));
            return;
        }
        (piece.last() ? cutFiles : brokenFiles).add(file);
        if (record.flaw().isEmpty() && !piece.cut()) {
            complain(file, new Place(record.line(), 1), missing.get());
        }
    }

    private static String told(Flaw flaw) {
        return flaw.message() + "; what stands above it in its record is used";
    }

    /** A record whose name can be read is none of those that are known; one without a name may be any. */
    private void unknown(int file, InspectorText.Piece piece, InspectorRecord record) {
        if (record.event().isEmpty()) {
            if (!piece.cut()) {
                brokenFiles.add(file);
            }
            if (record.flaw().isEmpty() && !piece.cut()) {
                complain(file, new Place(piece.line(), 1), "no record begins here");
            }
            return;
        }
        LogPosition at = new LogPosition(names.get(file), record.line());
        unknown.merge(
                record.event(), new Unknown(1, at), (known, one) -> new Unknown(known.count() + 1, known.first()));
    }

    /** Each start of a process writes its files anew, so that two files of one kind are of two starts. */
    private void ofOneFile(Family family, int file, long line) throws IOException {
        Integer first = fileOfFamily.putIfAbsent(family, file);
        if (first != null && first != file) {
            throw new IOException(names.get(file) + ":" + line + ":1: error: " + names.get(first)
                    + " has records of this kind too, and the files of an inspector are those of one start of one"
                    + " process; name one of the two");
        }
    }

    private static Optional<String> missing(InspectorEvent event, InspectorRecord record, boolean cut) {
        for (String name : cut ? event.needsWhereCut() : event.needs()) {
            if (!record.has(name)) {
                return Optional.of("'" + event.label() + "' states no '" + name + "', and says nothing without it");
            }
            if (InspectorEvent.isNumber(name) && number(record, name).isEmpty()) {
                return Optional.of("'" + name + "' is '" + record.fields().get(name)
                        + "'; expected a whole number of 63 bits at most");
            }
        }
        return Optional.empty();
    }

    private static OptionalLong number(InspectorRecord record, String name) {
        String text = record.fields().getOrDefault(name, "");
        if (!text.matches("[0-9]{1,19}")) {
            return OptionalLong.empty();
        }
        long number = Long.parseUnsignedLong(text);
        return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static long id(InspectorRecord record, String name) {
        return number(record, name).orElseThrow();
    }

    private void apply(InspectorEvent event, InspectorRecord record, LogPosition at) {
        InspectorLives.Moment when = new InspectorLives.Moment(number(record, "timestamp_ns"), at);
        switch (event) {
            case STARTUP_TIME -> lives.clock(id(record, "system_clock_ns"), id(record, "high_resolution_clock_ns"));
            case PROGRAM_CREATED -> lives.programCreated(id(record, "id"), when);
            case PROGRAM_DESTROYED -> lives.programDestroyed(id(record, "id"), when);
            case PROGRAM_KERNEL_COMPILE_FINISHED -> lives.kernelOfProgram(id(record, "id"), kernel(record, at));
            case KERNEL -> lives.kernel(id(record, "program_id"), kernel(record, at));
            case MESH_DEVICE_CREATED ->
                lives.meshCreated(id(record, "mesh_id"), number(record, "parent_mesh_id"), record.devices(), when);
            case MESH_DEVICE_DESTROYED -> lives.meshDestroyed(id(record, "mesh_id"), when);
            case MESH_WORKLOAD_CREATED -> {
                boolean fresh = lives.workloadCreated(id(record, "mesh_workload_id"), when);
                if (!fresh) {
                    brokenFiles.add(fileOfFamily.get(Family.MESH_WORKLOADS));
                    notes.add("Workload " + id(record, "mesh_workload_id") + " is created again at " + at
                            + ", and no record tells the end of the earlier one.");
                }
            }
            case MESH_WORKLOAD_ADD_PROGRAM ->
                lives.programAdded(id(record, "mesh_workload_id"), id(record, "program_id"), when);
            case MESH_WORKLOAD_SET_METADATA ->
                lives.workloadNamed(id(record, "mesh_workload_id"), text(record, "name"));
            case MESH_WORKLOAD_SET_PROGRAM_BINARY_STATUS -> {
                if (!record.fields().get("status").equals("NotSent")) {
                    lives.workloadLoaded(id(record, "mesh_workload_id"), id(record, "mesh_id"), when);
                }
            }
            case MESH_WORKLOAD_DESTROYED -> lives.workloadDestroyed(id(record, "mesh_workload_id"), when);
            case PROGRAM_COMPILE_STARTED,
                    PROGRAM_COMPILE_ALREADY_EXISTS,
                    PROGRAM_COMPILE_FINISHED,
                    PROGRAM_BINARY_STATUS_CHANGE,
                    MESH_DEVICE_INITIALIZED -> {}
        }
    }

    private KernelSource kernel(InspectorRecord record, LogPosition at) {
        return new KernelSource(text(record, "name"), text(record, "source"), at);
    }

    /** Many programs have the same kernels. */
    private String text(InspectorRecord record, String name) {
        String text = record.fields().getOrDefault(name, "");
        return texts.computeIfAbsent(text, same -> same);
    }

    private void complain(int file, Place at, String message) {
        counts.malformed(new Malformation(file, at.line(), at.column(), "warning: " + message, ""));
    }

    /** What was recognised so far. */
    public Recognition recognition() {
        return counts.recognition();
    }

    /** The first records that are not what they should be, with the index of their file in the order of reading. */
    public List<Malformation> malformations() {
        return counts.malformations();
    }

    /** What the files tell, before anything of it is matched with a log. */
    public Inspection inspection() {
        List<String> told = new ArrayList<>(notes);
        unknown.entrySet().stream().limit(MOST_UNKNOWN).forEach(entry -> {
            Unknown kind = entry.getValue();
            told.add(kind.count() + (kind.count() == 1 ? " record '" : " records '") + entry.getKey()
                    + "' tell what is not known here, the first at " + kind.first() + "; they were not used.");
        });
        int ofWorkloads = fileOfFamily.getOrDefault(Family.MESH_WORKLOADS, -1);
        boolean whole = !brokenFiles.contains(ofWorkloads);
        boolean cut = cutFiles.contains(ofWorkloads);
        return new Inspection(
                names, whole, cut, lives.workloads(), lives.programs(), lives.livePrograms(), lives.meshes(), 0, told);
    }
}
