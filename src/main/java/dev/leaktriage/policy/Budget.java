package dev.leaktriage.policy;

import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.policy.Measured.Cell;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.StringJoiner;

/**
 * One demand on a run, as it is written.
 *
 * @param at where it stands
 * @param written its line without comment and with single blanks
 * @param moment when it looks at the run
 * @param verdict the only verdict it is about; empty for any
 * @param withSuppressed true to count handles that a suppression accepts; only verdicts leave them out
 * @param memory the only memory kind it is about
 * @param device the only device it is about
 * @param site the only sites it is about
 * @param per what is judged one by one
 * @param change whether it is about growth
 */
record Budget(
        LogPosition at,
        String written,
        Moment moment,
        Optional<Verdict> verdict,
        boolean withSuppressed,
        Measure measure,
        Optional<Memory> memory,
        OptionalInt device,
        Optional<SiteFilter> site,
        Set<Part> per,
        Change change,
        Bound bound) {
    /** When a budget looks at a run. */
    enum Moment {
        END,
        PEAK
    }

    /** What a budget may be split by. */
    enum Part {
        DEVICE,
        MEMORY,
        SITE
    }

    /** Whether an amount or its growth is bounded. */
    enum Change {
        NONE,
        SINCE_BASE,
        PER_CHECKPOINT
    }

    Budget {
        per = Set.copyOf(per);
    }

    boolean needsBase() {
        return change == Change.SINCE_BASE || bound.of() == Bound.Whole.BASE;
    }

    /** The handles of a run at the budget's moment. */
    List<Cell> all(Measured run) {
        return moment == Moment.PEAK ? run.peak() : run.live();
    }

    boolean isAbout(Cell cell) {
        boolean judged = verdict.isEmpty() || verdict.equals(cell.verdict()) && (withSuppressed || !cell.suppressed());
        return judged
                && (memory.isEmpty() || memory.get() == cell.memory())
                && (device.isEmpty() || device.equals(cell.device()))
                && (site.isEmpty() || site.get().matches(cell.site()));
    }

    /** The part that a handle is judged with, such as {@code device 3, DRAM}; empty if all are judged at once. */
    String part(Cell cell) {
        StringJoiner part = new StringJoiner(", ");
        if (per.contains(Part.DEVICE) && cell.device().isPresent()) {
            part.add("device " + cell.device().getAsInt());
        }
        if (per.contains(Part.MEMORY)) {
            part.add(
                    cell.memory() == Memory.UNSTATED
                            ? "memory not stated"
                            : cell.memory().label());
        }
        if (per.contains(Part.SITE)) {
            part.add("site " + cell.site().id());
        }
        return part.toString();
    }
}
