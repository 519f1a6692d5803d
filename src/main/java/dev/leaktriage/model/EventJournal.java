package dev.leaktriage.model;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/** Is told of each event of a run, in the order of the log, and what it did to handles. */
@FunctionalInterface
public interface EventJournal {
    /**
     * Takes one event.
     *
     * @param number how many events came before it, itself included; a handle's generation is the number of the event
     *     that allocated it
     * @param event valid only during the call
     * @param at the header line of its record
     * @param execution the number of the execution within the file, from 1; empty if the record names no process
     * @param changes what became of handles, valid only during the call; empty if the event concerns none
     */
    void accept(long number, LogEvent event, LogPosition at, OptionalInt execution, List<AddressHistory.Event> changes)
            throws IOException;
}
