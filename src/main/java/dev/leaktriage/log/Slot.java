package dev.leaktriage.log;

import java.util.Optional;

/**
 * The classes of variable text in a record line.
 *
 * <p>Law: the extent of a slot is decided by the bytes of the slot and the one after it alone. So matching a
 * plan gives what the lexer would give, or fails.
 */
enum Slot {
    DECIMAL,
    /** {@code 0x} and hexadecimal digits. */
    HEX,
    /** Hexadecimal digits, small letters, without a prefix. */
    HEX_DIGITS,
    /** Printable ASCII without blanks, quotes and {@code =}; numbers and keywords too. */
    WORD,
    /** A word that is neither a number nor a keyword: it has a small letter and does not begin with a digit. */
    PLAIN_WORD,
    /** Text in double quotes. */
    QUOTED,
    /** Decimal numbers separated by commas. */
    LIST,
    /** Digits, a point, an exponent: a floating-point number as C++ prints it. */
    REAL,
    /** Everything to the end of the line, if that is not too far away. */
    TEXT,
    /** Everything to the limit, one byte at least: for texts that are matched line by line. */
    REMAINDER;

    private static final int LONGEST_TEXT = 4096;
    /** By byte: the value of a hexadecimal digit, or -1. */
    private static final byte[] HEXADECIMAL = new byte[256];

    static {
        for (int c = 0; c < HEXADECIMAL.length; c++) {
            HEXADECIMAL[c] = (byte) (c < 0x80 ? Character.digit(c, 16) : -1);
        }
    }

    static int hexadecimalDigit(byte c) {
        return HEXADECIMAL[c & 0xff];
    }

    /** The class that tokens of that name stand for; empty for keywords and punctuation. */
    static Optional<Slot> ofToken(String symbolicName) {
        return switch (symbolicName) {
            case "INT" -> Optional.of(DECIMAL);
            case "HEX" -> Optional.of(HEX);
            case "HEXDIGITS" -> Optional.of(HEX_DIGITS);
            case "VALUE" -> Optional.of(WORD);
            case "QUOTED" -> Optional.of(QUOTED);
            case "LIST" -> Optional.of(LIST);
            case "REAL" -> Optional.of(REAL);
            case "TEXT" -> Optional.of(TEXT);
            default -> Optional.empty();
        };
    }

    /**
     * Finds the end of a slot.
     *
     * @return the offset after its last byte, or -1 if no such slot starts at {@code from}
     */
    int end(byte[] bytes, int from, int limit) {
        return switch (this) {
            case DECIMAL -> nonEmpty(from, digits(bytes, from, limit));
            case HEX -> hex(bytes, from, limit);
            case HEX_DIGITS -> nonEmpty(from, hexDigits(bytes, from, limit));
            case WORD -> nonEmpty(from, word(bytes, from, limit));
            case PLAIN_WORD -> plainWord(bytes, from, limit);
            case QUOTED -> quoted(bytes, from, limit);
            case LIST -> list(bytes, from, limit);
            case REAL -> real(bytes, from, limit);
            case TEXT -> nonEmpty(from, Lines.contentEnd(bytes, from, Math.min(limit, from + LONGEST_TEXT)));
            case REMAINDER -> nonEmpty(from, limit);
        };
    }

    private static int nonEmpty(int from, int end) {
        return end == from ? -1 : end;
    }

    private static int digits(byte[] bytes, int from, int limit) {
        int at = from;
        while (at < limit && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    private static int hex(byte[] bytes, int from, int limit) {
        if (from + 2 >= limit || bytes[from] != '0' || bytes[from + 1] != 'x') {
            return -1;
        }
        int at = from + 2;
        while (at < limit && hexadecimalDigit(bytes[at]) >= 0) {
            at++;
        }
        return at == from + 2 ? -1 : at;
    }

    private static int hexDigits(byte[] bytes, int from, int limit) {
        int at = from;
        while (at < limit && (bytes[at] >= '0' && bytes[at] <= '9' || bytes[at] >= 'a' && bytes[at] <= 'f')) {
            at++;
        }
        return at;
    }

    private static int word(byte[] bytes, int from, int limit) {
        int at = from;
        while (at < limit && bytes[at] > ' ' && bytes[at] < 0x7f && bytes[at] != '"' && bytes[at] != '=') {
            at++;
        }
        return at;
    }

    private static int plainWord(byte[] bytes, int from, int limit) {
        int end = word(bytes, from, limit);
        if (end == from || bytes[from] >= '0' && bytes[from] <= '9') {
            return -1;
        }
        for (int at = from; at < end; at++) {
            if (bytes[at] >= 'a' && bytes[at] <= 'z') {
                return end;
            }
        }
        return -1;
    }

    private static int quoted(byte[] bytes, int from, int limit) {
        if (from >= limit || bytes[from] != '"') {
            return -1;
        }
        for (int at = from + 1; at < limit; at++) {
            if (bytes[at] == '"') {
                return at + 1;
            }
            if (bytes[at] == '\n' || bytes[at] == '\r') {
                return -1;
            }
        }
        return -1;
    }

    private static int list(byte[] bytes, int from, int limit) {
        int at = digits(bytes, from, limit);
        if (at == from) {
            return -1;
        }
        boolean several = false;
        while (at < limit && bytes[at] == ',') {
            int next = digits(bytes, at + 1, limit);
            if (next == at + 1) {
                return -1;
            }
            at = next;
            several = true;
        }
        return several ? at : -1;
    }

    private static int real(byte[] bytes, int from, int limit) {
        int at = from < limit && bytes[from] == '-' ? from + 1 : from;
        int whole = digits(bytes, at, limit);
        if (whole == at) {
            return -1;
        }
        at = whole;
        boolean real = false;
        if (at < limit && bytes[at] == '.') {
            int fraction = digits(bytes, at + 1, limit);
            if (fraction == at + 1) {
                return -1;
            }
            at = fraction;
            real = true;
        }
        if (at < limit && bytes[at] == 'e') {
            int sign = at + 1 < limit && (bytes[at + 1] == '+' || bytes[at + 1] == '-') ? at + 2 : at + 1;
            int exponent = digits(bytes, sign, limit);
            if (exponent == sign) {
                return -1;
            }
            at = exponent;
            real = true;
        }
        return real ? at : -1;
    }

    /**
     * The value of a decimal or hexadecimal slot.
     *
     * @return -1 if the number does not fit a positive {@code long}; a hexadecimal number may use all 64 bits,
     *     and all ones reads as -1
     */
    long number(byte[] bytes, int from, int end) {
        if (this == HEX) {
            return hexadecimal(bytes, from + 2, end);
        }
        if (this == HEX_DIGITS) {
            return hexadecimal(bytes, from, end);
        }
        if (end - from > 18) {
            return -1;
        }
        long value = 0;
        for (int at = from; at < end; at++) {
            value = value * 10 + (bytes[at] - '0');
        }
        return value;
    }

    private static long hexadecimal(byte[] bytes, int from, int end) {
        if (end - from > 16) {
            return -1;
        }
        long value = 0;
        for (int at = from; at < end; at++) {
            int c = bytes[at];
            value = value << 4 | (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        }
        return value;
    }
}
