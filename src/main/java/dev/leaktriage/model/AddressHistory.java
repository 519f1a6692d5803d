package dev.leaktriage.model;

import java.util.List;

/**
 * The whole life of one address, on every device and in every process that used it.
 *
 * @param events in the order of the log
 */
public record AddressHistory(long address, List<Event> events) {
    public AddressHistory {
        events = List.copyOf(events);
    }

    /** What happened to a handle at the address. */
    public enum What {
        ALLOCATED,
        VIEWED,
        FREED,
        VIEW_FREED,
        /** The free of a handle that had been superseded before. */
        FREED_LATE,
        SUPERSEDED,
        /** A free that closed nothing. */
        FREE_FITS_NOTHING,
        SWEPT
    }

    /**
     * One event.
     *
     * @param life index of the process life
     * @param generation the handle it concerns, as in {@link HandleId}; 0 if it concerns none
     * @param ofGeneration for a view its owner, for a superseded handle its successor; else 0
     * @param sizeBytes the logical size; -1 if the record states none
     * @param site where the allocation comes from; for frees the site of the handle that was closed, with an
     *     empty id if none was
     * @param note one clause of plain English
     */
    public record Event(
            LogPosition at,
            int life,
            int device,
            Memory memory,
            What what,
            long generation,
            long ofGeneration,
            long sizeBytes,
            Site site,
            String note) {}
}
