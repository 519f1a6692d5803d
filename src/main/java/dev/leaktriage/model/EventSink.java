package dev.leaktriage.model;

/** Receives the events of a log in the order of the log. */
@FunctionalInterface
public interface EventSink {
    /**
     * Takes one event.
     *
     * @param event valid only during the call
     * @return false if no more events are wanted
     */
    boolean accept(LogEvent event);

    /**
     * Takes allocations and deallocations without addresses; a receiver that has no use for them need not.
     *
     * @param events valid only during the call
     * @return false if no more events are wanted
     */
    default boolean accept(CountedEvents events) {
        return true;
    }
}
