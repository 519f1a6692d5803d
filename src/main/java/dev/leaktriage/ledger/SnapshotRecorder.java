package dev.leaktriage.ledger;

import dev.leaktriage.model.MemoryHistory.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Copies what is live at the peak and at marks, as long as that is not too much.
 *
 * <p>There are many peaks on the way up. To copy what is live at each of them took four fifths of the reading of a log of
 * 100 MB; so of the latest one only those are copied that end after it, before they do, and the others at the end.
 */
final class SnapshotRecorder {
    static final int MOST_AT_PEAK = 10_000;
    static final int MOST_AT_MARK = 2_000;
    static final int FIRST_MARKS = 8;
    static final int LAST_MARKS = 8;

    private final HandleTable table;
    private final Accounts accounts;
    private final Moment now;
    private final List<Taken> first = new ArrayList<>();
    private final ArrayDeque<Taken> last = new ArrayDeque<>();
    private long live;
    /** By handle, the event that opened it. */
    private long[] openedBy = new long[1024];

    /** The event of the latest peak, if no more was live then than is copied. */
    private OptionalLong peakEvent = OptionalLong.empty();
    /** What was live at that peak and has ended since, and which handles these were. */
    private final HandleRows ended;

    private int[] endedHandles = new int[64];

    private record Taken(long event, HandleRows rows) {}

    SnapshotRecorder(HandleTable table, Accounts accounts, Moment now) {
        this.table = table;
        this.accounts = accounts;
        this.now = now;
        this.ended = new HandleRows(table, accounts);
    }

    /** A handle was opened; the event is not counted yet. */
    void opened(int handle) {
        if (handle >= openedBy.length) {
            openedBy = Arrays.copyOf(openedBy, handle * 2);
        }
        openedBy[handle] = now.accountEvent + 1;
        live++;
    }

    /** A live handle is about to be closed; the event is not counted yet. */
    void ended(int handle) {
        if (wasAtPeak(handle)) {
            int row = ended.add(handle, 0, 0);
            endedHandles = row < endedHandles.length ? endedHandles : Arrays.copyOf(endedHandles, row * 2);
            endedHandles[row] = handle;
        }
        live--;
    }

    private boolean wasAtPeak(int handle) {
        return peakEvent.isPresent() && openedBy[handle] <= peakEvent.getAsLong();
    }

    /** The event is counted. */
    void moved(boolean isPeak) {
        if (isPeak) {
            peakEvent = live <= MOST_AT_PEAK ? OptionalLong.of(now.accountEvent) : OptionalLong.empty();
            ended.clear();
        }
    }

    void marked() {
        if (live > MOST_AT_MARK) {
            return;
        }
        if (first.size() < FIRST_MARKS) {
            first.add(taken());
            return;
        }
        last.add(taken());
        if (last.size() > LAST_MARKS) {
            last.remove();
        }
    }

    private Taken taken() {
        HandleRows rows = new HandleRows(table, accounts);
        for (int handle = 0; handle < table.top(); handle++) {
            if (table.state(handle) == HandleTable.LIVE) {
                rows.add(handle, 0, 0);
            }
        }
        return new Taken(now.accountEvent, rows);
    }

    /** What was live at the latest peak, in the order of handles, of which each was used only once until then. */
    private Taken takenAtPeak(long event) {
        int[] endedRows = new int[table.top()];
        for (int row = 0; row < ended.count(); row++) {
            endedRows[endedHandles[row]] = row + 1;
        }
        HandleRows rows = new HandleRows(table, accounts);
        for (int handle = 0; handle < table.top(); handle++) {
            if (endedRows[handle] > 0) {
                rows.add(ended, endedRows[handle] - 1);
            } else if (table.state(handle) == HandleTable.LIVE && wasAtPeak(handle)) {
                rows.add(handle, 0, 0);
            }
        }
        return new Taken(event, rows);
    }

    /** The copies, the peak's first; an event has one copy only. */
    List<Snapshot> snapshots(Positions positions) {
        List<Taken> all = new ArrayList<>();
        peakEvent.ifPresent(event -> all.add(takenAtPeak(event)));
        all.addAll(first);
        all.addAll(last);
        List<Snapshot> snapshots = new ArrayList<>();
        for (Taken taken : all) {
            boolean known = snapshots.stream().anyMatch(other -> other.event() == taken.event);
            if (!known) {
                snapshots.add(new Snapshot(taken.event, taken.rows.lifetimes(positions)));
            }
        }
        return snapshots;
    }
}
