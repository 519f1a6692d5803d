package dev.leaktriage.model;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Something that a run shows besides its verdicts: a value, whose words may be made when somebody wants to read them. */
public final class Finding {
    /** The most positions that a finding about many handles or events names; its count is exact all the same. */
    public static final int MOST_POSITIONS = 64;

    /** In which reports list them: by id, then by position. */
    public static final Comparator<Finding> ORDER = Finding::compare;

    private static final LogPosition NOWHERE = new LogPosition("", 1);

    private final String run;
    private final FindingId id;
    private final OptionalLong process;
    private final OptionalInt device;
    private final long count;
    private final long sizeBytes;
    private final List<LogPosition> at;
    private final Optional<LogPosition> firstAt;
    private final Wording wording;

    /** How a finding is told; it must be the same each time it is asked for. */
    public interface Wording {
        /** One line of plain English. */
        String message();

        /** What a reader needs to see to believe it, such as a source line and a caret; may be empty. */
        String detail();
    }

    private record Said(String message, String detail) implements Wording {}

    /**
     * A finding whose words are at hand.
     *
     * @param run the run's name as in the column {@code run}
     * @param count how many events or handles it is about, at least 1
     * @param sizeBytes the bytes it is about; 0 if they are unknown or do not apply
     * @param at the positions it rests on, first one first, {@value #MOST_POSITIONS} at most where there
     *     are many; never empty unless the whole log is meant
     * @param message one line of plain English
     * @param detail what a reader needs to see to believe it, such as a source line and a caret; may be empty
     */
    public Finding(
            String run,
            FindingId id,
            OptionalLong process,
            OptionalInt device,
            long count,
            long sizeBytes,
            List<LogPosition> at,
            String message,
            String detail) {
        this(run, id, process, device, count, sizeBytes, List.copyOf(at), new Said(message, detail));
    }

    private Finding(
            String run,
            FindingId id,
            OptionalLong process,
            OptionalInt device,
            long count,
            long sizeBytes,
            List<LogPosition> at,
            Wording wording) {
        if (count < 1) {
            throw new IllegalArgumentException("a finding is about at least one event, not " + count);
        }
        this.run = run;
        this.id = id;
        this.process = process;
        this.device = device;
        this.count = count;
        this.sizeBytes = sizeBytes;
        this.at = at;
        this.firstAt = at.isEmpty() ? Optional.empty() : Optional.of(at.get(0));
        this.wording = wording;
    }

    /**
     * A finding that is put into words on demand: there may be thousands, and most reports tell a few.
     *
     * @param at as in the constructor; not copied, so it must not change
     */
    public static Finding onDemand(
            String run,
            FindingId id,
            OptionalLong process,
            OptionalInt device,
            long count,
            long sizeBytes,
            List<LogPosition> at,
            Wording wording) {
        return new Finding(run, id, process, device, count, sizeBytes, at, wording);
    }

    /** By hand: thousands are sorted, and a chain of comparators took a tenth of the time of all judging. */
    private static int compare(Finding a, Finding b) {
        int ids = a.id.compareTo(b.id);
        if (ids != 0) {
            return ids;
        }
        int places = a.place().compareTo(b.place());
        if (places != 0) {
            return places;
        }
        int runs = a.run.compareTo(b.run);
        return runs != 0 ? runs : a.message().compareTo(b.message());
    }

    private LogPosition place() {
        return firstAt.orElse(NOWHERE);
    }

    public String run() {
        return run;
    }

    public FindingId id() {
        return id;
    }

    public Severity severity() {
        return id.severity();
    }

    public OptionalLong process() {
        return process;
    }

    public OptionalInt device() {
        return device;
    }

    public long count() {
        return count;
    }

    public long sizeBytes() {
        return sizeBytes;
    }

    public List<LogPosition> at() {
        return at;
    }

    public Optional<LogPosition> firstAt() {
        return firstAt;
    }

    public String message() {
        return wording.message();
    }

    public String detail() {
        return wording.detail();
    }

    @Override
    public int hashCode() {
        return Objects.hash(run, id, count, sizeBytes, at);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Finding finding && says(finding);
    }

    private boolean says(Finding other) {
        return other.id == id
                && other.count == count
                && other.sizeBytes == sizeBytes
                && other.run.equals(run)
                && other.process.equals(process)
                && other.device.equals(device)
                && other.at.equals(at)
                && other.message().equals(message())
                && other.detail().equals(detail());
    }

    @Override
    public String toString() {
        return id.label() + " of " + run + " at " + at + ": " + message();
    }
}
