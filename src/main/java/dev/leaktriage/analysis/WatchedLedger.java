package dev.leaktriage.analysis;

import dev.leaktriage.ledger.Ledger;
import dev.leaktriage.model.CountedEvents;
import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.Glance;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.ServerEvents;
import java.util.Optional;

/** Lets the replay of an event and a glance at the ledger, which other threads may take, exclude each other. */
final class WatchedLedger implements EventSink {
    private Optional<Ledger> ledger = Optional.empty();

    synchronized void begin(Ledger opened) {
        ledger = Optional.of(opened);
    }

    @Override
    public synchronized boolean accept(LogEvent event) {
        return ledger.orElseThrow().accept(event);
    }

    @Override
    public synchronized boolean accept(CountedEvents events) {
        return ledger.orElseThrow().accept(events);
    }

    @Override
    public synchronized boolean accept(ServerEvents events) {
        return ledger.orElseThrow().accept(events);
    }

    /** From now on the ledger belongs to the thread that judges it. */
    synchronized void end() {
        ledger = Optional.empty();
    }

    /** What is known now; empty before the beginning and after the end. */
    synchronized Optional<Glance> glance() {
        return ledger.map(Ledger::glance);
    }
}
