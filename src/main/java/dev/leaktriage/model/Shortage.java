package dev.leaktriage.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An allocation that failed, and what was live when it did.
 *
 * @param at the line that tells of it
 * @param clock the number of the event that failed; {@link HandleId#generation} counts likewise
 * @param process the process that asked, if only one was running; empty if that is unknown
 * @param request what was asked for
 * @param stated what the line says of one bank
 * @param floor below which no buffer of L1 may lie, if anything tells of it
 * @param architecture of the device, as the log names it; empty if it does not
 * @param held every owner in the memory that ran out, of all devices; empty if there were too many to keep
 * @param heldHandles how many there were
 * @param estimatedHandles how many of them have unknown page sizes, so that what they occupy is not known exactly
 */
public record Shortage(
        LogPosition at,
        long clock,
        OptionalLong process,
        Request request,
        Statistics stated,
        Optional<Floor> floor,
        String architecture,
        List<Lifetime> held,
        long heldHandles,
        long estimatedHandles) {
    public Shortage {
        held = List.copyOf(held);
    }

    /**
     * What was asked for; a number that the line does not state is {@link LogEvent#UNSTATED}.
     *
     * @param memory unstated if the line does not say
     * @param neededPerBankBytes what each bank had to hold
     */
    public record Request(long sizeBytes, Memory memory, long banks, long neededPerBankBytes) {}

    /** What the allocator says of one bank; a number that it does not state is {@link LogEvent#UNSTATED}. */
    public record Statistics(long bankBytes, long allocatedBytes, long freeBytes, long largestFreeBytes) {
        /** True if it says how much is free, and in what pieces. */
        public boolean complete() {
            return allocatedBytes >= 0 && freeBytes >= 0 && largestFreeBytes >= 0;
        }
    }

    /**
     * An address inside the L1 of a core below which no buffer may lie: circular buffers grow up to it.
     *
     * @param bufferAddress where one lies or would have lain all the same; {@link LogEvent#UNSTATED} if none is named
     * @param shownAt the circular buffer that reaches up to there; empty if the line itself states the address
     */
    public record Floor(long address, long bufferAddress, Optional<LogPosition> shownAt) {}

    /** True if it was a program's circular buffers that failed: they are of L1, and their line names no size in all. */
    public boolean isCircular() {
        return request.memory() == Memory.L1 && request.sizeBytes() < 0;
    }

    /** True if {@code held} lists every owner that was live. */
    public boolean listed() {
        return held.size() == heldHandles;
    }

    /** The same with what was held, judged. */
    public Shortage with(List<Lifetime> judged) {
        return new Shortage(
                at, clock, process, request, stated, floor, architecture, judged, heldHandles, estimatedHandles);
    }
}
