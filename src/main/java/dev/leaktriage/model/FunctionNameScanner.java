package dev.leaktriage.model;

import java.util.ArrayList;
import java.util.List;

/** Reads the qualified name of a function out of the text of one frame, in one pass over it. */
final class FunctionNameScanner {
    private static final List<String> OPERATORS = List.of(
            "<=>", "->*", "<<=", ">>=", "()", "[]", "->", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "++", "--",
            "+=", "-=", "*=", "/=", "%=", "^=", "&=", "|=");
    private static final String[] QUALIFIERS = {"const", "volatile", "noexcept", "&&", "&"};

    private final String text;
    private final List<String> components = new ArrayList<>();
    private final StringBuilder component = new StringBuilder();
    private boolean lambda;
    private boolean afterLambda;
    private int at;

    private FunctionNameScanner(String text) {
        this.text = text;
    }

    /** The qualified name of the function that the text names; whatever the text, this ends and never throws. */
    static String nameIn(String text) {
        return new FunctionNameScanner(text).scan();
    }

    private String scan() {
        boolean more = true;
        while (more && at < text.length()) {
            more = step(text.charAt(at));
        }
        endComponent();
        return components.size() == 1 ? components.get(0) : joined();
    }

    private String joined() {
        component.setLength(0);
        for (int i = 0; i < components.size(); i++) {
            component.append(i == 0 ? "" : "::").append(components.get(i));
        }
        return component.toString();
    }

    /** Takes the next token; false where the name has ended. */
    private boolean step(char c) {
        if (isLetter(c)) {
            letters();
            return true;
        }
        if (isComponent("operator") && !isIdentifierPart(c)) {
            takeOperator();
            return true;
        }
        if (Character.isWhitespace(c)) {
            return space();
        }
        return switch (c) {
            case '(' -> round();
            case '<' -> angle();
            case '{' -> brace();
            case '[' -> skipGroup();
            default -> plain(c);
        };
    }

    /** Takes all letters that stand together: they are most of a name. */
    private void letters() {
        int from = at;
        do {
            at++;
        } while (at < text.length() && isLetter(text.charAt(at)));
        component.append(text, from, at);
    }

    private boolean plain(char c) {
        if (c == ':' && text.startsWith("::", at)) {
            endComponent();
            at += 2;
            return true;
        }
        if (c == '\'' && text.startsWith("'lambda", at)) {
            lambda = true;
            int close = text.indexOf('\'', at + 1);
            at = close < 0 ? text.length() : close + 1;
            return true;
        }
        if (c == '+' && text.startsWith("+0x", at)) {
            return false;
        }
        component.append(c);
        at++;
        return true;
    }

    /** White space ends a return type, unless what follows still belongs to the name. */
    private boolean space() {
        skipSpaces();
        if (at == text.length() || text.charAt(at) == '+' || restIsQualifier()) {
            return false;
        }
        char next = text.charAt(at);
        boolean argumentsFollow = next == '(' && !text.startsWith("(anonymous", at);
        boolean operatorArguments = next == '<' && component.indexOf("operator") == 0;
        if (argumentsFollow || operatorArguments || next == '[') {
            return true;
        }
        components.clear();
        component.setLength(0);
        lambda = false;
        afterLambda = false;
        return true;
    }

    private boolean restIsQualifier() {
        for (String word : QUALIFIERS) {
            if (text.length() - at == word.length() && text.startsWith(word, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean round() {
        int end = BracketGroup.endOf(text, at);
        boolean partOfName = text.startsWith("(anonymous", at);
        if (partOfName) {
            component.append(text, at, end);
        }
        boolean type = isComponent("decltype");
        boolean nothingBefore = component.isEmpty() && components.isEmpty() && !lambda;
        at = end;
        if (partOfName || type || nothingBefore) {
            return true;
        }
        skipQualifiers();
        return text.startsWith("::", at);
    }

    private boolean angle() {
        int end = BracketGroup.endOf(text, at);
        boolean name = component.isEmpty() && !lambda || endsWith('.');
        if (name) {
            component.append(text, at, end);
        }
        at = end;
        return true;
    }

    private boolean brace() {
        if (component.isEmpty()) {
            lambda = text.startsWith("{lambda", at);
        }
        return skipGroup();
    }

    private boolean skipGroup() {
        at = BracketGroup.endOf(text, at);
        return true;
    }

    private void takeOperator() {
        if (Character.isWhitespace(text.charAt(at))) {
            skipSpaces();
            if (!text.startsWith("()", at)) {
                takeConversion();
                return;
            }
        }
        String symbol = OPERATORS.stream()
                .filter(operator -> text.startsWith(operator, at))
                .findFirst()
                .orElse(text.substring(at, at + 1));
        boolean templateArguments =
                symbol.equals("<<") && at + 2 < text.length() && isIdentifierPart(text.charAt(at + 2));
        String taken = templateArguments ? "<" : symbol;
        component.append(taken);
        at += taken.length();
    }

    /** {@code operator bool}, {@code operator new[]}: up to the arguments. */
    private void takeConversion() {
        component.append(' ');
        while (at < text.length() && text.charAt(at) != '(') {
            if (text.charAt(at) == '<') {
                at = BracketGroup.endOf(text, at);
            } else {
                component.append(text.charAt(at++));
            }
        }
    }

    private void endComponent() {
        String name = withoutDeclarators(component.toString().strip());
        component.setLength(0);
        boolean closure = lambda || name.startsWith("$_");
        boolean closureCall = afterLambda && name.equals("operator()") && !components.isEmpty();
        lambda = false;
        afterLambda = closure;
        if (!closure && !closureCall && !name.isEmpty()) {
            components.add(name);
        }
    }

    private static String withoutDeclarators(String name) {
        int from = 0;
        while (from < name.length() && (name.charAt(from) == '*' || name.charAt(from) == '&')) {
            from++;
        }
        return name.substring(from);
    }

    private void skipQualifiers() {
        int before;
        do {
            before = at;
            skipSpaces();
            if (at < text.length() && text.charAt(at) == '[') {
                skipGroup();
            }
            skipQualifier();
        } while (at > before);
    }

    private void skipQualifier() {
        for (String word : QUALIFIERS) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return;
            }
        }
    }

    private void skipSpaces() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean isComponent(String name) {
        return component.length() == name.length() && component.indexOf(name) == 0;
    }

    private boolean endsWith(char c) {
        return !component.isEmpty() && component.charAt(component.length() - 1) == c;
    }

    /** True of what most of a name is, and which stands for nothing but itself. */
    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isIdentifierPart(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
