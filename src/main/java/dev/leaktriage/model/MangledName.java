package dev.leaktriage.model;

/**
 * The function's qualified name inside a mangled symbol (Itanium C++ ABI), as far as it stands in plain text:
 * {@code _ZN2tt3FooIiE3barEv} gives {@code tt::Foo}, since template arguments end the reading.
 */
final class MangledName {
    private static final int MAX_LENGTH_DIGITS = 4;

    private MangledName() {}

    static boolean isMangled(String symbol) {
        return symbol.startsWith("_Z");
    }

    /** The name; empty if the symbol has none in plain text. */
    static String nameIn(String symbol) {
        StringBuilder name = new StringBuilder();
        int at = afterPrefix(symbol);
        while (at < symbol.length() && isDigit(symbol.charAt(at))) {
            int digitsEnd = at;
            while (digitsEnd < symbol.length() && isDigit(symbol.charAt(digitsEnd))) {
                digitsEnd++;
            }
            if (digitsEnd - at > MAX_LENGTH_DIGITS) {
                break;
            }
            int end = digitsEnd + Integer.parseInt(symbol, at, digitsEnd, 10);
            if (end > symbol.length()) {
                break;
            }
            name.append(name.isEmpty() ? "" : "::").append(symbol, digitsEnd, end);
            at = end;
        }
        return name.toString();
    }

    /** Skips {@code _Z}, the mark of a nested name, the qualifiers of a member function and {@code std::}. */
    private static int afterPrefix(String symbol) {
        int at = 2;
        while (at < symbol.length() && "NrVKROL".indexOf(symbol.charAt(at)) >= 0) {
            at++;
        }
        return symbol.startsWith("St", at) ? at + 2 : at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
