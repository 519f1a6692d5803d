package dev.leaktriage.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * A line of an allocation server, with what stands before its record, of which only numbers vary: a plan whose texts and
 * numbers follow each other in the code as they do on the line.
 *
 * <p>Law: where it matches and its event is added, the prefix and the plan of which it was made match, and state the same
 * numbers. To loop over texts and digits of changing lengths mispredicts several times for each line, which takes longer
 * than everything else.
 */
final class ServerLine {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FEWEST_NUMBERS = 4;
    private static final int MOST_NUMBERS = 5;
    /** A number with as many digits, or more, is left to the plan. */
    private static final int TOO_MANY_DIGITS = 2 * Long.BYTES;

    private static final byte[] HEX_LEAD = {'0', 'x'};
    /** How long a number is, at the most, in bytes. */
    static final int LONGEST_NUMBER = HEX_LEAD.length + TOO_MANY_DIGITS - 1;

    private static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000};

    /** A number, and the text between it and the one before; the lead of a hexadecimal number belongs to the text. */
    private record Part(ShortText before, boolean hex) {}

    private final Target target;
    private final ServerShape shape;
    private final boolean prefixed;
    private final Prefix prefix;
    /** How many bytes the prefix has; 0 if it is a part of the first text, which it is without digits. */
    private final int prefixBytes;

    private final Part part0;
    private final Part part1;
    private final Part part2;
    private final Part part3;
    /** Of no meaning if there are four numbers. */
    private final Part part4;

    private final boolean hasFive;
    private final ShortText last;
    private final int mostBytes;
    private final long[] values = new long[MOST_NUMBERS];
    private int read;

    private ServerLine(Target target, Plan plan, Prefix prefix, byte[] before) {
        int numbers = plan.slots();
        Part[] parts = new Part[MOST_NUMBERS];
        int texts = 0;
        for (int i = 0; i < numbers; i++) {
            byte[] text = i == 0 ? joined(before, leading(plan, i)) : leading(plan, i);
            parts[i] = new Part(new ShortText(text), plan.slot(i) == Slot.HEX);
            texts += text.length;
        }
        this.target = target;
        this.shape = plan.ofServer().orElseThrow();
        this.prefixed = prefix.length() > 0;
        this.prefix = prefix;
        this.prefixBytes = prefix.length() - before.length;
        this.part0 = parts[0];
        this.part1 = parts[1];
        this.part2 = parts[2];
        this.part3 = parts[3];
        this.part4 = parts[4];
        this.hasFive = numbers == MOST_NUMBERS;
        this.last = new ShortText(plan.literal(numbers));
        this.mostBytes = prefixBytes + texts + numbers * TOO_MANY_DIGITS + last.length + 1;
    }

    /**
     * Makes one of a line that was read, if it is such a line.
     *
     * @param plan what its record looks like
     * @param prefix what stands before the record
     * @param start where on the line the record begins
     */
    static Optional<ServerLine> of(Target target, Plan plan, Prefix prefix, byte[] bytes, int lineStart, int start) {
        int numbers = plan.slots();
        boolean fits = plan.ofServer().isPresent()
                && prefix.length() >= 0
                && numbers >= FEWEST_NUMBERS
                && numbers <= MOST_NUMBERS
                && plan.literal(numbers).length <= ShortText.LONGEST;
        for (int i = 0; fits && i < numbers; i++) {
            fits = leading(plan, i).length <= ShortText.LONGEST;
        }
        if (!fits) {
            return Optional.empty();
        }
        boolean joins = !prefix.hasDigits() && prefix.length() + leading(plan, 0).length <= ShortText.LONGEST;
        byte[] before = joins ? Arrays.copyOfRange(bytes, lineStart, start) : new byte[0];
        return Optional.of(new ServerLine(target, plan, prefix, before));
    }

    /** What stands between a number and the one before. */
    private static byte[] leading(Plan plan, int number) {
        byte[] literal = plan.literal(number);
        return plan.slot(number) == Slot.HEX ? joined(literal, HEX_LEAD) : literal;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** How long such a line is, its line end included, at the most. */
    int mostBytes() {
        return mostBytes;
    }

    /**
     * Matches a line.
     *
     * @param bytes with {@link ShortText#LONGEST} bytes to spare behind the limit
     * @param limit at least {@link #mostBytes} behind {@code from}
     * @return where the next line begins; -1 if it is another line, or has a very long number
     */
    int next(byte[] bytes, int from, int limit) {
        if (prefixBytes > 0 && !prefix.begins(bytes, from, limit)) {
            return -1;
        }
        int at = number(0, part0, bytes, from + prefixBytes);
        if (at >= 0) {
            at = number(1, part1, bytes, at);
        }
        if (at >= 0) {
            at = number(2, part2, bytes, at);
        }
        if (at >= 0) {
            at = number(3, part3, bytes, at);
        }
        if (at >= 0 && hasFive) {
            at = number(4, part4, bytes, at);
        }
        if (at < 0 || last.differs(bytes, at)) {
            return -1;
        }
        at += last.length;
        return bytes[at] == '\n' ? at + 1 : Lines.afterLineEnd(bytes, at, limit, false);
    }

    /** Reads a number behind its text; gives its end, or -1. */
    private int number(int i, Part part, byte[] bytes, int at) {
        return part.before.differs(bytes, at) ? -1 : number(i, part.hex, bytes, at + part.before.length);
    }

    private int number(int i, boolean hex, byte[] bytes, int from) {
        long text = (long) LONGS.get(bytes, from);
        int digits = hex ? Digits.hexadecimals(text) : Digits.decimals(text);
        if (digits == 0) {
            return -1;
        }
        if (digits == Long.BYTES) {
            return longNumber(i, hex, bytes, from);
        }
        values[i] = hex ? Digits.hexadecimal(text, digits) : Digits.decimal(text, digits);
        return from + digits;
    }

    private int longNumber(int i, boolean hex, byte[] bytes, int from) {
        long text = (long) LONGS.get(bytes, from);
        long more = (long) LONGS.get(bytes, from + Long.BYTES);
        int digits = hex ? Digits.hexadecimals(more) : Digits.decimals(more);
        if (digits == Long.BYTES) {
            return -1;
        }
        long value = hex ? Digits.hexadecimal(text, Long.BYTES) : Digits.decimal(text, Long.BYTES);
        if (digits > 0) {
            value = hex
                    ? value << 4 * digits | Digits.hexadecimal(more, digits)
                    : value * POWERS_OF_TEN[digits] + Digits.decimal(more, digits);
        }
        values[i] = value;
        return from + Long.BYTES + digits;
    }

    /** Adds the event of the line that matched last; false if its numbers are too large, and nothing was added. */
    boolean add(long line, EventBatch events) {
        boolean added = shape.add(values, line, prefixed, events);
        read += added ? 1 : 0;
        return added;
    }

    /** Counts the events that were added since the last call; tells how many. */
    int count(ReaderCounts counts) {
        int events = read;
        target.count(events);
        counts.prefixed(prefixed ? events : 0);
        read = 0;
        return events;
    }
}
