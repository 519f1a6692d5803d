package dev.leaktriage.analysis;

import dev.leaktriage.ledger.Ledger;
import dev.leaktriage.model.AddressHistory;
import dev.leaktriage.model.CountedEvents;
import dev.leaktriage.model.EventJournal;
import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.LogPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Lets a journal hear of the events that an analysis was asked for, each after the ledger has replayed it. */
final class JournalTap implements EventSink {
    private final List<String> names;
    private final AnalysisOptions options;
    private final Ledger ledger;
    private final EventJournal journal;
    private final List<AddressHistory.Event> changes = new ArrayList<>();
    private long number;

    JournalTap(List<String> names, AnalysisOptions options, Ledger ledger, EventJournal journal) {
        this.names = names;
        this.options = options;
        this.ledger = ledger;
        this.journal = journal;
        ledger.tell(changes::add);
    }

    /**
     * Replays an event and tells of it.
     *
     * @throws UncheckedIOException if the journal cannot be written
     */
    @Override
    public boolean accept(LogEvent event) {
        number++;
        changes.clear();
        boolean more = ledger.accept(event);
        OptionalInt execution = ledger.executionOf(event);
        if (isWanted(event, execution)) {
            try {
                LogPosition at = new LogPosition(names.get(event.file), event.line);
                journal.accept(number, event, at, execution, changes);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return more;
    }

    /** Events of which no handle is known one by one change the ledger, and a journal of handles has no line for them. */
    @Override
    public boolean accept(CountedEvents events) {
        number += events.count;
        return ledger.accept(events);
    }

    /** An event of no device, such as a checkpoint, is one of every device. */
    private boolean isWanted(LogEvent event, OptionalInt execution) {
        boolean device = options.device().isEmpty()
                || event.device < 0
                || event.device == options.device().getAsInt();
        boolean process = options.process().isEmpty()
                || event.process == options.process().getAsLong();
        boolean ofExecution =
                options.execution().isEmpty() || options.execution().equals(execution);
        return device && process && ofExecution;
    }
}
