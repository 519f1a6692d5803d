package dev.leaktriage.log;

import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;

/**
 * What an alternative of a dialect's {@code record} rule means.
 *
 * @param event what happened
 * @param form the family of records, which decides how handles are identified
 * @param body what lines may follow the header
 */
record RecordKind(EventKind event, LogEvent.Form form, Body body) {
    /** The lines that may belong to a record besides its header. */
    enum Body {
        NONE,
        /** {@code Call stack:} and frames that are numbered from 1. */
        NUMBERED_STACK,
        /** Lines of the dialect's {@code detail} rule; the kind of a detail tells what follows it. */
        BLOCK,
        /** Indented frames. */
        FRAMES,
        /** Indented frames with dashes before them. */
        DASHED_FRAMES,
        /** One line of free text. */
        MESSAGE
    }
}
