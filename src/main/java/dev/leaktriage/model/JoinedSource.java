package dev.leaktriage.model;

import java.util.Locale;

/**
 * What one file gave to a run that is told by several.
 *
 * @param name the file's name
 * @param stream the family of its records, such as {@code server}; empty if it has none of allocations
 * @param part what its records are in the run
 * @param allocations how many allocations it has
 * @param matched how many of them were found in another file: for rows, those to which something was lent
 * @param uncertain how many of the matched ones may be another one of the rows
 * @param missing how many allocations stand among the matched ones that the rows lack
 * @param passedOver how many records were not used, because nothing tells when they happened
 */
public record JoinedSource(
        String name,
        String stream,
        Part part,
        long allocations,
        long matched,
        long uncertain,
        long missing,
        long passedOver) {

    /** What a file is in a run. */
    public enum Part {
        /** Its allocations are the handles. */
        ROWS,
        /** Its records lend to the handles what they know, and are none. */
        LENDS,
        /** What it states of a memory is held against the events of the rows. */
        CHECKS,
        /** It has no allocation; what it says of the process counts as said after the rows. */
        TELLS;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
