package dev.leaktriage.log;

import dev.leaktriage.model.CountedEvents;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Two plans of the form <i>two bytes, hexadecimal digits, line end</i> made into one loop over the text, for the lines
 * that are nearly all of a recording.
 *
 * <p>The digits of a number are decoded together, as one word of eight bytes, without a branch on how many there are:
 * to go digit by digit mispredicts once for each line, which takes longer than everything else. What is not exactly
 * such a line ends the loop, and is left to the plans one by one.
 */
final class CountedLines {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LEAD_BYTES = 2;

    private static final long BYTE_NUMBERS = 0x0001020304050607L;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;
    private static final long ZERO_DIGITS = 0x3030303030303030L;
    private static final long LOW_NIBBLES = 0x0f0f0f0f0f0f0f0fL;
    private static final long SIXTEENS = 0x1010101010101010L;
    /** What takes 10 to 128. */
    private static final long TO_HIGH_BIT = 0x7676767676767676L;
    /** From the character after {@code 9} to {@code a}. */
    private static final long LETTER_GAP = 'a' - '9' - 1;

    private final short allocated;
    private final short freed;

    private CountedLines(short allocated, short freed) {
        this.allocated = allocated;
        this.freed = freed;
    }

    /** True if a plan is of the form that the loop can match. */
    static boolean fits(Plan plan) {
        return plan.slots() == 1
                && plan.slot(0) == Slot.HEX_DIGITS
                && plan.literal(0).length == LEAD_BYTES
                && plan.literal(1).length == 0;
    }

    /**
     * Makes a loop of two plans that {@linkplain #fits fit}.
     *
     * @param allocated of the lines that count an allocation of the kind whose number they have
     * @param freed of those that count a deallocation
     */
    static CountedLines of(Plan allocated, Plan freed) {
        return new CountedLines(lead(allocated), lead(freed));
    }

    private static short lead(Plan plan) {
        return (short) SHORTS.get(plan.literal(0), 0);
    }

    /**
     * Adds events to a batch, until it is full or a line comes that is none of the two.
     *
     * <p>One long method: a call for each of its steps and each line takes the JVM's first compiler, which does not inline
     * them, a tenth of the time that a recording takes to read.
     *
     * @param bytes with 10 bytes to spare behind the limit
     * @param from the start of a line
     * @param kinds how many kinds are defined: a line with another number ends the loop
     * @return the start of the first line that was not taken
     */
    int read(byte[] bytes, int from, int limit, int kinds, CountedEvents batch) {
        int[] events = batch.kinds;
        int count = batch.count;
        int at = from;
        while (count < events.length && at < limit) {
            short lead = (short) SHORTS.get(bytes, at);
            if (lead != allocated && lead != freed) {
                break;
            }
            long word = (long) LONGS.get(bytes, at + LEAD_BYTES);
            long differences = word ^ NEWLINES;
            long newlines = differences - ONES & ~differences & HIGH_BITS;
            // The number of the first newline's byte; 0 if there is none among eight, which would be too many digits.
            int digits = (int) (((newlines & -newlines) >>> 7) * BYTE_NUMBERS >>> 56);
            int next = at + LEAD_BYTES + digits + 1;
            if (digits == 0 || next > limit) {
                break;
            }
            long text = word << Long.SIZE - (digits << 3) | ZERO_DIGITS >>> (digits << 3);
            long nibbles = (text & LOW_NIBBLES) + (text >>> 6 & ONES) * 9;
            // The digits of these values are written as the text, or it has something else in it.
            long letters = nibbles + TO_HIGH_BIT >>> 7 & ONES;
            long others = nibbles + ZERO_DIGITS + letters * LETTER_GAP ^ text | nibbles & SIXTEENS;
            // The number that eight digits make, the first one in the lowest byte.
            long pairs = (nibbles << 4 | nibbles >>> 8) & 0x00ff00ff00ff00ffL;
            long fours = (pairs << 8 | pairs >>> 16) & 0x0000ffff0000ffffL;
            int kind = (int) (fours << 16 | fours >>> 32);
            if (others != 0 || kind >= kinds) {
                break;
            }
            events[count++] = lead == allocated ? kind : ~kind;
            at = next;
        }
        batch.count = count;
        return at;
    }
}
