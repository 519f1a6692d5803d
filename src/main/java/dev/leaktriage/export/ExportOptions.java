package dev.leaktriage.export;

import dev.leaktriage.model.Verdict;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is exported.
 *
 * @param quantities what is counted of each stack, in the order of {@link Quantity}
 * @param bytes which bytes count; a format that has room for both puts these first
 * @param verdicts only live handles of these verdicts count; what was live at the peak or ever allocated has none and
 *     is not touched
 */
public record ExportOptions(Set<Quantity> quantities, ByteKind bytes, Set<Verdict> verdicts) {
    public ExportOptions {
        if (quantities.isEmpty() || verdicts.isEmpty()) {
            throw new IllegalArgumentException(
                    "an export of no quantity or of no verdict is empty: " + quantities + ", " + verdicts);
        }
        quantities = Collections.unmodifiableSet(EnumSet.copyOf(quantities));
        verdicts = Collections.unmodifiableSet(EnumSet.copyOf(verdicts));
    }

    /** What a format shows where nothing is asked. */
    public static ExportOptions of(ExportFormat format) {
        return new ExportOptions(format.usualQuantities(), ByteKind.OCCUPIED, EnumSet.allOf(Verdict.class));
    }
}
