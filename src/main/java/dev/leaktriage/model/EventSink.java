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
}
