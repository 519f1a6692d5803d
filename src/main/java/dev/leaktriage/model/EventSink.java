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
     * Tells which buffers the next events are likely to be about, so that what is known of them can be fetched from
     * memory at once; it may be called at any time, or never, and changes nothing.
     *
     * @param count how many
     * @param devices the device of each, as the events state it
     * @param addresses the address of each; valid only during the call
     */
    default void expect(int count, long[] devices, long[] addresses) {}

    /**
     * Takes allocations and deallocations without addresses; a receiver that has no use for them need not.
     *
     * @param events valid only during the call
     * @return false if no more events are wanted
     */
    default boolean accept(CountedEvents events) {
        return true;
    }

    /**
     * Takes events of an allocation server in the order of the log: the same as to take them one by one.
     *
     * @param events valid only during the call
     * @return false if no more events are wanted
     */
    default boolean accept(ServerEvents events) {
        LogEvent event = new LogEvent();
        for (int i = 0; i < events.count(); i++) {
            events.get(i, event);
            if (!accept(event)) {
                return false;
            }
        }
        return true;
    }
}
