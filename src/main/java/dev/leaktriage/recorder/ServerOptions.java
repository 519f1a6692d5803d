package dev.leaktriage.recorder;

/**
 * How an allocation server prints.
 *
 * @param decimalIds true for the decimal buffer ids of older servers; its dump has hexadecimal ones all the same
 * @param eventsPerStatistics after how many events a block of statistics stands; 0 for none until the end
 * @param dumpsRemaining true if somebody asks for the remaining buffers before the server stops
 */
public record ServerOptions(boolean decimalIds, int eventsPerStatistics, boolean dumpsRemaining) {
    /** A recent server, whose statistics come every 64 events. */
    public static final ServerOptions USUAL = new ServerOptions(false, 64, true);

    public ServerOptions {
        if (eventsPerStatistics < 0) {
            throw new IllegalArgumentException(
                    "statistics come after at least 1 event, or 0 for none before the end, not after "
                            + eventsPerStatistics);
        }
    }

    public ServerOptions withDecimalIds() {
        return new ServerOptions(true, eventsPerStatistics, dumpsRemaining);
    }

    public ServerOptions withStatisticsEvery(int events) {
        return new ServerOptions(decimalIds, events, dumpsRemaining);
    }

    public ServerOptions withoutDump() {
        return new ServerOptions(decimalIds, eventsPerStatistics, false);
    }
}
