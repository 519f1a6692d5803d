package dev.leaktriage.join;

import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes what reports of an allocator state, and finds out what tells their moment: nothing in a report does but the number
 * of a program, and the name that its writer gave to the file.
 *
 * <p>A report is written as what changed since the one before it, so what it lists is added up again.
 */
final class MemoryReports {
    private static final int MOST_STATES = 10_000;
    private static final int MOST_BLOCKS = 200_000;
    private static final Pattern NAME = Pattern.compile(
            "(?:.*/)?(.*?)(?:program_)?(?:l1_usage_summary|memory_usage_summary|detailed_memory_usage)\\.csv.*");

    private final List<String> names;
    private final List<StatedState> states = new ArrayList<>();
    private final Map<Place, TreeMap<Long, LogEvent>> blocks = new HashMap<>();
    /** By file: what was said of blocks since its last state. */
    private final long[] unused;

    private int blocksTaken;

    private record Place(int file, Memory memory) {}

    /**
     * Prepares.
     *
     * @param names of the files, by their place
     */
    MemoryReports(List<String> names) {
        this.names = names;
        this.unused = new long[names.size()];
    }

    void take(LogEvent event) {
        Place place = new Place(event.file, event.memory);
        switch (event.kind) {
            case ALLOCATED -> {
                unused[event.file]++;
                LogEvent block = copy(event, EventKind.MEMORY_BLOCK);
                blocks.computeIfAbsent(place, unseen -> new TreeMap<>()).put(block.address, block);
            }
            case FREED -> {
                unused[event.file]++;
                blocks.getOrDefault(place, new TreeMap<>()).remove(event.address);
            }
            case MEMORY_STATE -> state(event, place);
            default -> unused[event.file]++;
        }
    }

    private void state(LogEvent event, Place place) {
        List<LogEvent> listed =
                List.copyOf(blocks.getOrDefault(place, new TreeMap<>()).values());
        if (states.size() == MOST_STATES || blocksTaken + listed.size() > MOST_BLOCKS) {
            unused[event.file]++;
            return;
        }
        blocksTaken += listed.size();
        unused[event.file] = 0;
        states.add(new StatedState(copy(event, EventKind.MEMORY_STATE), listed, label(event)));
    }

    /** What the runtime says elsewhere counts as said by it in the log. */
    private static LogEvent copy(LogEvent event, EventKind kind) {
        LogEvent copy = new LogEvent();
        copy.copy(event);
        copy.kind = kind;
        copy.form = LogEvent.Form.RUNTIME;
        copy.device = LogEvent.UNSTATED;
        return copy;
    }

    private String label(LogEvent event) {
        if (event.identity != LogEvent.UNSTATED) {
            return "program " + event.identity;
        }
        Matcher named = NAME.matcher(names.get(event.file));
        return named.matches() ? named.group(1).replaceAll("[_.-]+$", "") : "";
    }

    /** What was taken, in the order of the files. */
    List<StatedState> states() {
        states.stream()
                .map(StatedState::state)
                .filter(state -> state.bankBytes == LogEvent.UNSTATED)
                .forEach(this::lendBankSize);
        return states;
    }

    /** The size of a bank is the same at every moment, so one report may tell it to another. */
    private void lendBankSize(LogEvent state) {
        states.stream()
                .map(StatedState::state)
                .filter(other -> other.memory == state.memory && other.bankBytes != LogEvent.UNSTATED)
                .min(Comparator.comparingLong(other -> other.roundedBytes))
                .ifPresent(other -> {
                    state.bankBytes = other.bankBytes;
                    state.roundedBytes = Math.max(state.roundedBytes, other.roundedBytes);
                });
    }

    /** How many records of a file are part of no state that was taken. */
    long passedOver(int file) {
        return unused[file];
    }
}
