package dev.leaktriage.log;

import dev.leaktriage.model.LogEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A compiled line shape: the literals of a record line and the slots between them.
 *
 * <p>A plan is made from ANTLR's parse of the first line of its shape and then matched against later lines in
 * place, without a hash, an object or a search for the end of the line.
 */
final class Plan {
    private final RecordKind kind;
    private final byte[][] literals;
    private final Slot[] slots;
    private final Field[] fields;
    private final Field.Constant[] constants;

    /**
     * Makes a plan.
     *
     * @param literals one more than there are slots; the last one may be empty
     */
    Plan(RecordKind kind, List<byte[]> literals, List<Slot> slots, List<Field> fields, List<Field.Constant> constants) {
        if (literals.size() != slots.size() + 1 || slots.size() != fields.size()) {
            throw new IllegalArgumentException("a plan has a literal before each slot and one after the last");
        }
        this.kind = kind;
        this.literals = literals.toArray(byte[][]::new);
        this.slots = slots.toArray(Slot[]::new);
        this.fields = fields.toArray(Field[]::new);
        this.constants = constants.toArray(Field.Constant[]::new);
    }

    RecordKind kind() {
        return kind;
    }

    /**
     * Fills an event from a line of this shape.
     *
     * @return the offset after the last literal or slot; -1 if the line has another shape or a number that is
     *     out of range, and then the event's contents are undefined
     */
    int match(byte[] bytes, int from, int limit, LogEvent event) {
        int at = from;
        for (int i = 0; i < slots.length; i++) {
            at = literal(literals[i], bytes, at, limit);
            if (at < 0) {
                return -1;
            }
            int end = slots[i].end(bytes, at, limit);
            if (end < 0 || !fill(i, bytes, from, at, end, event)) {
                return -1;
            }
            at = end;
        }
        at = literal(literals[slots.length], bytes, at, limit);
        if (at < 0) {
            return -1;
        }
        for (Field.Constant constant : constants) {
            constant.apply(event);
        }
        return at;
    }

    private static int literal(byte[] literal, byte[] bytes, int at, int limit) {
        int end = at + literal.length;
        if (end > limit || !Arrays.equals(bytes, at, end, literal, 0, literal.length)) {
            return -1;
        }
        return end;
    }

    private boolean fill(int i, byte[] bytes, int record, int from, int end, LogEvent event) {
        Field field = fields[i];
        if (field == Field.IGNORED) {
            return true;
        }
        if (field.isText()) {
            field.set(event, text(slots[i], bytes, field == Field.MESSAGE ? record : from, end));
            return true;
        }
        long value = slots[i].number(bytes, from, end);
        boolean inRange = value >= 0 || slots[i] == Slot.HEX && end - from <= 18 && value != LogEvent.UNSTATED;
        if (!inRange || field == Field.DEVICE && value > Integer.MAX_VALUE) {
            return false;
        }
        field.set(event, value);
        return true;
    }

    private static String text(Slot slot, byte[] bytes, int from, int end) {
        if (slot == Slot.QUOTED) {
            return new String(bytes, from + 1, end - from - 2, StandardCharsets.UTF_8);
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}
