package dev.leaktriage.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Why an allocation failed, and what would have made room for it.
 *
 * @param number counts the failed allocations of a run, from 1
 * @param shortage what the log tells, without the list of what was held
 * @param page the page size of the request, inferred
 * @param cause too little was free, or it lay in too small pieces
 * @param causeBecause the numbers that the cause rests on
 * @param held what was live in that memory, by verdict; what was freed later is {@code freed-later}
 * @param sites where most of it came from, the largest first; at most {@value #MOST_SITES}
 * @param grownBy what {@code grown} is divided by
 * @param grown how what was held came together, in the order of time; at most {@value #MOST_PARTS} parts
 * @param bank one bank as the events of the log fill it; empty where they cannot tell
 * @param circular the part of each core's L1 that circular buffers take; empty if nothing tells of it
 * @param differences where the allocator's own figures and the events of the log disagree
 * @param remedies the smallest sets of buffers whose release would have made room, cached programs first
 * @param cacheClear whether clearing the program cache would have been enough
 * @param limits why something above is not told or not certain
 */
public record PostMortem(
        int number,
        Shortage shortage,
        Optional<Page> page,
        Cause cause,
        String causeBecause,
        List<Holding> held,
        List<SiteHolding> sites,
        GrownBy grownBy,
        List<GrownPart> grown,
        Optional<Bank> bank,
        Optional<CircularRegion> circular,
        List<String> differences,
        List<Remedy> remedies,
        CacheClear cacheClear,
        List<String> limits) {
    /** What to say, and to advise, of a log that tells of failed allocations and of none that succeeded. */
    public static final String NO_ALLOCATION =
            "what was live, since the log shows no allocation but failed ones; record"
                    + " the run with tracking on (TT_ALLOC_TRACKING_ENABLED=1 with the allocation server, or"
                    + " TT_BUFFER_DEBUG_LOG=1), and give that log along with this one";
    /** The most sites that are named; {@code held} is exact all the same. */
    public static final int MOST_SITES = 8;
    /** The most parts of the growth that are named, those that hold most. */
    public static final int MOST_PARTS = 4;
    /** The most buffers of a remedy that are named; their number and sum are exact all the same. */
    public static final int MOST_RELEASED = 8;

    public PostMortem {
        held = List.copyOf(held);
        sites = List.copyOf(sites);
        grown = List.copyOf(grown);
        differences = List.copyOf(differences);
        remedies = List.copyOf(remedies);
        limits = List.copyOf(limits);
    }

    /** Why an allocation fails. */
    public enum Cause {
        /** Less was free than was asked for. */
        EXHAUSTION,
        /** Enough was free, but no part of it was large enough. */
        FRAGMENTATION,
        /** The circular buffers of a program need the place of a buffer. */
        CLASH,
        /** Neither the line nor the events tell. */
        UNKNOWN;

        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Into what the growth that led to a failure is divided. */
    public enum GrownBy {
        /** The tests of the run; what was allocated before the first one has no name. */
        TESTS,
        /** The events from the allocation of the oldest buffer that was held to the failure, in three equal parts. */
        EVENTS;

        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * What was held of one part of the run.
     *
     * @param name of the part, such as that of a test; empty for what came before the first test
     * @param sum what was allocated in it and still held
     * @param mostFrom the site that most of it comes from
     * @param most how much of it does
     */
    public record GrownPart(String name, Sum sum, Site mostFrom, Sum most) {}

    /** Whether clearing the program cache would have made room. */
    public enum CacheClear {
        ENOUGH,
        NOT_ENOUGH,
        UNKNOWN;

        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A page size that the log does not state.
     *
     * @param because what it is, in plain English
     */
    public record Page(long bytes, String because) {}

    /** What was live of one verdict. */
    public record Holding(String category, Sum sum) {}

    /**
     * What was live of one site and verdict.
     *
     * @param firstAt where the oldest of it was allocated
     * @param growth how its live count moved over the checkpoints; empty if nothing is known of that
     */
    public record SiteHolding(Site site, String category, Sum sum, LogPosition firstAt, Optional<Growth> growth) {}

    /**
     * One bank as the events of the log fill it; bytes are those of one bank.
     *
     * @param device the device whose bank it is: the one with the smallest largest free block
     * @param because where the bounds of the bank come from
     */
    public record Bank(
            int device,
            long fromAddress,
            long bankBytes,
            long allocatedBytes,
            long freeBytes,
            long largestFreeBytes,
            String because) {}

    /**
     * A set of buffers that would have made room.
     *
     * @param what the verdict of all of them; {@code any} for a set of whatever is in the way
     * @param freedBy what frees them, in plain English; empty if they are of several kinds
     * @param buffers the first ones by address; at most {@value PostMortem#MOST_RELEASED}
     * @param count how many there are on one device
     * @param perBankBytes what they hold of a bank together
     * @param runBytes how large the free block of a bank then is
     */
    public record Remedy(
            String what, String freedBy, List<Released> buffers, long count, long perBankBytes, long runBytes) {
        public Remedy {
            buffers = List.copyOf(buffers);
        }
    }

    /**
     * The lowest part of each core's L1, which circular buffers take and no allocator manages.
     *
     * @param endAddress the first address behind it
     * @param because where that is told
     * @param inTheWay the buffers of one device that lie below its end, by address; at most
     *     {@value PostMortem#MOST_RELEASED}
     * @param count how many there are
     * @param freedBy what frees them, in plain English; empty if there are none
     */
    public record CircularRegion(long endAddress, String because, List<Released> inTheWay, long count, String freedBy) {
        public CircularRegion {
            inTheWay = List.copyOf(inTheWay);
        }
    }

    /** One buffer of a remedy. */
    public record Released(
            long address, long sizeBytes, long perBankBytes, String category, Site site, LogPosition allocatedAt) {}

    /** The device that {@code bank} speaks of. */
    public OptionalInt device() {
        return bank.map(one -> OptionalInt.of(one.device())).orElse(OptionalInt.empty());
    }
}
