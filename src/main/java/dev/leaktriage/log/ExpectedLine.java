package dev.leaktriage.log;

import dev.leaktriage.model.LogEvent;
import java.util.Optional;

/**
 * A record line that was read, and what stood before the record: another one is looked for where a line begins,
 * without a search.
 *
 * <p>Law: where the prefix stands again, digits aside, and the plan matches to the end of the line, a search would find
 * the same literal first. For up to that literal the line differs from the one that was read in digits only, and no
 * literal lies over these.
 */
final class ExpectedLine {
    private final Prefix prefix = new Prefix();
    private final Target target;
    private final Plan plan;
    private final int slotsBeforeLiteral;
    private final int literalBehindSlot;
    private final boolean endsStack;
    private final Optional<ServerLine> ofServer;

    /**
     * Remembers a line that the plan has just matched and on which a search found nothing before the record's literal.
     *
     * @param start where on the line the record begins
     * @param literal where the literal was found
     * @param end where the record's part of the line ends
     */
    ExpectedLine(Target target, Plan plan, byte[] bytes, int lineStart, int start, int literal, int end) {
        this.target = target;
        this.plan = plan;
        this.slotsBeforeLiteral = plan.slotsBefore(literal);
        this.literalBehindSlot = literal - plan.slotEnd(slotsBeforeLiteral - 1, start);
        this.endsStack = plan.hasOnlyNumbers() && NumberedStack.isNeverPartOfOne(bytes, lineStart, end);
        prefix.remember(bytes, lineStart, start);
        this.ofServer =
                isAlwaysNear() ? ServerLine.of(target, plan, prefix, bytes, lineStart, start) : Optional.empty();
    }

    /** True if the literal is never too far behind the beginning of the record, unless it stands behind very long numbers. */
    private boolean isAlwaysNear() {
        int before = literalBehindSlot + slotsBeforeLiteral * ServerLine.LONGEST_NUMBER;
        for (int i = 0; i < slotsBeforeLiteral; i++) {
            before += plan.literal(i).length;
        }
        return before <= Target.LEAD;
    }

    /** True if such a line is never a line of a stack. */
    boolean endsStack() {
        return endsStack;
    }

    /** True if every byte of such a line, its numbers aside, is known beforehand. */
    boolean hasOnlyNumbers() {
        return plan.hasOnlyNumbers();
    }

    /** False if such a line must be searched each time, since it depends on digits what is found. */
    boolean holdsFor(Language language, byte[] bytes, int lineStart) {
        int length = prefix.length();
        for (int at = lineStart + 1; at < lineStart + length; at++) {
            if (bytes[at] >= '0' && bytes[at] <= '9' && language.mayLieOverDigitBehind(bytes[at - 1])) {
                return false;
            }
        }
        return length >= 0 && plan.hasOnlyDecimals(slotsBeforeLiteral, bytes, language::mayLieOverDigitBehind);
    }

    Target target() {
        return target;
    }

    RecordKind kind() {
        return plan.kind();
    }

    /** True if this and the other are about the same shape. */
    boolean hasShapeOf(Plan other) {
        return plan == other;
    }

    /** The start of the record, if what stood before it begins at {@code at}; else -1. */
    int start(byte[] bytes, int at, int limit) {
        return prefix.begins(bytes, at, limit) ? at + prefix.length() : -1;
    }

    /** The offset after the record that starts at {@code start}, if it has this shape; else -1. */
    int match(byte[] bytes, int start, int limit) {
        int end = plan.match(bytes, start, limit);
        // The beginning of a record is looked for no further before its literal.
        boolean near = plan.slotEnd(slotsBeforeLiteral - 1, start) + literalBehindSlot <= start + Target.LEAD;
        return near ? end : -1;
    }

    /** The same as a line of a server, if it is one that may stand where {@link #match} finds it. */
    Optional<ServerLine> ofServer() {
        return ofServer;
    }

    /** Fills an event from the record that matched last. */
    void fill(byte[] bytes, int start, LogEvent event) {
        plan.fill(bytes, start, event);
    }
}
