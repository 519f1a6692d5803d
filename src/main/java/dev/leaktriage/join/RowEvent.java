package dev.leaktriage.join;

import dev.leaktriage.model.LogEvent;

/** An event of the rows that waits until it is known what the other sources lend to it. */
final class RowEvent {
    final LogEvent event = new LogEvent();
    /** True for an allocation at an address where nothing was live. */
    boolean first;
    /** True if a record was found that is the same allocation. */
    boolean matched;
    /** The record of a mesh buffer that is the same allocation; {@link LentRecords#NONE} if none is known. */
    int record;
    /** True if the records that own memory are known, and none of them is the same allocation. */
    boolean unowned;
}
