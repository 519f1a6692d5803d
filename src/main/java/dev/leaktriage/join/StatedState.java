package dev.leaktriage.join;

import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
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

    /** What counts of a name by which a report and a checkpoint may be meant to be the same: letters and digits. */
    static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]", "");
    }

    /** What it tells of; several states of one are of different moments. */
    Place place() {
        return new Place(state.file, state.memory);
    }

    /** A memory in a file. */
    record Place(int file, Memory memory) {}
}
