package dev.leaktriage.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of a budget.
 *
 * @param column 1-based, in characters
 * @param quoted true if it stood in quotation marks, which are left out
 */
record BudgetToken(int column, String text, boolean quoted) {
    private static final Pattern TOKEN = Pattern.compile("\"([^\"]*)\"|<=|[<>=]+|%|#.*|[^\\s\"%<>=#]+|\"");

    /** The words of a line, up to a comment. */
    static List<BudgetToken> of(String line) {
        List<BudgetToken> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(line);
        while (matcher.find() && !matcher.group().startsWith("#")) {
            boolean quoted = matcher.group(1) != null;
            tokens.add(new BudgetToken(matcher.start() + 1, quoted ? matcher.group(1) : matcher.group(), quoted));
        }
        return tokens;
    }

    boolean is(String word) {
        return !quoted && text.equals(word);
    }

    @Override
    public String toString() {
        return quoted ? "\"" + text + "\"" : text;
    }
}
