package dev.leaktriage.ledger;

import dev.leaktriage.model.Timeline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Samples live memory over the run; where there are too many samples, every second one goes. */
final class TimelineRecorder {
    private static final int MOST_SAMPLES = 1024;
    private static final int FIRST_MARKS = 500;
    private static final int LAST_MARKS = 500;

    private final HistoryRecorder history;
    private final long[] events = new long[MOST_SAMPLES];
    private final long[] at = new long[MOST_SAMPLES];
    private final long[] handles = new long[MOST_SAMPLES];
    private final long[] bytes = new long[MOST_SAMPLES];
    private final long[] occupied = new long[MOST_SAMPLES];
    private int count;
    private long stride = 1;
    /** The event from which on the next sample is taken: a multiple of the stride, or later where events come in batches. */
    private long due = 1;

    private final List<Marked> marks = new ArrayList<>();
    private final ArrayDeque<Marked> laterMarks = new ArrayDeque<>();
    private long dropped;

    private long latestHandles;
    private long latestBytes;
    private long latestOccupied;

    private record Marked(long event, long at, String what, long handles, long bytes, long occupied) {
        Timeline.Mark at(Positions positions) {
            return new Timeline.Mark(event, positions.of(at), what, handles, bytes, occupied);
        }
    }

    TimelineRecorder(HistoryRecorder history) {
        this.history = history;
    }

    void sample(long event, long position, LiveTotals live) {
        latestHandles = live.handles();
        latestBytes = live.sizeBytes();
        latestOccupied = live.occupiedBytes();
        if (event < due) {
            return;
        }
        if (count == MOST_SAMPLES) {
            thin();
            if (event < due) {
                return;
            }
        }
        events[count] = event;
        at[count] = position;
        handles[count] = latestHandles;
        bytes[count] = latestBytes;
        occupied[count++] = latestOccupied;
        due = (event / stride + 1) * stride;
    }

    /** The event from which on the next sample is taken. */
    long due() {
        return due;
    }

    private void thin() {
        stride *= 2;
        due = stride;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (events[i] >= due) {
                due = (events[i] / stride + 1) * stride;
                events[kept] = events[i];
                at[kept] = at[i];
                handles[kept] = handles[i];
                bytes[kept] = bytes[i];
                occupied[kept++] = occupied[i];
            }
        }
        count = kept;
    }

    /** Marks a moment; what is live then is what the latest sample said. */
    void mark(long event, long position, String what) {
        if (history.wanted()) {
            history.marked();
        }
        Marked mark = new Marked(event, position, what, latestHandles, latestBytes, latestOccupied);
        if (marks.size() < FIRST_MARKS) {
            marks.add(mark);
            return;
        }
        laterMarks.add(mark);
        if (laterMarks.size() > LAST_MARKS) {
            laterMarks.remove();
            dropped++;
        }
    }

    /** The samples, with the end of the run as the last one. */
    List<Timeline.Sample> samples(Positions positions, Moment end, LiveTotals live) {
        List<Timeline.Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(new Timeline.Sample(events[i], positions.of(at[i]), handles[i], bytes[i], occupied[i]));
        }
        boolean missing = count > 0 && events[count - 1] != end.accountEvent;
        if (missing) {
            samples.add(new Timeline.Sample(
                    end.accountEvent, positions.of(end.at), live.handles(), live.sizeBytes(), live.occupiedBytes()));
        }
        return samples;
    }

    List<Timeline.Mark> marks(Positions positions) {
        List<Timeline.Mark> all = new ArrayList<>();
        marks.forEach(mark -> all.add(mark.at(positions)));
        laterMarks.forEach(mark -> all.add(mark.at(positions)));
        return all;
    }

    long droppedMarks() {
        return dropped;
    }
}
