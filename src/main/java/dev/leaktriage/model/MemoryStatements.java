package dev.leaktriage.model;

import dev.leaktriage.model.MemoryCheck.Comparison;
import dev.leaktriage.model.MemoryCheck.Outcome;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a file states of a memory, one statement after the other: how many had which outcome, and the ones to be shown. */
public final class MemoryStatements {
    private final Memory memory;
    private final TreeSet<Integer> devices = new TreeSet<>();
    /** Of other files, by position: a moment that is not the only one of its name is none. */
    private final Map<Long, Comparison> placed = new LinkedHashMap<>();

    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final Map<Outcome, Comparison> first = new EnumMap<>(Outcome.class);
    private final Map<Outcome, Comparison> largest = new EnumMap<>(Outcome.class);

    /** Prepares for statements about a memory. */
    public MemoryStatements(Memory memory) {
        this.memory = memory;
    }

    /** Notes devices that a statement was held against. */
    public void heldAgainst(List<Integer> those) {
        devices.addAll(those);
    }

    /** Takes a statement that does not stand among the events, at a moment that is its own unless it comes again. */
    public void place(long at, Comparison comparison) {
        placed.merge(at, comparison, (before, again) -> again.unheld("several checkpoints have its name"));
    }

    /** Takes a statement. */
    public void add(Comparison comparison) {
        Outcome outcome = comparison.outcome();
        outcomes.merge(outcome, 1L, Long::sum);
        first.putIfAbsent(outcome, comparison);
        if (outcome.differs()) {
            largest.merge(outcome, comparison, (a, b) -> b.apartBytes() > a.apartBytes() ? b : a);
        }
    }

    /** What all of them came to; there is one at least. */
    public MemoryCheck check() {
        placed.values().forEach(this::add);
        placed.clear();
        List<Comparison> shown = Stream.concat(first.values().stream(), largest.values().stream())
                .distinct()
                .sorted(Comparator.comparing(Comparison::at))
                .toList();
        LogPosition at = shown.get(0).at();
        return new MemoryCheck(at.file(), memory, List.copyOf(devices), outcomes, shown);
    }
}
