package dev.leaktriage.model;

import java.util.List;

/**
 * Live memory over the course of a run, bounded in size whatever the run's length.
 *
 * @param samples in order; the last one is the end of the run
 * @param marks barriers and checkpoints, in order; the middle is thinned where there are too many
 * @param droppedMarks how many marks were thinned out
 * @param peak the moment of the greatest occupied memory over all devices
 * @param history who used the memory when, if that was asked for
 */
public record Timeline(List<Sample> samples, List<Mark> marks, long droppedMarks, Peak peak, MemoryHistory history) {
    public Timeline {
        samples = List.copyOf(samples);
        marks = List.copyOf(marks);
    }

    /** A timeline for which no history was asked. */
    public Timeline(List<Sample> samples, List<Mark> marks, long droppedMarks, Peak peak) {
        this(samples, marks, droppedMarks, peak, MemoryHistory.NONE);
    }

    /** The same timeline with another history. */
    public Timeline with(MemoryHistory other) {
        return new Timeline(samples, marks, droppedMarks, peak, other);
    }

    /**
     * One moment.
     *
     * @param event how many allocation and deallocation events came before it, itself included
     */
    public record Sample(long event, LogPosition at, long liveHandles, long liveBytes, long occupiedBytes) {}

    /**
     * A barrier or checkpoint.
     *
     * @param what such as {@code opened}, {@code cache cleared}, {@code checkpoint "iteration 3"}
     * @param liveHandles what is live at that moment; likewise the next two
     */
    public record Mark(long event, LogPosition at, String what, long liveHandles, long liveBytes, long occupiedBytes) {
        private static final String CHECKPOINT = "checkpoint ";

        /** True if the program itself set it. */
        public boolean isCheckpoint() {
            return what.startsWith(CHECKPOINT);
        }
    }

    /**
     * The peak.
     *
     * @param bySite logical and occupied bytes of what was live at the peak, by site; the sum over sites is
     *     the peak exactly
     */
    public record Peak(
            long event,
            java.util.Optional<LogPosition> at,
            long liveHandles,
            long liveBytes,
            long occupiedBytes,
            List<SiteShare> bySite) {
        public Peak {
            bySite = List.copyOf(bySite);
        }
    }

    /**
     * What one site held at the peak, or allocated in all, in one process life; a view counts with its logical size and
     * occupies nothing.
     */
    public record SiteShare(int life, Site site, long liveHandles, long liveBytes, long occupiedBytes) {
        /** The same share under a site with other words for its frames. */
        public SiteShare of(Site other) {
            return new SiteShare(life, other, liveHandles, liveBytes, occupiedBytes);
        }

        /** The share as a sum. */
        public Sum sum() {
            return new Sum(liveHandles, liveBytes, occupiedBytes);
        }
    }
}
