package dev.leaktriage.join;

import dev.leaktriage.model.LogEvent;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds for the allocations of the rows the lent records that are the same, while both go by.
 *
 * <p>Most of the time the next unit and the next record agree, and nothing else is looked at. Where they do not, a small
 * stretch of both is aligned, and larger ones as long as it stays unclear where they agree again. What is aligned is
 * final: memory and time do not depend on the length of the rows.
 */
final class Matcher {
    /** So many units are kept waiting, so that what comes after a unit can be looked at. */
    static final int AHEAD = 256;

    private static final int QUIET = 6;
    private static final int[] UNITS = {24, 64, AHEAD, 64};
    private static final int[] RECORDS = {32, 256, 2048, 65536};
    /** The widest search costs as much as ten thousand events, and may be in vain. */
    private static final int MOST_WIDE_SEARCHES = 32;

    private final LentRecords records;
    private final boolean everyUnit;
    private final Units units;
    private final long[] keys;
    private final Map<Long, TreeSet<Integer>> devicesOfMesh = new HashMap<>();
    private int next;
    private int firstMatched = LentRecords.NONE;
    private int lastMatched = LentRecords.NONE;
    private int wideSearches;
    private long unitsMatched;
    private long unitsAlone;

    /**
     * Makes one.
     *
     * @param byDevice true if the device of a record is that of the rows
     * @param rowsOfMeshes true if an event of the rows stands for all devices of a mesh
     */
    Matcher(LentRecords records, boolean byDevice, boolean rowsOfMeshes) {
        this.records = records;
        this.everyUnit = !records.stream().ofMeshes() || hasViews(records);
        this.units = new Units(records.stream().ofMeshes() && !rowsOfMeshes, byDevice);
        this.keys = records.sortedKeys();
    }

    private static boolean hasViews(LentRecords records) {
        for (int record = 0; record < records.count(); record++) {
            if (records.borrows(record)) {
                return true;
            }
        }
        return false;
    }

    LentRecords records() {
        return records;
    }

    Units units() {
        return units;
    }

    /** The first and the last record that has a partner; {@link LentRecords#NONE} if none has. */
    int firstMatched() {
        return firstMatched;
    }

    int lastMatched() {
        return lastMatched;
    }

    /**
     * True if the records are of another execution, and what looks alike is so by chance: most of both sides have no
     * partner, or most of what stands among the records that have one.
     */
    boolean isForeign() {
        boolean fewOfBoth = unitsMatched * 4 < records.count() && unitsMatched * 4 < unitsMatched + unitsAlone;
        return fewOfBoth || unitsMatched * 2 < lastMatched - firstMatched + 1;
    }

    /** For each mesh that the records name the devices of the rows that it was found to have. */
    SortedMap<Integer, TreeSet<Integer>> devicesOfMesh() {
        SortedMap<Integer, TreeSet<Integer>> devices = new TreeMap<>();
        devicesOfMesh.forEach((mesh, found) -> devices.put(mesh.intValue(), found));
        return devices;
    }

    /**
     * Aligns the units that wait, but for those of which too little of what follows is known.
     *
     * @param whole true if no unit comes after those that wait
     */
    void align(boolean whole) {
        Deque<Unit> waiting = units.waiting();
        while (waiting.size() > (whole ? 0 : AHEAD) && (whole || !waiting.peek().open)) {
            if (next >= records.count() || isUnknown(waiting.peek())) {
                alone(waiting.poll());
            } else if (agree(waiting)) {
                match(waiting.poll(), next++, false);
            } else {
                alignSome(waiting, whole);
            }
        }
    }

    private boolean isUnknown(Unit unit) {
        return Arrays.binarySearch(keys, unit.key) < 0;
    }

    /** True if the next unit and the next record are the same, and neither is followed by one that looks alike. */
    private boolean agree(Deque<Unit> waiting) {
        if (!records.fits(next, waiting.peek())) {
            return false;
        }
        Iterator<Unit> first = waiting.iterator();
        Unit unit = first.next();
        boolean followed = first.hasNext() && first.next().key == unit.key;
        return !followed && (next + 1 >= records.count() || !records.sameKey(next, next + 1));
    }

    private void alignSome(Deque<Unit> waiting, boolean whole) {
        for (int level = 0; ; level++) {
            Unit[] some = first(waiting, UNITS[level]);
            int wide = Math.min(RECORDS[level], records.count() - next);
            boolean all = whole && some.length == waiting.size();
            boolean fresh = firstMatched == LentRecords.NONE;
            Alignment alignment = new Alignment(some, records, next, wide, everyUnit, fresh, all);
            Alignment.Steps steps = alignment.steps();
            boolean everything = all && wide == records.count() - next;
            int settled = everything ? steps.length : steps.settled(QUIET);
            boolean last = isLast(level, waiting.size(), wide);
            if (settled > 0 || last) {
                take(waiting, alignment, steps, settled > 0 ? settled : Math.max(1, steps.length / 2));
                return;
            }
        }
    }

    private boolean isLast(int level, int available, int wide) {
        boolean seenAll = UNITS[level] >= available && wide < RECORDS[level];
        boolean tooWide = level == RECORDS.length - 2 && wideSearches >= MOST_WIDE_SEARCHES;
        if (level == RECORDS.length - 2 && !tooWide) {
            wideSearches++;
        }
        return seenAll || tooWide || level == RECORDS.length - 1;
    }

    /** Units that a process is still adding to are not looked at before they are whole. */
    private static Unit[] first(Deque<Unit> waiting, int most) {
        Unit[] some = new Unit[Math.min(most, waiting.size())];
        Iterator<Unit> units = waiting.iterator();
        for (int i = 0; i < some.length; i++) {
            some[i] = units.next();
        }
        return some;
    }

    private void take(Deque<Unit> waiting, Alignment alignment, Alignment.Steps steps, int count) {
        int base = next;
        boolean unitTaken = false;
        for (int step = 0; step < steps.length && (step < count || !unitTaken); step++) {
            int unit = steps.unit[step];
            int record = steps.record[step];
            if (record != Alignment.NONE) {
                next = base + record + 1;
            }
            if (unit == Alignment.NONE) {
                continue;
            }
            unitTaken = true;
            boolean doubtful = alignment.ambiguous(unit, record);
            if (record == Alignment.NONE) {
                alone(waiting.poll(), doubtful);
            } else {
                match(waiting.poll(), base + record, doubtful);
            }
        }
        if (!unitTaken && !waiting.isEmpty()) {
            alone(waiting.poll());
        }
    }

    private void match(Unit unit, int record, boolean doubtful) {
        unitsMatched++;
        for (int i = 0; i < unit.count(); i++) {
            RowEvent row = unit.row(i);
            row.matched = true;
            records.lend(record, doubtful, row.event);
            if (records.stream().statesOwnership()) {
                row.record = record;
                devicesOfMesh
                        .computeIfAbsent((long) records.device(record), ignored -> new TreeSet<>())
                        .add((int) row.event.device);
            }
        }
        firstMatched = firstMatched == LentRecords.NONE ? record : firstMatched;
        lastMatched = Math.max(lastMatched, record);
    }

    private void alone(Unit unit) {
        alone(unit, false);
    }

    private void alone(Unit unit, boolean doubtful) {
        unitsAlone++;
        if (records.stream().isWindow() && unit.first && !isUnknown(unit)) {
            records.seenOutside(unit);
        }
        boolean unowned = records.stream().statesOwnership() && !unit.first && !doubtful;
        for (int i = 0; i < unit.count() && unowned; i++) {
            unit.row(i).unowned = true;
        }
    }

    /** True if events of the rows are matched with a record of the same stream that is the next but for its mesh. */
    boolean isOfTheSameUnit(int record) {
        return record > 0
                && records.sameKey(record, record - 1)
                && records.device(record) != records.device(record - 1)
                && records.rows(record - 1) > 1;
    }

    /** True if an allocation can be among the records. */
    boolean covers(LogEvent event) {
        return records.covers(event.device);
    }
}
