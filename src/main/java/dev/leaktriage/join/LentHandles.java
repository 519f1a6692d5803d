package dev.leaktriage.join;

import dev.leaktriage.model.Integrity;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LogPosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The records of one stream, found by the handles that they are. */
final class LentHandles {
    /** Processes that write at the same time have their events in between; so many records are looked at. */
    private static final int NEIGHBOURS = 64;

    private final Matcher matcher;
    private final LentRecords records;
    private final Layout layout;
    private final boolean stopped;
    private final Set<Integer> unreadable;
    private final Map<String, Integer> places = new HashMap<>();
    private final int[] byRow;
    private final boolean foreign;

    /**
     * Makes the index.
     *
     * @param stopped true if the rows were stopped before their end
     * @param unreadable the places of the files that have a record which does not parse
     */
    LentHandles(Matcher matcher, Layout layout, boolean stopped, Set<Integer> unreadable) {
        this.matcher = matcher;
        this.records = matcher.records();
        this.layout = layout;
        this.stopped = stopped;
        this.unreadable = unreadable;
        for (int place = 0; place < layout.files().size(); place++) {
            places.put(layout.files().get(place).name(), place);
        }
        this.byRow = IntStream.range(0, records.count())
                .filter(record -> records.rows(record) > 0)
                .boxed()
                .sorted(Comparator.comparingLong(records::firstRow))
                .mapToInt(Integer::intValue)
                .toArray();
        this.foreign = matcher.isForeign();
    }

    boolean statesOwnership() {
        return records.stream().statesOwnership();
    }

    SortedMap<Integer, TreeSet<Integer>> devicesOfMesh() {
        return matcher.devicesOfMesh();
    }

    /** The record that is the same allocation; {@link LentRecords#NONE} if none is. */
    int find(LiveHandle handle) {
        LogPosition at = handle.allocatedAt();
        long row = LentRecords.pack(places.get(at.file()), at.line());
        int low = 0;
        int high = byRow.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (records.firstRow(byRow[middle]) <= row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low - 1; i >= Math.max(0, low - NEIGHBOURS); i--) {
            int record = byRow[i];
            boolean same = row <= records.lastRow(record)
                    && records.address(record) == handle.id().address()
                    && records.sizeBytes(record) == handle.sizeBytes();
            if (same) {
                return record;
            }
        }
        return LentRecords.NONE;
    }

    /** The line of the record that is the same allocation. */
    Optional<LogPosition> at(LiveHandle handle) {
        int record = find(handle);
        return record == LentRecords.NONE ? Optional.empty() : Optional.of(position(record));
    }

    private LogPosition position(int record) {
        return position(records.at(record), records.node(record));
    }

    private LogPosition position(long packed, int node) {
        return new LogPosition(layout.files().get(LentRecords.file(packed)).name(), LentRecords.line(packed), node);
    }

    /**
     * What a record says against the handle's being what it seems.
     *
     * @param alone true if the rows are of one process, so that an address means the same memory throughout
     */
    Optional<String> doubt(int record, boolean alone) {
        if (record == LentRecords.NONE) {
            return Optional.empty();
        }
        if (foreign) {
            return Optional.of(position(record) + " stands in a log that has little in common with the "
                    + layout.rows().label() + " records");
        }
        if (records.ambiguous(record)) {
            return Optional.of("it may be another allocation than that of " + position(record));
        }
        long freed = records.freedAt(record);
        boolean before = !stopped || records.freedAfter(record) <= matcher.lastMatched();
        int file = LentRecords.file(records.at(record));
        if (freed == LentRecords.NOWHERE && statesOwnership() && unreadable.contains(file)) {
            return Optional.of("a record of " + layout.files().get(file).name()
                    + " does not parse, and may be the one that gives its memory back");
        }
        if (freed == LentRecords.NOWHERE || !before || records.handedOut(record) && !alone) {
            return Optional.empty();
        }
        String how = records.handedOut(record) ? "was handed out again" : "was given back";
        return Optional.of(position(freed, records.freedNode(record)) + " shows that its memory " + how);
    }

    /**
     * Allocations that the rows lack, though they have those before and after them; of a window they are only counted,
     * since where it lies is inferred.
     */
    List<Integrity.Damage> missing() {
        if (records.stream().isWindow()) {
            return List.of();
        }
        List<Integrity.Damage> missing = new ArrayList<>();
        for (int record = 0; record < records.count(); record++) {
            if (isMissing(record)) {
                missing.add(new Integrity.Damage(
                        -1,
                        position(record),
                        1,
                        "the records of " + layout.rows().label() + " lack this allocation"));
            }
        }
        return missing;
    }

    private boolean isMissing(int record) {
        return !foreign
                && records.rows(record) == 0
                && record > matcher.firstMatched()
                && record < matcher.lastMatched()
                && !matcher.isOfTheSameUnit(record);
    }

    /** Adds up the records of a file: all, those with a partner, the uncertain ones, those that the rows lack. */
    void count(int place, long[] counts) {
        for (int record = 0; record < records.count(); record++) {
            if (LentRecords.file(records.at(record)) != place) {
                continue;
            }
            counts[0]++;
            counts[1] += records.rows(record) > 0 ? 1 : 0;
            counts[2] += records.ambiguous(record) ? 1 : 0;
            counts[3] += isMissing(record) ? 1 : 0;
        }
    }
}
