package dev.leaktriage.cli;

/** A device address as users type it. */
final class Address {
    private Address() {}

    /**
     * Reads {@code 0x} and hexadecimal digits in either case, or decimal digits; unsigned, up to 64 bits.
     *
     * @throws IllegalArgumentException if the text is neither; the message is one line
     */
    static long parse(String text) {
        try {
            boolean hexadecimal = text.startsWith("0x") || text.startsWith("0X");
            String digits = hexadecimal ? text.substring(2) : text;
            if (digits.isEmpty() || !Character.isLetterOrDigit(digits.charAt(0))) {
                throw new NumberFormatException(text);
            }
            return Long.parseUnsignedLong(digits, hexadecimal ? 16 : 10);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no address; write 0x and hexadecimal digits, or decimal digits", e);
        }
    }

    /** Lower-case hexadecimal with {@code 0x}. */
    static String format(long address) {
        return "0x" + Long.toHexString(address);
    }
}
