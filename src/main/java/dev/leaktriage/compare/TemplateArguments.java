package dev.leaktriage.compare;

/** Folds {@code f<int, g<3>>(x)} to {@code f<>(x)}. */
final class TemplateArguments {
    private static final String OPERATOR = "operator";

    private TemplateArguments() {}

    /** The symbol without what stands between angle brackets; brackets that do not match stay as they are. */
    static String folded(String symbol) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < symbol.length()) {
            int afterOperator = afterOperator(symbol, at);
            if (afterOperator > at) {
                out.append(symbol, at, afterOperator);
                at = afterOperator;
                continue;
            }
            int close = symbol.charAt(at) == '<' ? closing(symbol, at) : -1;
            if (close > 0) {
                out.append("<>");
                at = close + 1;
            } else {
                out.append(symbol.charAt(at++));
            }
        }
        return out.toString();
    }

    /** {@code operator<<} and its like: their brackets are a name. */
    private static int afterOperator(String symbol, int at) {
        boolean operator = symbol.startsWith(OPERATOR, at) && (at == 0 || !isWord(symbol.charAt(at - 1)));
        if (!operator) {
            return at;
        }
        int end = at + OPERATOR.length();
        while (end < symbol.length() && "<>=-".indexOf(symbol.charAt(end)) >= 0) {
            // In `operator<<int>` the second bracket opens the arguments: a name has at most two before `=` or `>`.
            if (end - at - OPERATOR.length() >= 2 && symbol.charAt(end) == '<') {
                break;
            }
            end++;
        }
        return end;
    }

    private static int closing(String symbol, int open) {
        int depth = 0;
        for (int at = open; at < symbol.length(); at++) {
            char c = symbol.charAt(at);
            boolean arrow = c == '>' && symbol.charAt(at - 1) == '-';
            if (c == '<') {
                depth++;
            } else if (c == '>' && !arrow && --depth == 0) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
