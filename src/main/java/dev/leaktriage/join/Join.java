package dev.leaktriage.join;

import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Stacks;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Takes the events of the rows and hands them on with what the other sources lend to them.
 *
 * <p>An event waits until what follows it shows which records are the same allocation: for {@value Matcher#AHEAD} mesh
 * allocations at most. Order is kept.
 */
final class Join implements EventSink {
    /** However few of them are allocations, no more events wait. */
    private static final int MOST_WAITING = 1 << 16;

    private final EventSink sink;
    private final LogEvent.Form form;
    private final List<Matcher> matchers;
    private final long process;
    private final Deque<RowEvent> waiting = new ArrayDeque<>();
    private final Deque<RowEvent> unused = new ArrayDeque<>();
    private final Map<Long, Long> liveAt = new HashMap<>();
    private final Owners owners;
    private long allocations;
    private long enriched;
    private boolean wanted = true;

    /**
     * Makes one.
     *
     * @param rows the stream that has the rows
     * @param lent what the others lend
     * @param nameless true if the rows name no process
     * @param sink receives the events, in their order
     */
    Join(Stream rows, List<LentRecords> lent, boolean nameless, EventSink sink) {
        this.sink = sink;
        this.form = form(rows);
        this.matchers = lent.stream()
                .map(records -> new Matcher(records, isByDevice(rows, records.stream()), rows.ofMeshes()))
                .toList();
        this.owners = new Owners(lent);
        this.process = nameless ? lentProcess(lent) : LogEvent.UNSTATED;
    }

    private static LogEvent.Form form(Stream rows) {
        return switch (rows) {
            case TRACKER -> LogEvent.Form.TRACKER;
            case SERVER -> LogEvent.Form.SERVER;
            case STACK_TRACE, BUFFER_DEBUG, CREATION_LOG -> LogEvent.Form.BLOCK;
            case GRAPH_CAPTURE -> LogEvent.Form.GRAPH;
            case UMPIRE -> LogEvent.Form.ALLOCATOR;
            case SNAPSHOT -> LogEvent.Form.SNAPSHOT;
        };
    }

    /** True if devices of a stream's records are those of the rows: a mesh's number is none of its devices'. */
    static boolean isByDevice(Stream rows, Stream lent) {
        return !rows.ofMeshes() && !lent.ofMeshes();
    }

    private static long lentProcess(List<LentRecords> lent) {
        OptionalLong only = lent.stream()
                .mapToLong(LentRecords::onlyProcess)
                .filter(named -> named != LogEvent.UNSTATED)
                .findFirst();
        return only.orElse(LogEvent.UNSTATED);
    }

    List<Matcher> matchers() {
        return matchers;
    }

    /** How many allocations of the rows were handed on. */
    long allocations() {
        return allocations;
    }

    /** How many of them were found in another source. */
    long enriched() {
        return enriched;
    }

    @Override
    public boolean accept(LogEvent event) {
        RowEvent row = unused.isEmpty() ? new RowEvent() : unused.pop();
        row.event.copy(event);
        row.matched = false;
        row.unowned = false;
        row.record = LentRecords.NONE;
        row.first = false;
        if (row.event.form == form && row.event.process == LogEvent.UNSTATED) {
            row.event.process = process;
        }
        waiting.add(row);
        if (row.event.form == form) {
            observe(row);
        }
        matchers.forEach(matcher -> matcher.align(false));
        flush(waiting.size() > MOST_WAITING);
        return wanted;
    }

    private void observe(RowEvent row) {
        LogEvent event = row.event;
        if (event.kind == EventKind.ALLOCATED) {
            row.first = isFirst(event);
            for (Matcher matcher : matchers) {
                if (matcher.covers(event)) {
                    matcher.units().allocated(row);
                }
            }
        } else {
            if (event.kind == EventKind.FREED) {
                liveAt.computeIfPresent(place(event), (place, live) -> live > 1 ? live - 1 : null);
            }
            matchers.forEach(matcher -> matcher.units().interrupted(event));
        }
    }

    /** True if nothing is live where memory is allocated; a server counts that itself. */
    private boolean isFirst(LogEvent event) {
        if (event.form == LogEvent.Form.SERVER) {
            return event.references <= 1;
        }
        return liveAt.merge(place(event), 1L, Long::sum) == 1;
    }

    private long place(LogEvent event) {
        long owner = event.form == LogEvent.Form.SERVER ? 0 : event.process;
        return ((event.address * 0x9e3779b97f4a7c15L ^ event.device) * 0xff51afd7ed558ccdL ^ owner)
                * 0xc4ceb9fe1a85ec53L;
    }

    /** Hands on what waits, up to the first event that a source may still lend to. */
    private void flush(boolean whole) {
        if (whole) {
            matchers.forEach(matcher -> {
                matcher.units().ended();
                matcher.align(true);
            });
        }
        while (wanted && !waiting.isEmpty() && !isUndecided(waiting.peek())) {
            RowEvent row = waiting.poll();
            complete(row);
            wanted = sink.accept(row.event);
            unused.push(row);
        }
    }

    /** True if a source may still lend to an event, and so to those behind it. */
    private boolean isUndecided(RowEvent row) {
        for (Matcher matcher : matchers) {
            Unit unit = matcher.units().waiting().peek();
            if (unit != null && unit.row(0) == row) {
                return true;
            }
        }
        return false;
    }

    private void complete(RowEvent row) {
        if (row.event.form != form) {
            return;
        }
        if (row.event.kind == EventKind.ALLOCATED) {
            completeAllocation(row);
        } else if (row.event.kind == EventKind.FREED) {
            completeFree(row.event);
        }
    }

    private void completeAllocation(RowEvent row) {
        LogEvent event = row.event;
        allocations++;
        enriched += row.matched ? 1 : 0;
        owners.passed(row);
        boolean view = row.unowned
                && event.ownership == LogEvent.Ownership.UNSTATED
                && event.stack == Stacks.NO_STACK
                && event.sizeBytes <= owners.sizeBytes(place(event));
        if (view) {
            event.ownership = LogEvent.Ownership.BORROWS;
        } else if (row.first || event.ownership == LogEvent.Ownership.OWNS) {
            owners.put(place(event), event.sizeBytes, row.record);
        }
    }

    /** A server does not say which of several buffers at an address was freed; the owner's own record may. */
    private void completeFree(LogEvent event) {
        long place = place(event);
        if (event.references == 0) {
            owners.remove(place);
        }
        if (event.references <= 0) {
            return;
        }
        if (owners.isGivenBackNow(place) && !isFreedAgain(place)) {
            owners.free(place);
            event.ownership = LogEvent.Ownership.OWNS;
        } else if (owners.isViewFreed(place)) {
            event.ownership = LogEvent.Ownership.BORROWS;
        }
    }

    /** True if there is another free at a place before the next allocation that was matched. */
    private boolean isFreedAgain(long place) {
        for (RowEvent row : waiting) {
            boolean next = row.event.kind == EventKind.ALLOCATED && owners.isNext(row.record);
            if (next || row.event.form != form) {
                return false;
            }
            if (row.event.kind == EventKind.FREED && place(row.event) == place) {
                return true;
            }
        }
        return false;
    }

    /** The rows are over. */
    boolean ended() {
        flush(true);
        return wanted;
    }
}
