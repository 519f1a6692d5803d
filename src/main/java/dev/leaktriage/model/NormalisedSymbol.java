package dev.leaktriage.model;

/** Folds out of a symbol what differs from run to run: offsets, addresses, lambda numbers, white space. */
final class NormalisedSymbol {
    /** Of each ASCII character whether it folds to itself whatever stands behind it. */
    private static final boolean[] PLAIN = new boolean[0x7f];

    static {
        for (char c = ' ' + 1; c < PLAIN.length; c++) {
            PLAIN[c] = "+[0#'$".indexOf(c) < 0;
        }
    }

    private final String text;
    private final StringBuilder out;
    private boolean space;
    private int at;

    private NormalisedSymbol(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length());
    }

    static String of(String symbol) {
        return new NormalisedSymbol(symbol).fold();
    }

    private String fold() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isPlain(c)) {
                plain(c);
            } else {
                step(c);
            }
        }
        return out.toString();
    }

    private static boolean isPlain(char c) {
        return c < PLAIN.length && PLAIN[c];
    }

    /** Takes what is plain as a whole: it is most of a name. */
    private void plain(char first) {
        int end = at + 1;
        while (end < text.length() && isPlain(text.charAt(end))) {
            end++;
        }
        separate(first);
        out.append(text, at, end);
        at = end;
    }

    private void step(char c) {
        if (Character.isWhitespace(c)) {
            space = true;
            at++;
        } else if (text.startsWith("+0x", at)) {
            at = afterHex(at + 3);
        } else if (text.startsWith("[0x", at) && closesAt(afterHex(at + 3))) {
            at = afterHex(at + 3) + 1;
        } else if (text.startsWith("0x", at) && !follows() && afterHex(at + 2) > at + 2) {
            append("0x_", afterHex(at + 2));
        } else if (c == '#' && closesAt(afterDigits(at + 1))) {
            append("#", afterDigits(at + 1));
        } else if (text.startsWith("'lambda", at)) {
            append("'lambda", afterDigits(at + 7));
        } else if (text.startsWith("$_", at)) {
            append("$_", afterDigits(at + 2));
        } else {
            separate(c);
            out.append(c);
            at++;
        }
    }

    private void append(String token, int next) {
        separate(token.charAt(0));
        out.append(token);
        at = next;
    }

    /** White space tells something only before a word, and only after a word or a closed bracket. */
    private void separate(char next) {
        if (space && isWord(next) && (follows() || followsBracket())) {
            out.append(' ');
        }
        space = false;
    }

    private boolean follows() {
        return !out.isEmpty() && isWord(out.charAt(out.length() - 1));
    }

    private boolean followsBracket() {
        return !out.isEmpty() && ")>".indexOf(out.charAt(out.length() - 1)) >= 0;
    }

    private boolean closesAt(int index) {
        return index < text.length() && (text.charAt(index) == ']' || text.charAt(index) == '}');
    }

    private int afterHex(int from) {
        int end = from;
        while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
            end++;
        }
        return end;
    }

    private int afterDigits(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static boolean isWord(char c) {
        return c == '_' || c == '$' || Character.isLetterOrDigit(c);
    }
}
