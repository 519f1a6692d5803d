package dev.leaktriage.model;

import java.util.List;

/**
 * Who used which memory when, freed buffers included; {@link #NONE} unless it was asked for.
 *
 * <p>It is bounded whatever the length of the log: up to {@value #MOST_EVENTS} events every lifetime is kept, beyond
 * that only samples of what devices held.
 *
 * @param lifetimes every handle, in the order of allocation; empty if the log has too many events
 * @param samples what devices held over the run; empty where there are lifetimes
 * @param snapshots what was live at the peak and at some marks, where there are no lifetimes and it was not too much
 * @param banks the memories that were used, by process life, device and memory kind
 */
public record MemoryHistory(List<Lifetime> lifetimes, Samples samples, List<Snapshot> snapshots, List<Bank> banks) {
    /** The most allocations and deallocations whose lifetimes are kept. */
    public static final int MOST_EVENTS = 50_000;

    /** The category of what was freed and is no cached program, trace or system buffer. */
    public static final String FREED_LATER = "freed-later";

    /** What there is where nobody asked. */
    public static final MemoryHistory NONE = new MemoryHistory(List.of(), Samples.NONE, List.of(), List.of());

    public MemoryHistory {
        lifetimes = List.copyOf(lifetimes);
        snapshots = List.copyOf(snapshots);
        banks = List.copyOf(banks);
    }

    /**
     * What was live at some points of the run.
     *
     * @param points in order; the last one is the end of the run
     * @param lanes the parts of what was live; their sum is all of it
     */
    public record Samples(List<Point> points, List<Lane> lanes) {
        /** No point. */
        public static final Samples NONE = new Samples(List.of(), List.of());

        public Samples {
            points = List.copyOf(points);
            lanes = List.copyOf(lanes);
        }
    }

    /** A moment of the run, after an event as counted in {@link Timeline.Sample}. */
    public record Point(long event, LogPosition at) {}

    /**
     * What one device held of one site; once judged, of one category and memory kind.
     *
     * @param life index of the process life; -1 once judged
     * @param device -1 for all devices that are too many to be told apart
     * @param site without an id for all sites that are too many to be told apart, whose memory kind is not told either;
     *     once judged, nothing but the memory kind
     * @param category as in {@link Lifetime}
     * @param liveBytes logical bytes at each point
     * @param occupiedBytes bytes taken from the device at each point
     */
    public record Lane(
            int life, int device, Site site, String category, List<Long> liveBytes, List<Long> occupiedBytes) {
        public Lane {
            liveBytes = List.copyOf(liveBytes);
            occupiedBytes = List.copyOf(occupiedBytes);
        }
    }

    /**
     * Everything that was live after an event.
     *
     * @param live the lives as far as they are known: neither mesh allocation nor allocation event nor end
     */
    public record Snapshot(long event, List<Lifetime> live) {
        public Snapshot {
            live = List.copyOf(live);
        }
    }

    /**
     * One memory of a device.
     *
     * @param banks how many banks share every allocation; 0 if the log does not say
     * @param fromAddress where the part of a bank begins that the allocator hands out; -1 if it is unknown
     * @param bankBytes the size of that part; 0 if it is unknown
     * @param stated true if the log states the size, false if it follows from the architecture that the log names
     */
    public record Bank(
            int life, int device, Memory memory, long banks, long fromAddress, long bankBytes, boolean stated) {}
}
