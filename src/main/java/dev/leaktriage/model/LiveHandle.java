package dev.leaktriage.model;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A buffer that is live at the end of the run, with every fact about it that a verdict may rest on.
 *
 * @param id its identity
 * @param sizeBytes logical bytes, as the log states them
 * @param occupiedBytes bytes taken from the device in lockstep over all banks; 0 for a view; equal to {@code
 *     sizeBytes} where page size or banks are unknown
 * @param occupiedKnown true if page size and banks were in the log (or the profile)
 * @param role owner or view
 * @param ownerAt where its owner was allocated; empty for an owner
 * @param ownerFreedAt where its owner was freed; present only for a dangling view
 * @param allocatedAt the header line of the record
 * @param site where it comes from
 * @param meshAllocation number of the mesh allocation it belongs to: equal for the same allocation on the
 *     devices of one mesh, unique otherwise
 * @param mesh the mesh that its device belongs to, as the log numbers it; empty if unknown
 * @param device what the log shows about its device at the end
 * @param deviceChangedAt the line of the {@code Closing} or {@code Closed} event that {@code device} rests on
 * @param survivedCloseAt the {@code Closed} event of its device that it outlived, if any
 * @param survivedClearAt the completed {@code Cleared} event of its mesh's cache that it outlived, if any
 * @param clearCertain false if the clear's completion was inferred, not logged
 * @param duringOpening the {@code Opening} event of its device, if it was allocated between that and {@code
 *     Opened}
 * @param upperHalf true if its address is in the upper half of its bank: the bank is filled from the top
 *     with kernel binaries, from the bottom with tensors
 * @param beforeFirstUse true if nothing tells it from a buffer that an open device needs: it was allocated before its
 *     process freed a buffer or loaded a kernel binary, and the log has neither stacks of it nor the opening of a device
 * @param growth how its site's live count moved over the checkpoints of its process; empty without a stack
 *     or with fewer than {@link Growth#MINIMUM_CHECKPOINTS} checkpoints
 * @param lostEvents the minimum number of events that its process lost, before the allocation (its owner's may
 *     be among them) or after it (its free may be); a verdict that so many lost lines would explain is only
 *     possible
 * @param meshSiblingsLive how many handles of its mesh allocation are live, itself included
 * @param sweptAt the dead-process sweep that removed it on the server, if any
 * @param survivedWorkloadAt the record that its workload was destroyed, if it outlived that
 * @param doubt a reason in plain English why even the liveness is uncertain (a free that could have closed
 *     this or another handle); empty if there is none
 */
public record LiveHandle(
        HandleId id,
        long sizeBytes,
        long occupiedBytes,
        boolean occupiedKnown,
        Role role,
        Optional<LogPosition> ownerAt,
        Optional<LogPosition> ownerFreedAt,
        LogPosition allocatedAt,
        Site site,
        int meshAllocation,
        OptionalInt mesh,
        DeviceState device,
        Optional<LogPosition> deviceChangedAt,
        Optional<LogPosition> survivedCloseAt,
        Optional<LogPosition> survivedClearAt,
        boolean clearCertain,
        Optional<LogPosition> duringOpening,
        boolean upperHalf,
        boolean beforeFirstUse,
        Optional<Growth> growth,
        long lostEvents,
        int meshSiblingsLive,
        Optional<LogPosition> sweptAt,
        Optional<LogPosition> survivedWorkloadAt,
        Optional<String> doubt) {

    /** The same handle of another site. */
    public LiveHandle withSite(Site other) {
        if (other == site) {
            return this;
        }
        return new LiveHandle(
                id,
                sizeBytes,
                occupiedBytes,
                occupiedKnown,
                role,
                ownerAt,
                ownerFreedAt,
                allocatedAt,
                other,
                meshAllocation,
                mesh,
                device,
                deviceChangedAt,
                survivedCloseAt,
                survivedClearAt,
                clearCertain,
                duringOpening,
                upperHalf,
                beforeFirstUse,
                growth,
                lostEvents,
                meshSiblingsLive,
                sweptAt,
                survivedWorkloadAt,
                doubt);
    }

    /** The same handle with a reason to be less sure of it, besides the one that it may have. */
    public LiveHandle withDoubt(String reason) {
        String both = doubt.map(known -> known + ", and " + reason).orElse(reason);
        return new LiveHandle(
                id,
                sizeBytes,
                occupiedBytes,
                occupiedKnown,
                role,
                ownerAt,
                ownerFreedAt,
                allocatedAt,
                site,
                meshAllocation,
                mesh,
                device,
                deviceChangedAt,
                survivedCloseAt,
                survivedClearAt,
                clearCertain,
                duringOpening,
                upperHalf,
                beforeFirstUse,
                growth,
                lostEvents,
                meshSiblingsLive,
                sweptAt,
                survivedWorkloadAt,
                Optional.of(both));
    }

    /** The same handle, which outlived its workload. */
    public LiveHandle withSurvivedWorkload(LogPosition destroyed) {
        return new LiveHandle(
                id,
                sizeBytes,
                occupiedBytes,
                occupiedKnown,
                role,
                ownerAt,
                ownerFreedAt,
                allocatedAt,
                site,
                meshAllocation,
                mesh,
                device,
                deviceChangedAt,
                survivedCloseAt,
                survivedClearAt,
                clearCertain,
                duringOpening,
                upperHalf,
                beforeFirstUse,
                growth,
                lostEvents,
                meshSiblingsLive,
                sweptAt,
                Optional.of(destroyed),
                doubt);
    }

    /** Owner or view, and what that rests on. */
    public enum Role {
        /** It occupies memory. */
        OWNER,
        /** The record itself says that it owns nothing. */
        VIEW_STATED,
        /** Its stack shares its owner's program frames. */
        VIEW_SAME_SITE,
        /** No stacks: its size and its place fit a view. */
        VIEW_BY_PLACE;

        public boolean isView() {
            return this != OWNER;
        }
    }

    /** What the log shows about a device at the end of the run. */
    public enum DeviceState {
        /** Opened and not closed, or the log shows no life-cycle at all. */
        OPEN,
        /** {@code Closing} without {@code Closed}: neither open nor closed. */
        CLOSING,
        CLOSED
    }
}
