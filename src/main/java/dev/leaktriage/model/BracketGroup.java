package dev.leaktriage.model;

/** Finds where a bracket closes in the text of a C++ symbol. */
final class BracketGroup {
    private static final String OPENING = "([{<";
    private static final String CLOSING = ")]}>";
    private static final String OPERATOR_CHARACTERS = "<>=-";

    /** Of each ASCII character whether it may mean anything here; most do not. */
    private static final boolean[] MARKS = new boolean[0x7f];

    static {
        for (char c : (OPENING + CLOSING + OPERATOR_CHARACTERS + '"').toCharArray()) {
            MARKS[c] = true;
        }
    }

    private BracketGroup() {}

    /**
     * The index after the bracket that closes the one at {@code from}; the length of the text if none does.
     *
     * <p>Angle brackets are weaker than the others: {@code (a>b)} and {@code ->} close nothing, and a round
     * bracket closes the angle brackets that were left open in it.
     */
    static int endOf(String text, int from) {
        StringBuilder open = new StringBuilder();
        int strong = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= MARKS.length || !MARKS[c]) {
                continue;
            }
            if (c == '"') {
                i = Math.max(i, text.indexOf('"', i + 1));
                continue;
            }
            if (i > from && isOperatorSymbol(text, i)) {
                i = lastOfOperator(text, i);
                continue;
            }
            if (OPENING.indexOf(c) >= 0) {
                open.append(c);
                strong += c == '<' ? 0 : 1;
                continue;
            }
            int kind = CLOSING.indexOf(c);
            if (kind < 0 || c == '>' && text.charAt(i - 1) == '-') {
                continue;
            }
            strong -= close(open, OPENING.charAt(kind), strong);
            if (open.isEmpty()) {
                return i + 1;
            }
        }
        return text.length();
    }

    /** Closes the innermost bracket of the kind; returns how many strong brackets were closed, 0 or 1. */
    private static int close(StringBuilder open, char opening, int strong) {
        if (opening == '<') {
            if (open.charAt(open.length() - 1) == '<') {
                open.setLength(open.length() - 1);
            }
            return 0;
        }
        if (strong == 0) {
            return 0;
        }
        while (open.charAt(open.length() - 1) == '<') {
            open.setLength(open.length() - 1);
        }
        if (open.charAt(open.length() - 1) != opening) {
            return 0;
        }
        open.setLength(open.length() - 1);
        return 1;
    }

    private static boolean isOperatorSymbol(String text, int i) {
        // Its last letter first: most characters stand behind another one.
        return text.charAt(i - 1) == 'r'
                && text.startsWith("operator", i - 8)
                && (OPERATOR_CHARACTERS.indexOf(text.charAt(i)) >= 0 || text.startsWith("()", i));
    }

    private static int lastOfOperator(String text, int from) {
        if (text.charAt(from) == '(') {
            return from + 1;
        }
        int last = from;
        while (last + 1 < text.length() && OPERATOR_CHARACTERS.indexOf(text.charAt(last + 1)) >= 0) {
            last++;
        }
        return last;
    }
}
