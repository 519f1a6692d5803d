package dev.leaktriage.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Something that a run shows besides its verdicts.
 *
 * @param run the run's name as in the column {@code run}
 * @param count how many events or handles it is about, at least 1
 * @param sizeBytes the bytes it is about; 0 if they are unknown or do not apply
 * @param at the positions it rests on, first one first, {@value #MOST_POSITIONS} at most where there
 *     are many; never empty unless the whole log is meant
 * @param message one line of plain English
 * @param detail what a reader needs to see to believe it, such as a source line and a caret; may be empty
 */
public record Finding(
        String run,
        FindingId id,
        OptionalLong process,
        OptionalInt device,
        long count,
        long sizeBytes,
        List<LogPosition> at,
        String message,
        String detail) {
    /** The most positions that a finding about many handles or events names; its count is exact all the same. */
    public static final int MOST_POSITIONS = 64;

    /** In which reports list them: by id, then by position. */
    public static final Comparator<Finding> ORDER = Finding::compare;

    private static final LogPosition NOWHERE = new LogPosition("", 1);

    public Finding {
        at = List.copyOf(at);
        if (count < 1) {
            throw new IllegalArgumentException("a finding is about at least one event, not " + count);
        }
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
        return runs != 0 ? runs : a.message.compareTo(b.message);
    }

    private LogPosition place() {
        return at.isEmpty() ? NOWHERE : at.get(0);
    }

    public Severity severity() {
        return id.severity();
    }

    public Optional<LogPosition> firstAt() {
        return at.isEmpty() ? Optional.empty() : Optional.of(at.get(0));
    }
}
