package dev.leaktriage.ledger;

import dev.leaktriage.model.MemoryHistory.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies what is live at the peak and at marks, as long as that is not too much.
 *
 * <p>There are many peaks on the way up: one is copied only when something comes that makes it no peak of its own.
 */
final class SnapshotRecorder {
    static final int MOST_AT_PEAK = 10_000;
    static final int MOST_AT_MARK = 2_000;
    static final int FIRST_MARKS = 8;
    static final int LAST_MARKS = 8;

    private static final int NONE = -1;

    private final HandleTable table;
    private final Accounts accounts;
    private final Moment now;
    private final List<Taken> first = new ArrayList<>();
    private final ArrayDeque<Taken> last = new ArrayDeque<>();
    private final List<Taken> peak = new ArrayList<>();
    private boolean peakPending;
    private long live;

    private record Taken(long event, HandleRows rows) {}

    SnapshotRecorder(HandleTable table, Accounts accounts, Moment now) {
        this.table = table;
        this.accounts = accounts;
        this.now = now;
    }

    /** A handle was opened; the event is not counted yet. */
    void opened(int handle) {
        if (table.occupiedBytes(handle) > 0) {
            // Higher than the peak, which it succeeds.
            peakPending = false;
        }
        leavePeak(handle);
        live++;
    }

    /** A handle is about to be closed; the event is not counted yet. */
    void ended() {
        leavePeak(NONE);
        live--;
    }

    /** The event is counted. */
    void moved(boolean isPeak) {
        peakPending |= isPeak;
    }

    private void leavePeak(int opened) {
        if (peakPending) {
            peakPending = false;
            peak.clear();
            if (live <= MOST_AT_PEAK) {
                peak.add(taken(opened));
            }
        }
    }

    void marked() {
        if (live > MOST_AT_MARK) {
            return;
        }
        if (first.size() < FIRST_MARKS) {
            first.add(taken(NONE));
            return;
        }
        last.add(taken(NONE));
        if (last.size() > LAST_MARKS) {
            last.remove();
        }
    }

    private Taken taken(int but) {
        HandleRows rows = new HandleRows(table, accounts);
        for (int handle = 0; handle < table.top(); handle++) {
            if (table.state(handle) == HandleTable.LIVE && handle != but) {
                rows.add(handle, 0, 0);
            }
        }
        return new Taken(now.accountEvent, rows);
    }

    /** The copies, the peak's first; an event has one copy only. */
    List<Snapshot> snapshots(Positions positions) {
        leavePeak(NONE);
        List<Taken> all = new ArrayList<>(peak);
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
