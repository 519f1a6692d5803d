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
    /** A number of fewer digits than this fits every field. */
    private static final int SURELY_IN_RANGE = 10;

    private final RecordKind kind;
    private final byte[][] literals;
    private final Slot[] slots;
    private final Field[] fields;
    private final Field.Constant[] constants;
    private final int[] starts;
    private final int[] ends;
    private int reached;

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
        this.starts = new int[slots.size()];
        this.ends = new int[slots.size()];
    }

    RecordKind kind() {
        return kind;
    }

    /**
     * Compares a line with this shape and notes where its slots are.
     *
     * @return the offset after the last literal or slot; -1 if the line has another shape or a number that is
     *     out of range
     */
    int match(byte[] bytes, int from, int limit) {
        int at = from;
        for (int i = 0; i < slots.length; i++) {
            at = literal(literals[i], bytes, at, limit);
            if (at < 0) {
                return -1;
            }
            int end = slots[i].end(bytes, at, limit);
            starts[i] = at;
            ends[i] = end;
            if (end < 0 || !isInRange(i, bytes, at, end)) {
                reached = i;
                return -1;
            }
            at = end;
        }
        return literal(literals[slots.length], bytes, at, limit);
    }

    /** What is wrong with a line that has this shape and did not match: the number at which matching stopped. */
    PlanCompiler.Malformed outOfRange(byte[] bytes, int from) {
        int start = starts[reached];
        String number = new String(bytes, start, ends[reached] - start, StandardCharsets.US_ASCII);
        return new PlanCompiler.Malformed(start - from, "the number '" + number + "' is out of range");
    }

    /** Fills an event from the line that matched last; what an attempt that failed had seen never gets there. */
    void fill(byte[] bytes, int from, LogEvent event) {
        for (int i = 0; i < slots.length; i++) {
            Field field = fields[i];
            if (field == Field.IGNORED) {
                continue;
            }
            if (field.isText()) {
                field.set(event, text(slots[i], bytes, field == Field.MESSAGE ? from : starts[i], ends[i]));
                continue;
            }
            field.set(event, slots[i].number(bytes, starts[i], ends[i]));
        }
        for (Field.Constant constant : constants) {
            constant.apply(event);
        }
    }

    private static int literal(byte[] literal, byte[] bytes, int at, int limit) {
        int end = at + literal.length;
        if (end > limit || !Arrays.equals(bytes, at, end, literal, 0, literal.length)) {
            return -1;
        }
        return end;
    }

    private boolean isInRange(int i, byte[] bytes, int from, int end) {
        Field field = fields[i];
        if (end - from < SURELY_IN_RANGE || field == Field.IGNORED || field.isText()) {
            return true;
        }
        long value = slots[i].number(bytes, from, end);
        boolean inRange = value >= 0 || slots[i] == Slot.HEX && end - from <= 18 && value != LogEvent.UNSTATED;
        return inRange && (field != Field.DEVICE || value <= Integer.MAX_VALUE);
    }

    private static String text(Slot slot, byte[] bytes, int from, int end) {
        if (slot == Slot.QUOTED) {
            return new String(bytes, from + 1, end - from - 2, StandardCharsets.UTF_8);
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}
