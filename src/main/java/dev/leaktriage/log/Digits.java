package dev.leaktriage.log;

/**
 * Decimal and hexadecimal digits, eight at once, as one word with the first one in its lowest byte.
 *
 * <p>To go digit by digit mispredicts once for each number that has not as many as the one before.
 */
final class Digits {
    private static final long ZEROS = 0x3030303030303030L;
    private static final long ONES = 0x0101010101010101L;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_NIBBLES = 0x0f0f0f0f0f0f0f0fL;
    private static final long SMALL = 0x2020202020202020L;
    /** Reaches a byte's top bit when it is added to ten or more. */
    private static final long BELOW_TEN = 0x7676767676767676L;
    /** The same for {@code a} or more, and for more than {@code f}. */
    private static final long BELOW_A = 0x1f1f1f1f1f1f1f1fL;

    private static final long UP_TO_F = 0x1919191919191919L;

    private Digits() {}

    /** How many of the first bytes are decimal digits, from 0 to 8. */
    static int decimals(long text) {
        return Long.numberOfTrailingZeros(others(text)) >>> 3;
    }

    /** How many of the first bytes are hexadecimal digits, from 0 to 8. */
    static int hexadecimals(long text) {
        long small = (text | SMALL) & LOW_BITS;
        long letters = small + BELOW_A & ~(small + UP_TO_F) & ~text;
        return Long.numberOfTrailingZeros(others(text) & ~letters) >>> 3;
    }

    /** Has the top bit of every byte that is no decimal digit, and no other bit. */
    static long others(long text) {
        long values = text ^ ZEROS;
        return ((values & LOW_BITS) + BELOW_TEN | values) & HIGH_BITS;
    }

    /**
     * The number that the first bytes make.
     *
     * @param digits how many, from 1 to 8, all of them decimal digits
     */
    static long decimal(long text, int digits) {
        long values = (text ^ ZEROS) << Long.SIZE - digits * Byte.SIZE;
        long pairs = values * 10 + (values >>> 8) & 0x00ff00ff00ff00ffL;
        long fours = pairs * 100 + (pairs >>> 16) & 0x0000ffff0000ffffL;
        return fours * 10_000 + (fours >>> 32) & 0xffff_ffffL;
    }

    /**
     * The number that the first bytes make.
     *
     * @param digits how many, from 1 to 8, all of them hexadecimal digits
     */
    static long hexadecimal(long text, int digits) {
        long nibbles = (text & LOW_NIBBLES) + (text >>> 6 & ONES) * 9 << Long.SIZE - digits * Byte.SIZE;
        long pairs = (nibbles << 4) + (nibbles >>> 8) & 0x00ff00ff00ff00ffL;
        long fours = (pairs << 8) + (pairs >>> 16) & 0x0000ffff0000ffffL;
        return (fours << 16) + (fours >>> 32) & 0xffff_ffffL;
    }
}
