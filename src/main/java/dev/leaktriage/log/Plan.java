package dev.leaktriage.log;

import dev.leaktriage.model.LogEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A compiled line shape: the literals of a record line and the slots between them.
 *
 * <p>A plan is made from ANTLR's parse of the first line of its shape and then matched against later lines in
 * place, without a hash, an object or a search for the end of the line.
 */
final class Plan {
    /** A number of so many digits fits every field. */
    private static final int SURELY_IN_RANGE = 9;
    /** A hexadecimal number of so much text has 60 bits at most. */
    private static final int SURELY_IN_RANGE_HEX = 17;

    private final String rule;
    private final RecordKind kind;
    private final Literal[] literals;
    private final Slot[] slots;
    private final Field[] fields;
    private final Field.Constant[] constants;
    private final int[] starts;
    private final int[] ends;
    private final long[] values;
    /** For each slot how long it may be without a look at what it states. */
    private final int[] lengthsInRange;

    private final int[] numbers;
    private final int[] texts;
    private final boolean hasOnlyNumbers;
    private final Optional<ServerShape> ofServer;
    private int reached;

    /**
     * Makes a plan.
     *
     * @param rule the name of the grammar's alternative
     * @param literals one more than there are slots; the last one may be empty
     */
    Plan(
            String rule,
            RecordKind kind,
            List<byte[]> literals,
            List<Slot> slots,
            List<Field> fields,
            List<Field.Constant> constants) {
        if (literals.size() != slots.size() + 1 || slots.size() != fields.size()) {
            throw new IllegalArgumentException("a plan has a literal before each slot and one after the last");
        }
        this.rule = rule;
        this.kind = kind;
        this.literals = literals.stream().map(Literal::new).toArray(Literal[]::new);
        this.slots = slots.toArray(Slot[]::new);
        this.fields = fields.toArray(Field[]::new);
        this.constants = constants.toArray(Field.Constant[]::new);
        this.hasOnlyNumbers = slots.stream().allMatch(slot -> slot == Slot.DECIMAL || slot == Slot.HEX);
        this.ofServer = hasOnlyNumbers ? ServerShape.of(kind, fields, constants) : Optional.empty();
        this.starts = new int[slots.size()];
        this.ends = new int[slots.size()];
        this.values = new long[slots.size()];
        this.lengthsInRange = IntStream.range(0, slots.size())
                .map(slot -> lengthInRange(slots.get(slot), fields.get(slot)))
                .toArray();
        this.numbers = IntStream.range(0, slots.size())
                .filter(slot -> fields.get(slot) != Field.IGNORED)
                .filter(slot -> !fields.get(slot).isText())
                .toArray();
        this.texts = IntStream.range(0, slots.size())
                .filter(slot -> fields.get(slot).isText())
                .toArray();
    }

    private static int lengthInRange(Slot slot, Field field) {
        if (field == Field.IGNORED || field.isText()) {
            return Integer.MAX_VALUE;
        }
        return slot == Slot.HEX ? SURELY_IN_RANGE_HEX : SURELY_IN_RANGE;
    }

    /** The name of the grammar's alternative that the shape is of. */
    String rule() {
        return rule;
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
            at = literals[i].end(bytes, at, limit);
            if (at < 0) {
                return -1;
            }
            starts[i] = at;
            at = slot(i, bytes, at, limit);
            ends[i] = at;
            if (at < 0 || at - starts[i] > lengthsInRange[i] && !isInRange(i, bytes)) {
                reached = i;
                return -1;
            }
        }
        return literals[slots.length].end(bytes, at, limit);
    }

    /** The end of a slot, or -1 if there is none; the value of a number of few digits is read on the way. */
    private int slot(int i, byte[] bytes, int from, int limit) {
        Slot slot = slots[i];
        if (slot == Slot.DECIMAL) {
            return decimal(i, bytes, from, limit);
        }
        return slot == Slot.HEX ? hexadecimal(i, bytes, from, limit) : slot.end(bytes, from, limit);
    }

    private int decimal(int i, byte[] bytes, int from, int limit) {
        int at = from;
        long value = 0;
        while (at < limit && bytes[at] >= '0' && bytes[at] <= '9') {
            value = value * 10 + (bytes[at++] - '0');
        }
        values[i] = value;
        return at == from ? -1 : at;
    }

    private int hexadecimal(int i, byte[] bytes, int from, int limit) {
        int first = from + 2;
        if (first >= limit || bytes[from] != '0' || bytes[from + 1] != 'x') {
            return -1;
        }
        int at = first;
        long value = 0;
        while (at < limit) {
            int digit = Slot.hexadecimalDigit(bytes[at]);
            if (digit < 0) {
                break;
            }
            value = value << 4 | digit;
            at++;
        }
        values[i] = value;
        return at == first ? -1 : at;
    }

    /** True if nothing but numbers differs from one line of this shape to another. */
    boolean hasOnlyNumbers() {
        return hasOnlyNumbers;
    }

    /** Which of its slots make an event of a server, if they do. */
    Optional<ServerShape> ofServer() {
        return ofServer;
    }

    /** How many slots of the line that matched last begin before a place. */
    int slotsBefore(int place) {
        int count = 0;
        while (count < slots.length && starts[count] < place) {
            count++;
        }
        return count;
    }

    /** The end of a slot of the line that matched last; {@code none} for slot -1. */
    int slotEnd(int slot, int none) {
        return slot < 0 ? none : ends[slot];
    }

    /** True if of the line that matched last the first slots are decimal numbers behind other bytes than some. */
    boolean hasOnlyDecimals(int count, byte[] bytes, IntPredicate notBehind) {
        for (int i = 0; i < count; i++) {
            if (slots[i] != Slot.DECIMAL || notBehind.test(bytes[starts[i] - 1])) {
                return false;
            }
        }
        return true;
    }

    /** What is wrong with a line that has this shape and did not match: the number at which matching stopped. */
    PlanCompiler.Malformed outOfRange(byte[] bytes, int from) {
        int start = starts[reached];
        String number = new String(bytes, start, ends[reached] - start, StandardCharsets.US_ASCII);
        return new PlanCompiler.Malformed(start - from, "the number '" + number + "' is out of range");
    }

    /** Fills an event from the line that matched last; what an attempt that failed had seen never gets there. */
    void fill(byte[] bytes, int from, LogEvent event) {
        for (int i : numbers) {
            fields[i].set(event, values[i]);
        }
        for (int i : texts) {
            Field field = fields[i];
            field.set(event, text(slots[i], bytes, field == Field.MESSAGE ? from : starts[i], ends[i]));
        }
        for (Field.Constant constant : constants) {
            constant.apply(event);
        }
    }

    int slots() {
        return slots.length;
    }

    /** The class of a slot. */
    Slot slot(int i) {
        return slots[i];
    }

    /** The literal before a slot; behind the last one for the number of slots. */
    byte[] literal(int i) {
        return literals[i].bytes();
    }

    /** Where a slot of the line that matched last begins. */
    int start(int i) {
        return starts[i];
    }

    /** Where a slot of the line that matched last ends. */
    int end(int i) {
        return ends[i];
    }

    /** The number in a slot of the line that matched last; negative if it has too many digits. */
    long number(int i, byte[] bytes) {
        return slots[i].number(bytes, starts[i], ends[i]);
    }

    /** False if a number has too many digits for its field; else its value stays. */
    private boolean isInRange(int i, byte[] bytes) {
        int length = ends[i] - starts[i];
        long value = slots[i].number(bytes, starts[i], ends[i]);
        values[i] = value;
        boolean inRange = value >= 0 || slots[i] == Slot.HEX && length <= 18 && value != LogEvent.UNSTATED;
        return inRange && (fields[i] != Field.DEVICE || value <= Integer.MAX_VALUE);
    }

    private static String text(Slot slot, byte[] bytes, int from, int end) {
        if (slot == Slot.QUOTED) {
            return new String(bytes, from + 1, end - from - 2, StandardCharsets.UTF_8);
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}
