package dev.leaktriage.document;

import dev.leaktriage.model.LogEvent;

/**
 * Where a piece of a document begins.
 *
 * @param line 1-based
 * @param column 1-based, in characters
 * @param node the number that the document gives it, where its line holds several; else {@link LogEvent#UNSTATED}
 */
record Place(long line, int column, long node) {
    /** A place that its line tells. */
    Place(long line, int column) {
        this(line, column, LogEvent.UNSTATED);
    }

    Place ofNode(long number) {
        return new Place(line, column, number);
    }
}
