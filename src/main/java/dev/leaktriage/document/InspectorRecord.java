package dev.leaktriage.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A record of an inspector's file.
 *
 * @param event what happened, such as {@code program_created}; empty if the record does not tell
 * @param line the line on which it begins, 1-based
 * @param fields its scalars, as texts
 * @param devices its list of devices; empty if it has none
 * @param flaw what is wrong with it, if something is; what stands above that place is in the other components
 */
record InspectorRecord(
        String event, long line, Map<String, String> fields, List<Integer> devices, Optional<Flaw> flaw) {
    /**
     * Where a record is not what it should be.
     *
     * @param hidesRecord true if what stands there may be another record
     */
    record Flaw(Place at, String message, boolean hidesRecord) {}

    boolean has(String name) {
        return fields.containsKey(name);
    }
}
