package dev.leaktriage.analysis;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Census;
import dev.leaktriage.model.CountedEvents;
import dev.leaktriage.model.CrossChecks;
import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.Joining;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.ServerEvents;
import java.io.IOException;
import java.util.List;

/** How the sources of a run are read. */
interface Reading {
    /** The names of the sources, by the index that events carry; those with the rows come first. */
    List<String> names();

    /** How many of the sources have rows. */
    int rows();

    /** The name of the source that was read as the how-manieth, from 0. */
    String name(int read);

    /**
     * Reads the sources.
     *
     * @throws IOException if one of them cannot be read; the message is one line
     */
    void read(RunReader reader, StopPoint sink) throws IOException;

    /** What the ledger found, with what sources besides the rows know of it. */
    default Census enriched(Census census) {
        return census;
    }

    /** Verdicts that cite every source. */
    default List<Attribution> cited(List<Attribution> attributions) {
        return attributions;
    }

    /** What was said of memory besides events, with what could not be held against them. */
    default CrossChecks checked(CrossChecks checks) {
        return checks;
    }

    /** How the sources were joined. */
    default Joining joining() {
        return Joining.NONE;
    }

    /** A sink that gives events of a source their index. */
    static EventSink numbered(int index, EventSink sink) {
        return new EventSink() {
            @Override
            public boolean accept(LogEvent event) {
                event.file = index;
                return sink.accept(event);
            }

            @Override
            public boolean accept(ServerEvents events) {
                events.file = index;
                return sink.accept(events);
            }

            @Override
            public boolean accept(CountedEvents events) {
                events.file = index;
                return sink.accept(events);
            }
        };
    }
}
