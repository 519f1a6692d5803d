package dev.leaktriage.join;

import dev.leaktriage.model.CountedEvents;
import dev.leaktriage.model.CrossChecks;
import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.MemoryCheck;
import dev.leaktriage.model.MemoryCheck.Comparison;
import dev.leaktriage.model.MemoryCheck.Figures;
import dev.leaktriage.model.MemoryCheck.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells the ledger what reports state at the moment at which they were written, where that is known: at the checkpoint
 * whose name they bear, or where the rows were stopped for their sake.
 */
final class PlacedStates implements EventSink {
    private final EventSink rows;
    private final EventSink ledger;
    private final List<StatedState> states;
    private final List<String> names;
    private final Set<StatedState> placed = new HashSet<>();
    private final Map<StatedState.Place, Integer> moments = new HashMap<>();
    private final Map<String, List<StatedState>> byName = new HashMap<>();

    /**
     * Makes one.
     *
     * @param rows receives the events of the rows
     * @param ledger receives what is stated beside them, wherever the rows are to stop
     * @param names of the files, by their place
     */
    PlacedStates(EventSink rows, EventSink ledger, List<StatedState> states, List<String> names) {
        this.rows = rows;
        this.ledger = ledger;
        this.states = states;
        this.names = names;
        for (StatedState state : states) {
            moments.merge(state.place(), 1, Integer::sum);
            String name = StatedState.bare(state.label());
            if (!name.isEmpty()) {
                byName.computeIfAbsent(name, unseen -> new ArrayList<>()).add(state);
            }
        }
    }

    /** True if a report tells of one moment only, so that whoever names a moment can mean this one. */
    private boolean isAlone(StatedState state) {
        return moments.get(state.place()) == 1;
    }

    @Override
    public boolean accept(LogEvent event) {
        boolean more = rows.accept(event);
        if (event.kind == EventKind.CHECKPOINT) {
            byName.getOrDefault(StatedState.bare(event.text), List.of()).forEach(this::tell);
        }
        return more;
    }

    @Override
    public boolean accept(CountedEvents events) {
        return rows.accept(events);
    }

    @Override
    public void expect(int count, long[] devices, long[] addresses) {
        rows.expect(count, devices, addresses);
    }

    /** The rows were stopped at a moment: it is that of every report that tells of one moment only. */
    void stopped() {
        List<StatedState> meant = states.stream()
                .filter(state -> isAlone(state) && !placed.contains(state))
                .toList();
        meant.forEach(this::tell);
    }

    private void tell(StatedState state) {
        placed.add(state);
        state.blocks().forEach(ledger::accept);
        ledger.accept(state.state());
    }

    /** What was held against the events, with what could not be. */
    CrossChecks with(CrossChecks held) {
        List<MemoryCheck> checks = new ArrayList<>(held.memories());
        for (StatedState state : states) {
            if (!placed.contains(state)) {
                add(unheld(state), state, checks);
            }
        }
        checks.sort(Comparator.comparingInt((MemoryCheck check) -> names.indexOf(check.source()))
                .thenComparing(MemoryCheck::memory));
        return new CrossChecks(checks, held.volumes());
    }

    private void add(Comparison unheld, StatedState state, List<MemoryCheck> checks) {
        String source = names.get(state.state().file);
        for (int i = 0; i < checks.size(); i++) {
            MemoryCheck known = checks.get(i);
            if (known.source().equals(source) && known.memory() == state.state().memory) {
                checks.set(i, with(known, unheld));
                return;
            }
        }
        checks.add(
                new MemoryCheck(source, state.state().memory, List.of(), Map.of(Outcome.UNHELD, 1L), List.of(unheld)));
    }

    private static MemoryCheck with(MemoryCheck known, Comparison unheld) {
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        outcomes.putAll(known.outcomes());
        outcomes.merge(Outcome.UNHELD, 1L, Long::sum);
        boolean first = known.count(Outcome.UNHELD) == 0;
        List<Comparison> shown = Stream.concat(known.shown().stream(), first ? Stream.of(unheld) : Stream.empty())
                .sorted(Comparator.comparing(Comparison::at))
                .toList();
        return new MemoryCheck(known.source(), known.memory(), known.devices(), outcomes, shown);
    }

    private Comparison unheld(StatedState stated) {
        LogEvent state = stated.state();
        String called = stated.label().isEmpty()
                ? "nothing tells when it was written"
                : "no checkpoint of the log is called '" + stated.label()
                        + "', and nothing else tells when it was written";
        return new Comparison(
                Outcome.UNHELD,
                new LogPosition(names.get(state.file), state.line),
                Optional.empty(),
                new Figures(
                        state.banks,
                        state.bankBytes,
                        state.allocatedPerBankBytes,
                        state.freePerBankBytes,
                        state.largestFreeBytes,
                        state.roundedBytes),
                Optional.empty(),
                Optional.empty(),
                called + (isAlone(stated) ? "; --at names the moment" : ""));
    }
}
