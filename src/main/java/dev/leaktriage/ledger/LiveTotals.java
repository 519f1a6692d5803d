package dev.leaktriage.ledger;

import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Timeline;
import java.util.List;

/** What is live in all, and the peak: what was live when most bytes were occupied, for the first time. */
final class LiveTotals {
    private long handles;
    private long sizeBytes;
    private long occupiedBytes;
    private long peakOccupiedBytes = -1;
    private long peakEvent;
    private long peakAt = Positions.NONE;
    private long peakHandles;
    private long peakSizeBytes;

    /** Adds what came, or what went as negative numbers. */
    void add(long moreHandles, long moreSizeBytes, long moreOccupiedBytes) {
        handles += moreHandles;
        sizeBytes += moreSizeBytes;
        occupiedBytes += moreOccupiedBytes;
    }

    long handles() {
        return handles;
    }

    long sizeBytes() {
        return sizeBytes;
    }

    long occupiedBytes() {
        return occupiedBytes;
    }

    Sum sum() {
        return new Sum(handles, sizeBytes, occupiedBytes);
    }

    /** True if there would be a new peak if so many bytes more were occupied. */
    boolean isPeak(long moreBytes) {
        return occupiedBytes + moreBytes > peakOccupiedBytes;
    }

    /** How many bytes more may be occupied without a new peak. */
    long belowPeakBytes() {
        return peakOccupiedBytes - occupiedBytes;
    }

    /** The packed position of the peak; {@link Positions#NONE} if there is none. */
    long peakAt() {
        return peakAt;
    }

    /**
     * Declares what is live now the peak.
     *
     * @param at a packed position
     */
    void peak(long event, long at) {
        peak(event, at, Sum.ZERO);
    }

    /**
     * Declares the peak what will be live when so much more is.
     *
     * @param at a packed position
     */
    void peak(long event, long at, Sum more) {
        peakEvent = event;
        peakAt = at;
        peakHandles = handles + more.handles();
        peakSizeBytes = sizeBytes + more.sizeBytes();
        peakOccupiedBytes = occupiedBytes + more.occupiedBytes();
    }

    Timeline.Peak peak(Positions positions, List<Timeline.SiteShare> bySite) {
        return new Timeline.Peak(
                peakEvent, positions.ifAny(peakAt), peakHandles, peakSizeBytes, Math.max(0, peakOccupiedBytes), bySite);
    }
}
