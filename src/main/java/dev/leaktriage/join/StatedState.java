package dev.leaktriage.join;

import dev.leaktriage.model.LogEvent;
import java.util.List;
import java.util.Locale;

/**
 * The state of a memory that a report states, with what tells its moment.
 *
 * @param state as the ledger is to be told it
 * @param blocks that the allocator had given out, likewise; empty if the report lists none
 * @param label the name of the checkpoint at which it was written, if one is called so; may be empty
 */
record StatedState(LogEvent state, List<LogEvent> blocks, String label) {
    StatedState {
        blocks = List.copyOf(blocks);
    }

    /** True if a checkpoint of that name is meant: only letters and digits count, and no capitals. */
    boolean isAt(String checkpoint) {
        return !bare(label).isEmpty() && bare(label).equals(bare(checkpoint));
    }

    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]", "");
    }

    /** True if both tell of one memory in one file, so that they are of different moments. */
    boolean isOfAnotherMoment(StatedState other) {
        return other != this && other.state.file == state.file && other.state.memory == state.memory;
    }
}
