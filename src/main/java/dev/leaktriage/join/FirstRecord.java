package dev.leaktriage.join;

import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.LogEvent;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks at a text up to its first record of an allocation's life, which tells what the text is. */
public final class FirstRecord implements EventSink {
    private Optional<Stream> stream = Optional.empty();
    private OptionalLong sequence = OptionalLong.empty();
    private boolean nameless;

    @Override
    public boolean accept(LogEvent event) {
        stream = Stream.of(event);
        if (stream.isPresent() && event.sequence != LogEvent.UNSTATED) {
            sequence = OptionalLong.of(event.sequence);
        }
        nameless = event.process == LogEvent.UNSTATED;
        return stream.isEmpty();
    }

    /** The stream that the text belongs to; empty if it has no such record. */
    public Optional<Stream> stream() {
        return stream;
    }

    /** True if the record names no process. */
    public boolean nameless() {
        return nameless;
    }

    /** The number of the first record, where records are numbered. */
    public OptionalLong sequence() {
        return sequence;
    }
}
