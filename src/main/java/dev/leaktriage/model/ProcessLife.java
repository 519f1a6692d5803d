package dev.leaktriage.model;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One execution of one process, as far as the log tells: the address space that its handles live in.
 *
 * @param index position in {@link Census#lives()}
 * @param run the name in the column {@code run}: the file's name, with {@code #N} where a file holds several
 *     executions
 * @param execution 1-based number of the execution within its file
 * @param process the process id; empty if the log states none
 * @param first position of its first record
 * @param last position of its last record
 * @param end how it ended
 * @param endAt the line that shows the end; empty where {@code end} is {@link End#UNKNOWN} or only the end of
 *     the file shows it
 * @param endBecause the end in plain English, a clause such as "the process was killed by a signal"
 * @param sequenced true if its records carry {@code seq=}
 * @param lostEventsAtLeast the minimum number of lost events that explains what the log shows
 */
public record ProcessLife(
        int index,
        String run,
        int execution,
        OptionalLong process,
        LogPosition first,
        LogPosition last,
        End end,
        Optional<LogPosition> endAt,
        String endBecause,
        boolean sequenced,
        long lostEventsAtLeast) {

    /** How the log of a process ended. */
    public enum End {
        /** A trailer, or the process said that it was done. */
        ORDERLY,
        /** A fatal error, an exception, a signal or a dead-process sweep: the process is gone. */
        DIED,
        /** The text breaks off: half a record, or a trailer that the format has and that never came. */
        CUT,
        /** The log shows nothing about the end. */
        UNKNOWN,
        /** The analysis was asked to stop here. */
        STOPPED
    }

    /** True if nothing can be said about what the process would still have freed. */
    public boolean endedEarly() {
        return end == End.DIED || end == End.CUT;
    }
}
